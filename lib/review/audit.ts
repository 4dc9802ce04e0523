import type { PlacedEvent } from './fold'
import type { ReviewedVersion, UnannouncedChange } from './input'
import { vouches } from './positions'
import type { BodyTag, FoldEvent, FoldInput, Standing } from './standing'
import { isOpenStatus } from './states'

export type AuditKind = 'stale-tag' | 'lost-tag' | 'unproved-tag' | 'mismatch' | 'unannounced-change' | 'open-remark'

/** One thing a reader should look at. */
export interface AuditItem {
  readonly kind: AuditKind
  /** Position of the version. */
  readonly version: number
  /** Number in that version; null for the series. */
  readonly patch: number | null
  /** Index of the person; null for what is about no person. */
  readonly person: number | null
  readonly mailKey: string | null
  readonly text: string
}

interface AuditInput {
  readonly fold: FoldInput
  readonly standings: readonly Standing[]
  readonly events: readonly PlacedEvent[]
  readonly unannounced: readonly UnannouncedChange[]
  /** By position. */
  readonly versions: ReadonlyMap<number, Pick<ReviewedVersion, 'label' | 'orderMs'>>
}

/** What does not fit together in a series: docs/positions.md, "Audit". By version, patch and kind. */
export function auditSeries(input: AuditInput): AuditItem[] {
  const items = [
    ...staleTags(input),
    ...lostTags(input),
    ...unprovedTags(input),
    ...mismatches(input),
    ...openComments(input),
    ...input.unannounced.map(({ version, patch, text }) => ({
      kind: 'unannounced-change' as const,
      version,
      patch,
      person: null,
      mailKey: null,
      text,
    })),
  ]
  return items.sort(
    (a, b) =>
      a.version - b.version || (a.patch ?? 0) - (b.patch ?? 0) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  )
}

function staleTags({ standings, fold, versions }: AuditInput): AuditItem[] {
  return standings.flatMap(({ status, person, patch, since, mailKey, quote }) =>
    status === 'stale'
      ? [
          {
            kind: 'stale-tag',
            version: fold.newest,
            patch,
            person,
            mailKey,
            text: `given on ${labelOf(since, versions)}, the code changed since: ${quote}`,
          },
        ]
      : [],
  )
}

/** A tag was given, the code stayed the same, and the next version that was posted after the tag does not carry it. */
function lostTags({ fold, versions, standings }: AuditInput): AuditItem[] {
  const carried = bodyKeys(fold.bodyTags)
  const found = new Map<string, AuditItem>()
  for (const event of fold.events) {
    const kind = vouches(event.position)
    if (kind === null || event.author) continue
    for (const track of event.tracks) {
      const next = nextVersion(event, track, fold, versions)
      if (next === undefined || carried.has(`${next}/${track}/${event.person}/${kind}`)) continue
      const withdrawn = fold.events.some(
        (other) =>
          other.person === event.person && other.cues.includes('withdraws-tag') && other.tracks.includes(track),
      )
      const patch = fold.tracks[track]?.numbers.get(next) ?? null
      const again = standings.some(
        (one) => one.person === event.person && one.patch === patch && vouches(one.position) === kind,
      )
      if (withdrawn || again) continue
      const text = `given on ${labelOf(event.version, versions)}, missing from ${labelOf(next, versions)}: ${event.quote}`
      found.set(`${track}/${event.person}/${kind}`, {
        kind: 'lost-tag',
        version: next,
        patch,
        person: event.person,
        mailKey: event.mailKey,
        text,
      })
    }
  }
  return [...found.values()]
}

/** The first version posted after the tag that has the patch with the same code; undefined when the code changed or none was posted. */
function nextVersion(event: FoldEvent, track: number, fold: FoldInput, versions: AuditInput['versions']) {
  const { numbers, codeChangedIn } = fold.tracks[track] ?? { numbers: new Map(), codeChangedIn: new Set() }
  for (const position of [...numbers.keys()].sort((a, b) => a - b)) {
    if (position <= event.version) continue
    if (codeChangedIn.has(position)) return undefined
    if ((versions.get(position)?.orderMs ?? 0) > event.orderMs) return position
  }
  return undefined
}

/**
 * A tag in a body that no mail of the person gave on this patch before; named once, for the version that has it first. What the oldest
 * version has already was given where no archive sees it, most often inside a company: no finding.
 */
function unprovedTags({ fold, versions }: AuditInput): AuditItem[] {
  const oldest = Math.min(...versions.keys())
  const given = new Map<string, number>()
  for (const event of fold.events) {
    const kind = vouches(event.position)
    for (const track of kind === null ? [] : event.tracks) {
      const key = `${track}/${event.person}/${kind}`
      given.set(key, Math.min(given.get(key) ?? Number.POSITIVE_INFINITY, event.orderMs))
    }
  }
  const before = new Set<string>()
  const found = new Map<string, AuditItem>()
  for (const tag of [...fold.bodyTags].sort((a, b) => a.version - b.version)) {
    const key = `${tag.track}/${tag.person}/${tag.position}`
    if (tag.version === oldest) before.add(key)
    const proved = (given.get(key) ?? Number.POSITIVE_INFINITY) <= (versions.get(tag.version)?.orderMs ?? 0)
    if (proved || before.has(key) || found.has(key)) continue
    found.set(key, {
      kind: 'unproved-tag',
      version: tag.version,
      patch: fold.tracks[tag.track]?.numbers.get(tag.version) ?? null,
      person: tag.person,
      mailKey: tag.mailKey,
      text: `no mail on record gives it: ${tag.quote}`,
    })
  }
  return [...found.values()]
}

function mismatches({ events }: AuditInput): AuditItem[] {
  return events.flatMap(({ tag, author, version, patch, person, mailKey, sentence, rule }) =>
    tag === null || tag.fits || author || rule === 'refuses'
      ? []
      : [
          {
            kind: 'mismatch',
            version,
            patch,
            person,
            mailKey,
            text: `names somebody else than its sender: ${sentence}`,
          },
        ],
  )
}

function openComments({ standings, fold, versions }: AuditInput): AuditItem[] {
  return standings.flatMap((standing): AuditItem[] => {
    const { status, person, patch, since, mailKey, quote, answered, changedIn } = standing
    if (!isOpenStatus(status)) return []
    const parts = [
      status === 'promised' ? 'promised, not seen yet' : answered ? 'answered, not settled' : 'not answered',
      since < fold.newest &&
        (changedIn === null
          ? 'what it quotes is unchanged'
          : `what it quotes changed in ${labelOf(changedIn, versions)}`),
    ].filter((part) => part !== false)
    const text = `since ${labelOf(since, versions)}, ${parts.join(', ')}: ${quote}`
    return [{ kind: 'open-remark', version: fold.newest, patch, person, mailKey, text }]
  })
}

/** As readers know the version: its position is not its number where an RFC stands in front. */
function labelOf(position: number, versions: AuditInput['versions']): string {
  return versions.get(position)?.label ?? `version ${position}`
}

function bodyKeys(tags: readonly BodyTag[]): Set<string> {
  return new Set(tags.map(({ version, track, person, position }) => `${version}/${track}/${person}/${position}`))
}
