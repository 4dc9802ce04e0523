import { at } from '../at'
import { groupBy } from '../groupBy'
import { type FoldInput, type Standing, speaksFor, standingOf } from './foldTypes'
import { approves, blocks, waits } from './positions'
import { COMMENT_STATUSES, isOpenStatus, type StandingStatus } from './states'
import type { ReviewEvent } from './types'

/** An objection, a request or a question on its way through the discussion. */
interface FollowedComment {
  readonly event: ReviewEvent
  readonly track: number | null
  status: 'open' | 'promised' | 'declined' | 'cleared'
  answered: boolean
}

/** The comments so far, found by their mail and by their person: a long thread has thousands. */
interface Comments {
  readonly all: FollowedComment[]
  readonly byMail: Map<string, FollowedComment[]>
  readonly byPerson: Map<number, FollowedComment[]>
  /** Mails with a concession: the next one in the same mail clears nothing more. */
  readonly conceded: Set<string>
}

/**
 * Follows each comment through the discussion: open, promised or declined by the author, cleared by the person who made it, addressed by a
 * later version. For each person, patch and position the most open comment is given.
 */
export function foldComments(input: FoldInput): Standing[] {
  const comments: Comments = { all: [], byMail: new Map(), byPerson: new Map(), conceded: new Set() }
  for (const event of input.events) {
    // A stranger under the author's name answers nothing.
    if (event.reviews) settleComments(event, comments, input)
    else if (!event.stranger) answerComments(event, comments, input)
    if (!event.reviews || !waits(event.position)) continue
    const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
    for (const track of tracks) putComment({ event, track, status: 'open', answered: false }, comments)
  }
  const standings = comments.all.flatMap((comment) => commentStanding(comment, input) ?? [])
  const groups = groupBy(standings, ({ person, patch, position }) => `${person}/${patch}/${position}`)
  return [...groups.values()].map((group) =>
    group.reduce((best, standing) => (showsBefore(standing, best) ? standing : best)),
  )
}

function putComment(comment: FollowedComment, { all, byMail, byPerson }: Comments): void {
  const { mailKey, person } = comment.event
  all.push(comment)
  const ofMail = byMail.get(mailKey)
  if (ofMail === undefined) byMail.set(mailKey, [comment])
  else ofMail.push(comment)
  const ofPerson = byPerson.get(person)
  if (ofPerson === undefined) byPerson.set(person, [comment])
  else ofPerson.push(comment)
}

const OPEN_FIRST: readonly StandingStatus[] = COMMENT_STATUSES

/** Whether a standing is shown before another: the more open comment first, then the newer mail, and within a mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = OPEN_FIRST.indexOf(standing.status) - OPEN_FIRST.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}

/** A mail of the author answers the comments of the mail right above it. */
function answerComments(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  for (const comment of comments.byMail.get(input.parents.get(event.mailKey) ?? '') ?? []) {
    if (comment.status === 'cleared') continue
    comment.answered = true
    if (blocks(comment.event.position)) continue
    if (event.cues.includes('concedes')) comment.status = 'promised'
    else if (event.cues.includes('declines') && isDeclinable(comment)) comment.status = 'declined'
  }
}

/** A "no" to a question is an answer; only a request can be declined. */
function isDeclinable({ event, status }: FollowedComment): boolean {
  return event.position === 'requests-changes' && status === 'open'
}

/** A later tag on the same patch, or a concession further down the thread, clears what the same person said before. */
function settleComments(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  if (event.cues.includes('concedes') && !comments.conceded.has(event.mailKey)) {
    comments.conceded.add(event.mailKey)
    for (const above of ancestors(event.mailKey, input)) {
      for (const comment of comments.byMail.get(above) ?? []) {
        if (speaksFor(event, comment.event)) comment.status = 'cleared'
      }
    }
  }
  if (!approves(event.position)) return
  for (const comment of comments.byPerson.get(event.person) ?? []) {
    if (comment.event.mailKey === event.mailKey || !speaksFor(event, comment.event)) continue
    const same = comment.track === null ? event.whole : event.tracks.includes(comment.track)
    // "Other than my small comments" leaves these comments open.
    if (same && (event.position === 'approves' || blocks(comment.event.position))) comment.status = 'cleared'
  }
}

/** Threads deeper than this are not followed to their top, so a loop ends. */
const MAX_DEPTH = 500

/** Keys of the mails above a mail, nearest first. */
function* ancestors(mailKey: string, { parents }: FoldInput): Generator<string> {
  let next = parents.get(mailKey) ?? null
  for (let depth = 0; next !== null && depth < MAX_DEPTH; depth++) {
    yield next
    next = parents.get(next) ?? null
  }
}

/** Undefined for a comment on a patch that the newest version no longer has. */
function commentStanding({ event, track, status, answered }: FollowedComment, input: FoldInput): Standing | undefined {
  const patch = track === null ? null : at(input.tracks, track).numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = track === null ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it only when the author promised one.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const addressed = wanted && isOpenStatus(status) && changedIn !== undefined
  return {
    ...standingOf(event),
    patch,
    status: addressed ? 'addressed' : status,
    answered,
    changedIn: changedIn ?? null,
  }
}
