import type { Position } from './positions'
import type { StandingStatus } from './states'
import type { ReviewTrack } from './track'
import type { ReviewEvent, Rule } from './types'

/** Where one person stands on a patch of the newest version, or on several in a row. */
export interface Standing {
  /** Index of the person. */
  readonly person: number
  /** Number in the newest version, of the first patch when there are several; null for the series as a whole. */
  readonly patch: number | null
  /** Number of the last patch that it is about, with every patch of the newest version in between; null when `patch` says all. */
  readonly last: number | null
  readonly position: Position
  /** Position of the version in which it was said. */
  readonly since: number
  readonly status: StandingStatus
  /** The mail that says so. */
  readonly mailKey: string
  readonly quote: string
  readonly rule: Rule
  /** The author answered in words; the comment may be open all the same. */
  readonly answered: boolean
  /** Position of the first later version that changed what the comment is about. */
  readonly changedIn: number | null
  /** Position of the version whose changelog says that the comment was addressed. */
  readonly announcedIn: number | null
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

/** Everything that foldStandings needs. */
export interface FoldInput {
  /** Position of the newest version that has patches. */
  readonly newest: number
  /** When it was received. */
  readonly newestMs: number
  readonly tracks: readonly ReviewTrack[]
  /** The events that count, in the order of receipt. */
  readonly events: readonly ReviewEvent[]
  /** These events, and the statements of strangers that they applied a patch. Those decide nothing, but settle the stranger's own comments. */
  readonly claims: readonly ReviewEvent[]
  readonly bodyTags: readonly BodyTag[]
  /** By the key of a reply, the key of the mail that it answers. */
  readonly parents: ReadonlyMap<string, string | null>
  /** By announcedKey, the position of the version whose changelog says that a comment was addressed. */
  readonly announced: ReadonlyMap<string, number>
}

/** The outcome of everything that is not a comment. */
export const NO_OUTCOME = { answered: false, changedIn: null, announcedIn: null } as const

/** The numbers of the patches of the newest version, ascending. */
export function numbersOf({ tracks, newest }: Pick<FoldInput, 'tracks' | 'newest'>): number[] {
  return tracks.flatMap(({ numbers }) => numbers.get(newest) ?? []).sort((a, b) => a - b)
}

/** The part of a standing that comes from its event alone. */
export function standingOf(
  event: ReviewEvent,
): Pick<Standing, 'person' | 'position' | 'since' | 'mailKey' | 'quote' | 'rule'> {
  const { person, position, version, mailKey, sentence, rule } = event
  return { person, position, since: version, mailKey, quote: sentence, rule }
}

/** Whether an event may take back or settle what was said before: it is by the same person, and not by a stranger who only has the same name. */
export function speaksFor(later: ReviewEvent, earlier: ReviewEvent): boolean {
  return later.person === earlier.person && (later.from === earlier.from || !later.stranger)
}
