import type { Position } from './positions'
import type { StandingStatus } from './states'
import type { ReviewTrack } from './track'
import type { Cue, Rule } from './types'

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
  /** The author answered in words; a comment may be open all the same. */
  readonly answered: boolean
  /** Position of the first later version that changed what the comment is about. */
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
  /** Mailbox it came from, and whether a stranger's: then only the name ties it to what the person said from another. */
  readonly from: string
  readonly stranger: boolean
  readonly orderMs: number
  /** Position of the version it was said in. */
  readonly version: number
  /** Tracks it speaks of; for `whole` all of its version. */
  readonly tracks: readonly number[]
  /** It speaks of the series as a whole. */
  readonly whole: boolean
  /** Per track the first later version that changed what the comment is about. */
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

/** What a standing takes over from the event that gave it. */
export function common(
  event: FoldEvent,
): Pick<Standing, 'person' | 'position' | 'since' | 'mailKey' | 'quote' | 'rule'> {
  const { person, position, version, mailKey, quote, rule } = event
  return { person, position, since: version, mailKey, quote, rule }
}

/** Whether an event may take back or settle what was said before: the same person, and not a stranger who has only the name in common. */
export function speaksFor(later: FoldEvent, earlier: FoldEvent): boolean {
  return later.person === earlier.person && (later.from === earlier.from || !later.stranger)
}
