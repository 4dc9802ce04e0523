import { at } from '../at'
import { groupBy } from '../groupBy'
import { announcedKey } from './credit'
import { type FoldInput, type Standing, standingOf } from './foldTypes'
import { followComments, isStronger } from './followComments'
import type { FollowedComment } from './openComments'
import { blocks } from './positions'
import { COMMENT_STATUSES, isOpenStatus, type StandingStatus } from './states'
import { isTakenOver } from './track'
import type { ReviewEvent } from './types'

/** What became of one review comment, for all patches that it is about. */
export interface CommentOutcome
  extends Pick<Standing, 'position' | 'status' | 'mailKey' | 'quote' | 'answered' | 'changedIn' | 'announcedIn'> {
  /** First line of the comment in the body of its mail; null for a mail without words of its own. */
  readonly comment: number | null
  /** Numbers in the newest version, ascending; empty for the series as a whole. */
  readonly patches: readonly number[]
  /** Index of the person who made it. */
  readonly person: number
  /** The mail in which the author promised to follow it; null when none did. */
  readonly promisedIn: string | null
  /** It was made on a mail of the newest version, or after that was posted. */
  readonly current: boolean
}

interface CommentInput extends FoldInput {
  /** The mails that somebody replied to. */
  readonly repliedTo: ReadonlySet<string | null>
}

/** A comment on one patch that the newest version still has. */
interface Held {
  readonly event: ReviewEvent
  readonly standing: Standing
  readonly promisedIn: string | null
  /** The mail of the patch that it is about is one of the newest version. */
  readonly current: boolean
}

/**
 * Finds what became of each comment: as the discussion left it, or addressed by a later version. For each person, patch and position the most
 * open comment is a standing; a comment on several patches has one outcome.
 */
export function foldComments(fold: FoldInput): {
  readonly standings: Standing[]
  readonly outcomes: CommentOutcome[]
} {
  const input = { ...fold, repliedTo: new Set(fold.parents.values()) }
  const held = followComments(input).flatMap((comment): Held[] => {
    const standing = commentStanding(comment, input)
    return standing === undefined
      ? []
      : [{ event: comment.event, standing, promisedIn: promiseOf(comment), current: isCurrent(comment, input) }]
  })
  const groups = groupBy(
    held.map(({ standing }) => standing),
    ({ person, patch, position }) => `${person}/${patch}/${position}`,
  )
  const standings = [...groups.values()].map((group) => group.reduce(mostOpen))
  const outcomes = [...groupBy(held, ({ event }) => `${event.mailKey} ${event.comment}`).values()].map(toOutcome)
  return { standings, outcomes }
}

function promiseOf({ promisedIn, seconds }: FollowedComment): string | null {
  return promisedIn ?? seconds?.promisedIn ?? null
}

/** On a mail of the newest version, or said of an older one when the newest had been posted: <Y2PkIUZDS8/qMRWq@zn.tnic>. */
function isCurrent(
  { event: { version, orderMs }, track }: FollowedComment,
  { newest, newestMs, tracks }: FoldInput,
): boolean {
  if (version === newest || orderMs > newestMs) return true
  return track !== null && isTakenOver(at(tracks, track), version, newest)
}

/** Undefined for a comment on a patch that the newest version no longer has. */
function commentStanding(comment: FollowedComment, input: CommentInput): Standing | undefined {
  const own = ownStanding(comment, input)
  if (comment.seconds === null || own?.status !== 'open') return own
  const joined = commentStanding(comment.seconds, input)
  if (joined === undefined) return own
  const { status, answered, changedIn, announcedIn } = joined
  return { ...own, status, answered: own.answered || answered, changedIn, announcedIn }
}

/**
 * Whether the author answered without agreeing, nobody but to settle it went on from that, and the version that changed the code around it kept the line and changed nothing that the
 * comment names: what changed was for others.
 */
function isDisputed({ event, track, status, quotedIn }: FollowedComment, { repliedTo }: CommentInput): boolean {
  if (quotedIn === null || track === null || event.keptOn !== track) return false
  return status === 'cleared' || (status === 'open' && !repliedTo.has(quotedIn))
}

function ownStanding(comment: FollowedComment, input: CommentInput): Standing | undefined {
  const { event, track, status, answered, later, merged } = comment
  const patch = track === null ? null : at(input.tracks, track).numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = isDisputed(comment, input) ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it only when the author promised one, or when the file that it is about is gone.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const open = isOpenStatus(status)
  const announcedIn =
    (open || (status === 'deferred' && !later)) && !blocks(event.position)
      ? input.announced.get(announcedKey(event, track))
      : undefined
  const addressed = announcedIn !== undefined || (open && (event.gone || (wanted && changedIn !== undefined)))
  return {
    ...standingOf(event),
    patch,
    last: null,
    status: addressed ? 'addressed' : merged && open ? (later ? 'deferred' : 'cleared') : status,
    answered,
    changedIn: changedIn ?? announcedIn ?? null,
    announcedIn: announcedIn ?? null,
  }
}

/** The outcome of a comment on several patches: that of its strongest sentence, on the patch where it is the most open. */
function toOutcome(group: readonly Held[]): CommentOutcome {
  const { event } = group.reduce((best, held) => (isStronger(held.event, best.event) ? held : best))
  const alike = group.filter(({ standing }) => blocks(standing.position) === blocks(event.position))
  const { status, answered, changedIn, announcedIn } = alike.map(({ standing }) => standing).reduce(mostOpen)
  const { mailKey, comment, position, person, sentence: quote } = event
  // An open comment is on the patches where it is open: a new version may have taken it up in one of two.
  const about = isOpenStatus(status) ? alike.filter(({ standing }) => isOpenStatus(standing.status)) : alike
  const whole = about.some(({ standing: { patch } }) => patch === null)
  const patches = whole ? [] : about.flatMap(({ standing: { patch } }) => patch ?? []).sort((a, b) => a - b)
  const current = alike.some((held) => held.current)
  const promisedIn = alike.find((held) => held.promisedIn !== null)?.promisedIn ?? null
  return {
    mailKey,
    comment,
    position,
    person,
    quote,
    status,
    answered,
    changedIn,
    announcedIn,
    patches,
    promisedIn,
    current,
  }
}

function mostOpen(best: Standing, standing: Standing): Standing {
  return showsBefore(standing, best) ? standing : best
}

const OPEN_FIRST: readonly StandingStatus[] = COMMENT_STATUSES

/** Whether a standing is shown before another: the more open comment first, then the newer mail, and within a mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = OPEN_FIRST.indexOf(standing.status) - OPEN_FIRST.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}
