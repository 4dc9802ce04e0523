import { at } from '../at'
import { compareText } from '../byTime'
import { type BodyTag, type FoldInput, numbersOf, type Standing } from './foldTypes'
import type { ReviewedVersion } from './input'
import { findLostTags, MAX_LOST_TAGS } from './lostTags'
import { numbersIn } from './patchRun'
import { byPatch } from './standing'
import { isOpenStatus } from './states'
import { indexTags, listsAbout, saidBy, tagKey } from './tagIndex'
import type { ReviewEvent } from './types'

/** What is wrong; the names are part of the interface of `show`. */
export type AuditKind = 'stale-tag' | 'lost-tag' | 'unproved-tag' | 'mismatch' | 'unclear-scope' | 'open-remark'

/** One thing that a reader should look at. */
export interface AuditItem {
  readonly kind: AuditKind
  /** Position of the version. */
  readonly version: number
  /** Number in that version, of the first patch when there are several; null for the series. */
  readonly patch: number | null
  /** Number of the last patch that it is about, with every patch of the version in between; null when `patch` says all. */
  readonly last: number | null
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
  readonly versions: AuditVersions
}

/** By position. */
type AuditVersions = ReadonlyMap<number, Pick<ReviewedVersion, 'label' | 'orderMs'>>

/** Finds contradictions in the review of a series: docs/positions.md, "Audit". Sorted by version, patch and kind. */
export function auditSeries(input: AuditInput): AuditItem[] {
  const items = [
    ...staleTags(input),
    ...lostTags(input),
    ...unprovedTags(input),
    ...mismatches(input),
    ...unclearScopes(input),
    ...openComments(input),
  ]
  return items.sort(byPlaceAndKind)
}

/** Compares findings by version, patch and kind, for `sort`; what is about a whole version comes first. */
export function byPlaceAndKind(a: Placed, b: Placed): number {
  return a.version - b.version || (a.patch ?? 0) - (b.patch ?? 0) || compareText(a.kind, b.kind)
}

function lostTags({ fold, standings, versions }: AuditInput): AuditItem[] {
  return findLostTags(fold, standings, versions).map(({ event, next, patch, last }, index) => {
    const cut = index + 1 < MAX_LOST_TAGS ? '' : `${MAX_LOST_TAGS} such entries are listed, there may be more; `
    const text = `${cut}given on ${labelOf(event.version, versions)}, missing from ${labelOf(next, versions)}: ${event.sentence}`
    return { kind: 'lost-tag', version: next, patch, last, person: event.person, mailKey: event.mailKey, text }
  })
}

/** One for each patch: there are no more of them than tags in the bodies of the newest version. */
function staleTags({ standings, fold, versions }: AuditInput): AuditItem[] {
  const numbers = numbersOf(fold)
  const stale = standings.flatMap((standing) => {
    const { patch, last, status } = standing
    if (status !== 'stale') return []
    const patches = patch === null ? [null] : numbersIn({ patch, last }, numbers)
    return patches.map((one) => ({ ...standing, patch: one }))
  })
  return stale.sort(byPatch).map(({ person, patch, since, mailKey, quote }) => {
    const text = `given on ${labelOf(since, versions)}, code changed since: ${quote}`
    return { kind: 'stale-tag', version: fold.newest, patch, last: null, person, mailKey, text }
  })
}

/**
 * Tags in a body that no earlier mail by that person gave for this patch. Each is reported once, for the first version that has it. A tag that the
 * oldest version has already is left out: it was given where no archive sees it, most often inside a company.
 */
function unprovedTags({ fold, events, versions }: AuditInput): AuditItem[] {
  const oldest = Math.min(...versions.keys())
  // Also those on another reviewer's diff, which the author may have taken.
  const proofs = events.filter(({ counts, tag }) => counts || tag?.fits === true)
  const given = indexTags(proofs, { reviewsOnly: false })
  const firstMs = (tag: BodyTag): number => {
    const said = listsAbout(saidBy(given, tagKey(tag.person, tag.position)), tag.track, fold)
    return said.reduce((first, [one]) => Math.min(first, one?.event.orderMs ?? first), Number.POSITIVE_INFINITY)
  }
  const before = new Set<string>()
  const found = new Map<string, AuditItem>()
  for (const tag of [...fold.bodyTags].sort((a, b) => a.version - b.version)) {
    const { track, person, version, mailKey, quote } = tag
    const key = `${track}/${tagKey(person, tag.position)}`
    if (version === oldest) before.add(key)
    if (before.has(key) || found.has(key) || firstMs(tag) <= versionAt(version, versions).orderMs) continue
    const text = `no such mail found: ${quote}`
    const patch = at(fold.tracks, track).numbers.get(version) ?? null
    found.set(key, { kind: 'unproved-tag', version, patch, last: null, person, mailKey, text })
  }
  return [...found.values()]
}

/** Tags that a reviewer gave in another person's name. */
function mismatches({ events }: AuditInput): AuditItem[] {
  const found = events.filter(({ tag, author, position }) => tag?.fits === false && !author && position !== 'nak')
  return found.map(({ version, patch, person, mailKey, sentence }) => {
    const text = `given on someone else’s behalf: ${sentence}`
    return { kind: 'mismatch', version, patch, last: null, person, mailKey, text }
  })
}

/** Tags whose words limit them in a way that only a reader understands. */
function unclearScopes({ events }: AuditInput): AuditItem[] {
  const found = events.filter(({ tag, unclear, counts }) => tag !== null && unclear && counts)
  return found.map(({ version, patch, person, mailKey, sentence }) => {
    const text = `the words limit this tag and could not be read; it is counted for ${patch === null ? 'no patch' : 'this patch only'}: ${sentence}`
    return { kind: 'unclear-scope', version, patch, last: null, person, mailKey, text }
  })
}

function openComments({ standings, fold, versions }: AuditInput): AuditItem[] {
  const open = standings.filter(({ status }) => isOpenStatus(status))
  return open.map(({ status, person, patch, last, since, mailKey, quote, answered, changedIn }) => {
    const parts = [
      status === 'promised' ? 'author will change it' : answered ? 'author replied' : 'unanswered',
      ...(since === fold.newest
        ? []
        : [changedIn === null ? 'code not changed' : `code changed in ${labelOf(changedIn, versions)}`]),
    ]
    const text = `since ${labelOf(since, versions)}, ${parts.join(', ')}: ${quote}`
    return { kind: 'open-remark', version: fold.newest, patch, last, person, mailKey, text }
  })
}

/** The label that readers know the version by: its position is not its number when an RFC comes first. */
function labelOf(position: number, versions: AuditVersions): string {
  return versionAt(position, versions).label
}

function versionAt(position: number, versions: AuditVersions) {
  const found = versions.get(position)
  if (found === undefined) throw new Error(`there is no version at position ${position}`)
  return found
}
