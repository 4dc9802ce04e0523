import { at } from '../at'
import { compareText } from '../byTime'
import type { BodyTag, FoldInput, Standing } from './foldTypes'
import type { ReviewedVersion } from './input'
import { vouches } from './positions'
import { isOpenStatus } from './states'
import type { ReviewEvent } from './types'

/** What is wrong; the names are part of the interface of `show`. */
export type AuditKind = 'stale-tag' | 'lost-tag' | 'unproved-tag' | 'mismatch' | 'open-remark'

/** One thing that a reader should look at. */
export interface AuditItem {
  readonly kind: AuditKind
  /** Position of the version. */
  readonly version: number
  /** Number in that version; null for the series. */
  readonly patch: number | null
  /** Index of the person. */
  readonly person: number
  readonly mailKey: string
  readonly text: string
}

interface Placed {
  readonly version: number
  readonly patch: number | null
  readonly kind: string
}

interface AuditInput {
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  /** All events, including those that do not count. */
  readonly events: readonly ReviewEvent[]
  /** By position. */
  readonly versions: ReadonlyMap<number, Pick<ReviewedVersion, 'label' | 'orderMs'>>
}

/** Finds contradictions in the review of a series: docs/positions.md, "Audit". Sorted by version, patch and kind. */
export function auditSeries(input: AuditInput): AuditItem[] {
  const items = [
    ...staleTags(input),
    ...lostTags(input),
    ...unprovedTags(input),
    ...mismatches(input),
    ...openComments(input),
  ]
  return items.sort(byPlaceAndKind)
}

/** Compares findings by version, patch and kind, for `sort`; what is about a whole version comes first. */
export function byPlaceAndKind(a: Placed, b: Placed): number {
  return a.version - b.version || (a.patch ?? 0) - (b.patch ?? 0) || compareText(a.kind, b.kind)
}

function staleTags({ standings, fold, versions }: AuditInput): AuditItem[] {
  const stale = standings.filter(({ status }) => status === 'stale')
  return stale.map(({ person, patch, since, mailKey, quote }) => {
    const text = `given on ${labelOf(since, versions)}, code changed since: ${quote}`
    return { kind: 'stale-tag', version: fold.newest, patch, person, mailKey, text }
  })
}

/** Tags that were given, but that the next version posted after them does not carry although the code is the same. */
function lostTags({ fold, versions, standings }: AuditInput): AuditItem[] {
  const carried = new Set(fold.bodyTags.map((tag) => `${tag.version}/${tagKey(tag.track, tag)}`))
  const found = new Map<string, AuditItem>()
  for (const event of fold.events) {
    const kind = vouches(event.position)
    if (kind === null || !event.reviews) continue
    const { person, mailKey } = event
    for (const track of event.tracks) {
      const key = tagKey(track, { person, position: kind })
      const next = nextVersion(event, track, fold, versions)
      if (next === undefined || carried.has(`${next}/${key}`)) continue
      const withdrawn = fold.events.some(
        (other) => other.person === person && other.cues.includes('withdraws-tag') && other.tracks.includes(track),
      )
      const patch = numberIn(next, track, fold)
      const again = standings.some(
        (one) => one.person === person && one.patch === patch && vouches(one.position) === kind,
      )
      if (withdrawn || again) continue
      const text = `given on ${labelOf(event.version, versions)}, missing from ${labelOf(next, versions)}: ${event.sentence}`
      found.set(key, { kind: 'lost-tag', version: next, patch, person, mailKey, text })
    }
  }
  return [...found.values()]
}

function tagKey(track: number, { person, position }: Pick<BodyTag, 'person' | 'position'>): string {
  return `${track}/${person}/${position}`
}

/** The first version posted after the tag that has the patch with the same code; undefined when the code changed or there is none. */
function nextVersion(event: ReviewEvent, track: number, fold: FoldInput, versions: AuditInput['versions']) {
  const { numbers, codeChangedIn } = at(fold.tracks, track)
  for (const position of [...numbers.keys()].sort((a, b) => a - b)) {
    if (position <= event.version) continue
    if (codeChangedIn.has(position)) return undefined
    if (postedMs(position, versions) > event.orderMs) return position
  }
  return undefined
}

/**
 * Tags in a body that no earlier mail by that person gave for this patch. Each is reported once, for the first version that has it. A tag that the
 * oldest version has already is left out: it was given where no archive sees it, most often inside a company.
 */
function unprovedTags({ fold, versions }: AuditInput): AuditItem[] {
  const oldest = Math.min(...versions.keys())
  const given = new Map<string, number>()
  for (const { position, person, tracks, orderMs } of fold.events) {
    const kind = vouches(position)
    if (kind === null) continue
    for (const track of tracks) {
      const key = tagKey(track, { person, position: kind })
      given.set(key, Math.min(given.get(key) ?? Number.POSITIVE_INFINITY, orderMs))
    }
  }
  const before = new Set<string>()
  const found = new Map<string, AuditItem>()
  for (const tag of [...fold.bodyTags].sort((a, b) => a.version - b.version)) {
    const { track, person, version, mailKey, quote } = tag
    const key = tagKey(track, tag)
    if (version === oldest) before.add(key)
    const proved = (given.get(key) ?? Number.POSITIVE_INFINITY) <= postedMs(version, versions)
    if (proved || before.has(key) || found.has(key)) continue
    const text = `no such mail found: ${quote}`
    found.set(key, { kind: 'unproved-tag', version, patch: numberIn(version, track, fold), person, mailKey, text })
  }
  return [...found.values()]
}

/** Tags that a reviewer gave in another person's name. */
function mismatches({ events }: AuditInput): AuditItem[] {
  const found = events.filter(({ tag, author, position }) => tag?.fits === false && !author && position !== 'nak')
  return found.map(({ version, patch, person, mailKey, sentence }) => {
    const text = `given on someone else’s behalf: ${sentence}`
    return { kind: 'mismatch', version, patch, person, mailKey, text }
  })
}

function openComments({ standings, fold, versions }: AuditInput): AuditItem[] {
  const open = standings.filter(({ status }) => isOpenStatus(status))
  return open.map(({ status, person, patch, since, mailKey, quote, answered, changedIn }) => {
    const parts = [
      status === 'promised' ? 'author will change it' : answered ? 'author replied' : 'unanswered',
      ...(since === fold.newest
        ? []
        : [changedIn === null ? 'quoted code not changed' : `quoted code changed in ${labelOf(changedIn, versions)}`]),
    ]
    const text = `since ${labelOf(since, versions)}, ${parts.join(', ')}: ${quote}`
    return { kind: 'open-remark', version: fold.newest, patch, person, mailKey, text }
  })
}

/** The label that readers know the version by: its position is not its number when an RFC comes first. */
function labelOf(position: number, versions: AuditInput['versions']): string {
  return versionAt(position, versions).label
}

function postedMs(position: number, versions: AuditInput['versions']): number {
  return versionAt(position, versions).orderMs
}

function versionAt(position: number, versions: AuditInput['versions']) {
  const found = versions.get(position)
  if (found === undefined) throw new Error(`there is no version at position ${position}`)
  return found
}

function numberIn(version: number, track: number, fold: FoldInput): number | null {
  return at(fold.tracks, track).numbers.get(version) ?? null
}
