import type { ReviewTrack } from './track'
import type { Cue, Position, Rule } from './types'

export type StandingStatus =
  | 'current'
  | 'carried'
  | 'stale'
  | 'open'
  | 'promised'
  | 'addressed'
  | 'declined'
  | 'cleared'

/** What one person holds on one patch in the newest version. */
export interface Standing {
  /** Index of the person. */
  readonly person: number
  /** Number in the newest version; null for the series as a whole. */
  readonly patch: number | null
  readonly position: Position
  /** Position of the version in which it was said. */
  readonly since: number
  readonly status: StandingStatus
  /** Mail that says so. */
  readonly mailKey: string
  readonly quote: string
  readonly rule: Rule
  /** The author answered in words; a remark may be open all the same. */
  readonly answered: boolean
  /** Position of the first later version that changed what the remark is about. */
  readonly changedIn: number | null
}

/** An event with its place in the series. */
export interface FoldEvent {
  readonly person: number
  readonly author: boolean
  readonly position: Position
  readonly rule: Rule
  readonly cues: readonly Cue[]
  readonly quote: string
  readonly mailKey: string
  readonly orderMs: number
  /** Position of the version it was said in. */
  readonly version: number
  /** Tracks it speaks of; for `whole` all of its version. */
  readonly tracks: readonly number[]
  /** It speaks of the series as a whole. */
  readonly whole: boolean
  /** Per track the first later version that changed what the remark is about. */
  readonly changedIn: ReadonlyMap<number, number>
}

/** A review tag in the body of a patch. */
export interface BodyTag {
  readonly person: number
  readonly position: 'approves' | 'tested'
  readonly track: number
  readonly version: number
  readonly mailKey: string
  readonly quote: string
}

/** All values; see fold. */
export interface FoldInput {
  /** Position of the newest version that has patches. */
  readonly newest: number
  readonly tracks: readonly ReviewTrack[]
  readonly events: readonly FoldEvent[]
  readonly bodyTags: readonly BodyTag[]
  /** Keys of the mails above a mail, nearest first, itself left out. */
  readonly ancestors: (mailKey: string) => readonly string[]
}

/** A remark or an objection on its way through the discussion. */
interface Remark {
  readonly event: FoldEvent
  readonly track: number | null
  status: 'open' | 'promised' | 'declined' | 'cleared'
  answered: boolean
}

const REMARKS: ReadonlySet<Position> = new Set<Position>(['nak', 'objects', 'requests-changes', 'asks'])
const APPROVALS: ReadonlySet<Position> = new Set<Position>(['approves', 'approves-with-condition', 'tested'])
/** Which of several remarks of one kind is shown. */
const RANK: readonly StandingStatus[] = ['open', 'promised', 'declined', 'addressed', 'cleared']

/**
 * Folds what was said over all versions into what each person holds on each patch of the newest (docs/positions.md, section 4). By time of
 * receipt, ties by mail. A refusal or an objection is cleared only by its own person: a later tag or a concession. A remark also by the author's
 * promise and a later version that changes what it quotes. A tag of an older version counts only while the patch body
 * carries it, and is stale once the code changed. Patches that were dropped have no standing. Silence changes nothing.
 */
export function foldStandings(input: FoldInput): Standing[] {
  const events = [...input.events].sort(
    (a, b) => a.orderMs - b.orderMs || (a.mailKey < b.mailKey ? -1 : a.mailKey > b.mailKey ? 1 : 0),
  )
  const standings = [...foldRemarks(events, input), ...foldApprovals(events, input), ...foldApplied(events, input)]
  return standings.sort(
    (a, b) =>
      (a.patch ?? 0) - (b.patch ?? 0) ||
      a.person - b.person ||
      (a.position < b.position ? -1 : a.position > b.position ? 1 : 0),
  )
}

function foldRemarks(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const remarks: Remark[] = []
  for (const event of events) {
    if (event.author) answerRemarks(event, remarks, input)
    else settleRemarks(event, remarks, input)
    if (event.author || !REMARKS.has(event.position)) continue
    const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
    for (const track of tracks) remarks.push({ event, track, status: 'open', answered: false })
  }
  const best = new Map<string, Standing>()
  for (const remark of remarks) {
    const standing = remarkStanding(remark, input)
    if (standing === undefined) continue
    const key = `${standing.person}/${standing.patch}/${standing.position}`
    const known = best.get(key)
    if (known === undefined || showsBefore(standing, known)) best.set(key, standing)
  }
  return [...best.values()]
}

/** The more open remark, then the newer mail; of one mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = RANK.indexOf(standing.status) - RANK.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}

/** The author's mail answers the remarks of the mail right above it. */
function answerRemarks(event: FoldEvent, remarks: readonly Remark[], input: FoldInput): void {
  const parent = input.ancestors(event.mailKey)[0]
  for (const remark of remarks) {
    if (remark.event.mailKey !== parent || remark.status === 'cleared') continue
    remark.answered = true
    if (!canBePromised(remark)) continue
    if (event.cues.includes('concedes')) remark.status = 'promised'
    else if (event.cues.includes('declines') && isRefusable(remark)) remark.status = 'declined'
  }
}

/** A "no" to a question is its answer. */
function isRefusable({ event, status }: Remark): boolean {
  return event.position === 'requests-changes' && status === 'open'
}

/** Only its own person clears a refusal or an objection. */
function canBePromised({ event }: Remark): boolean {
  return event.position === 'requests-changes' || event.position === 'asks'
}

/** A person's later tag on the patch, or a concession further down the same thread, clears what the person said before. */
function settleRemarks(event: FoldEvent, remarks: readonly Remark[], input: FoldInput): void {
  const concedes = event.cues.includes('concedes')
  const tagged = event.position === 'approves' || event.position === 'approves-with-condition'
  if (!concedes && !tagged) return
  const above = concedes ? new Set(input.ancestors(event.mailKey)) : new Set<string>()
  for (const remark of remarks) {
    if (remark.event.person !== event.person || remark.event.mailKey === event.mailKey) continue
    const same = remark.track === null ? event.whole : event.tracks.includes(remark.track)
    // "Other than my small remarks" lets the remarks stand.
    const byTag = tagged && same && (event.position === 'approves' || !canBePromised(remark))
    if (byTag || above.has(remark.event.mailKey)) remark.status = 'cleared'
  }
}

function remarkStanding({ event, track, status, answered }: Remark, input: FoldInput): Standing | undefined {
  const patch = track === null ? null : input.tracks[track]?.numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = track === null ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it when the author said so.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const addressed = wanted && (status === 'open' || status === 'promised') && changedIn !== undefined
  return {
    ...common(event),
    patch,
    status: addressed ? 'addressed' : status,
    answered,
    changedIn: changedIn ?? null,
  }
}

function common(event: FoldEvent): Pick<Standing, 'person' | 'position' | 'since' | 'mailKey' | 'quote' | 'rule'> {
  const { person, position, version, mailKey, quote, rule } = event
  return { person, position, since: version, mailKey, quote, rule }
}

/** Given tags and tags in bodies, per person, patch and kind: the newest mail that gave it, as far as the newest version still has it. */
function foldApprovals(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const given = new Map<string, FoldEvent>()
  for (const event of events) {
    if (event.cues.includes('withdraws-tag')) forget(given, event)
    if (event.author || !APPROVALS.has(event.position)) continue
    for (const track of event.tracks) given.set(approvalKey(event.person, track, event.position), event)
  }
  const standings: Standing[] = []
  for (const [track, { numbers }] of input.tracks.entries()) {
    const patch = numbers.get(input.newest)
    if (patch === undefined) continue
    const inBody = newestBodyTags(track, input)
    for (const [key, event] of given) {
      if (!key.startsWith(`${track}/`)) continue
      const carried = inBody.has(key)
      if (!carried && event.version !== input.newest) continue
      // A condition ends when the author takes the tag over.
      const position = carried && event.position === 'approves-with-condition' ? 'approves' : event.position
      standings.push({
        ...common(event),
        position,
        patch,
        status: ageOf(event.version, track, input),
        answered: false,
        changedIn: null,
      })
    }
    for (const [key, tag] of inBody) {
      if (given.has(key)) continue
      const { person, position, version, mailKey, quote } = tag
      const status = ageOf(version, track, input, true)
      standings.push({
        person,
        position,
        since: version,
        mailKey,
        quote,
        rule: 'R3',
        patch,
        status,
        answered: false,
        changedIn: null,
      })
    }
  }
  return standings
}

/** One key for both ways of approving: a later plain tag takes the place of a conditional one. */
function approvalKey(person: number, track: number, position: Position): string {
  return `${track}/${person}/${position === 'tested' ? 'tested' : 'approves'}`
}

function forget(given: Map<string, FoldEvent>, event: FoldEvent): void {
  for (const track of event.tracks) {
    given.delete(approvalKey(event.person, track, 'approves'))
    given.delete(approvalKey(event.person, track, 'tested'))
  }
}

/** Tags in the body of the newest version, each with the version that carried it first without a break. */
function newestBodyTags(track: number, input: FoldInput): Map<string, BodyTag> {
  const found = new Map<string, BodyTag>()
  const own = input.bodyTags.filter((tag) => tag.track === track).sort((a, b) => b.version - a.version)
  for (const tag of own) {
    const key = approvalKey(tag.person, track, tag.position)
    if (tag.version === input.newest || found.has(key)) found.set(key, tag)
  }
  return found
}

function ageOf(version: number, track: number, input: FoldInput, inBody = false): StandingStatus {
  if (version === input.newest) return inBody ? 'carried' : 'current'
  const changed = [...(input.tracks[track]?.codeChangedIn ?? [])]
  return changed.some((position) => position > version && position <= input.newest) ? 'stale' : 'carried'
}

function foldApplied(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const standings = new Map<string, Standing>()
  for (const event of events) {
    if (event.position !== 'applied' || event.version !== input.newest) continue
    const patches = event.whole
      ? [null]
      : event.tracks.flatMap((track) => input.tracks[track]?.numbers.get(input.newest) ?? [])
    for (const patch of patches) {
      standings.set(`${event.person}/${patch}`, {
        ...common(event),
        patch,
        status: 'current',
        answered: false,
        changedIn: null,
      })
    }
  }
  return [...standings.values()]
}
