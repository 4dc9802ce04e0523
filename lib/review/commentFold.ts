import { common, type FoldEvent, type FoldInput, type Standing, speaksFor } from './foldTypes'
import { approves, blocks, waits } from './positions'
import { COMMENT_STATUSES, isOpenStatus, type StandingStatus } from './states'

/** A comment or an objection on its way through the discussion. */
interface FollowedComment {
  readonly event: FoldEvent
  readonly track: number | null
  status: 'open' | 'promised' | 'declined' | 'cleared'
  answered: boolean
}

/** Which of several comments of one kind is shown. */
const RANK: readonly StandingStatus[] = COMMENT_STATUSES

/** Comments so far, found by their mail and by their person: a long thread has thousands. */
interface Comments {
  readonly all: FollowedComment[]
  readonly byMail: Map<string, FollowedComment[]>
  readonly byPerson: Map<number, FollowedComment[]>
}

/**
 * Follows each comment and objection through the discussion: open, promised or declined by the author, cleared by its own person, addressed by a
 * later version. Per person, patch and kind the most open one is given. `events` must be in the order of receipt.
 */
export function foldComments(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const comments: Comments = { all: [], byMail: new Map(), byPerson: new Map() }
  for (const event of events) {
    // A stranger under the author's name answers nothing.
    if (event.author && !event.stranger) answerComments(event, comments, input)
    else if (!event.author) settleComments(event, comments, input)
    if (event.author || !waits(event.position)) continue
    const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
    for (const track of tracks) putComment({ event, track, status: 'open', answered: false }, comments)
  }
  const best = new Map<string, Standing>()
  for (const comment of comments.all) {
    const standing = commentStanding(comment, input)
    if (standing === undefined) continue
    const key = `${standing.person}/${standing.patch}/${standing.position}`
    const known = best.get(key)
    if (known === undefined || showsBefore(standing, known)) best.set(key, standing)
  }
  return [...best.values()]
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

/** The more open comment, then the newer mail; of one mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = RANK.indexOf(standing.status) - RANK.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}

/** The author's mail answers the comments of the mail right above it. */
function answerComments(event: FoldEvent, comments: Comments, input: FoldInput): void {
  const parent = input.ancestors(event.mailKey)[0] ?? ''
  for (const comment of comments.byMail.get(parent) ?? []) {
    if (comment.status === 'cleared') continue
    comment.answered = true
    if (!canBePromised(comment)) continue
    if (event.cues.includes('concedes')) comment.status = 'promised'
    else if (event.cues.includes('declines') && isRefusable(comment)) comment.status = 'declined'
  }
}

/** A "no" to a question is its answer. */
function isRefusable({ event, status }: FollowedComment): boolean {
  return event.position === 'requests-changes' && status === 'open'
}

/** Only its own person clears a refusal or an objection. */
function canBePromised({ event }: FollowedComment): boolean {
  return !blocks(event.position)
}

/** A person's later tag on the patch, or a concession further down the same thread, clears what the person said before. */
function settleComments(event: FoldEvent, comments: Comments, input: FoldInput): void {
  if (event.cues.includes('concedes')) {
    for (const above of input.ancestors(event.mailKey)) {
      for (const comment of comments.byMail.get(above) ?? []) {
        if (speaksFor(event, comment.event)) comment.status = 'cleared'
      }
    }
  }
  if (!approves(event.position)) return
  for (const comment of comments.byPerson.get(event.person) ?? []) {
    if (comment.event.mailKey === event.mailKey || !speaksFor(event, comment.event)) continue
    const same = comment.track === null ? event.whole : event.tracks.includes(comment.track)
    // "Other than my small comments" lets the comments stand.
    if (same && (event.position === 'approves' || !canBePromised(comment))) comment.status = 'cleared'
  }
}

function commentStanding({ event, track, status, answered }: FollowedComment, input: FoldInput): Standing | undefined {
  const patch = track === null ? null : input.tracks[track]?.numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = track === null ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it when the author said so.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const addressed = wanted && isOpenStatus(status) && changedIn !== undefined
  return {
    ...common(event),
    patch,
    status: addressed ? 'addressed' : status,
    answered,
    changedIn: changedIn ?? null,
  }
}
