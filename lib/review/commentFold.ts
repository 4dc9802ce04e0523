import { at } from '../at'
import { groupBy } from '../groupBy'
import { announcedKey } from './credit'
import { type FoldInput, type Standing, speaksFor, standingOf } from './foldTypes'
import { approves, blocks, waits } from './positions'
import { isCalledNit, rankOf, severityOf } from './severity'
import { COMMENT_STATUSES, isOpenStatus, type StandingStatus } from './states'
import type { ReviewEvent } from './types'

/** What became of one review comment, for all patches that it is about. */
export interface CommentOutcome
  extends Pick<Standing, 'position' | 'status' | 'mailKey' | 'quote' | 'answered' | 'changedIn' | 'announcedIn'> {
  /** First line of the comment in the body of its mail; null for a mail without words of its own. */
  readonly comment: number | null
  /** Numbers in the newest version, ascending; empty for the series as a whole. */
  readonly patches: readonly number[]
}

/** What a review comment asks for on one patch, on its way through the discussion. Its strongest sentence stands for it. */
interface FollowedComment {
  event: ReviewEvent
  readonly track: number | null
  status: 'open' | 'promised' | 'declined' | 'cleared'
  answered: boolean
  /** The person who made it applied the patch later. */
  merged: boolean
}

/** The comments so far, found by their mail and by their person: a long thread has thousands. */
interface Comments {
  readonly all: FollowedComment[]
  /** Those of each mail that are not cleared. */
  readonly byMail: Map<string, FollowedComment[]>
  /** Those that a later tag can clear, by person and by the mailbox that they came from. */
  readonly byPerson: Map<number, Map<string, Clearable>>
  /** Who sent each mail. */
  readonly senders: Map<string, number>
  /** By the key of a mail, those in which its sender answers himself. */
  readonly added: Map<string, string[]>
  /** What a mail has done already: doing it again changes nothing. */
  readonly done: Set<string>
  /** Positions of the versions with a single patch. What is about that patch is about the whole. */
  readonly single: ReadonlySet<number>
}

/** Comments by track, or null for the whole series. Any plain tag clears both kinds, a tag with a condition only objections. */
interface Clearable {
  readonly objections: Map<number | null, FollowedComment[]>
  readonly others: Map<number | null, FollowedComment[]>
}

/**
 * Follows each comment through the discussion: open, promised or declined by the author, cleared by the person who made it, addressed by a
 * later version. What one mail says below one quote is one comment. For each person, patch and position the most open comment is a standing.
 * A comment that is cleared stays so and is not looked at again, so a long thread costs as much as its comments.
 */
export function foldComments(input: FoldInput): {
  readonly standings: Standing[]
  readonly outcomes: CommentOutcome[]
} {
  const comments: Comments = {
    all: [],
    byMail: new Map(),
    byPerson: new Map(),
    senders: new Map(),
    added: new Map(),
    done: new Set(),
    single: singlePatches(input),
  }
  let mail = ''
  let fresh = new Map<string, FollowedComment>()
  let merges: ReviewEvent[] = []
  let praise: ReviewEvent | undefined
  const endMail = (): void => {
    if (praise !== undefined && fresh.size === 0) clearOlder(praise, comments, input)
    praise = undefined
    // A tag clears nothing that its own mail says.
    for (const comment of fresh.values()) offerForClearing(comment, comments)
    fresh = new Map()
    for (const event of merges) settleByMerge(event, comments, input)
    merges = []
  }
  for (const event of input.claims) {
    if (event.mailKey !== mail) {
      endMail()
      noteSender(event, comments, input)
    }
    mail = event.mailKey
    if (event.reviews && event.position === 'applied') merges.push(event)
    if (event.reviews && praisesPosting(event, comments, input)) praise = event
    if (!event.counts) continue
    // A stranger under the author's name answers nothing.
    if (event.reviews) settleComments(event, comments, input)
    else if (event.answers) answerComments(event, comments, input)
    if (!event.reviews || !waits(event.position) || event.cues.includes('aside')) continue
    const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
    for (const track of tracks) {
      const known = fresh.get(`${event.comment} ${track}`)
      if (known !== undefined) {
        if (isStronger(event, known.event)) known.event = event
        continue
      }
      const comment: FollowedComment = { event, track, status: 'open', answered: false, merged: false }
      comments.all.push(comment)
      fresh.set(`${event.comment} ${track}`, comment)
      put(comments.byMail, event.mailKey, comment)
    }
  }
  endMail()
  const held = comments.all.flatMap(({ event, ...rest }) => {
    const standing = commentStanding({ event, ...rest }, input)
    return standing === undefined ? [] : [{ event, standing }]
  })
  const groups = groupBy(
    held.map(({ standing }) => standing),
    ({ person, patch, position }) => `${person}/${patch}/${position}`,
  )
  const standings = [...groups.values()].map((group) => group.reduce(mostOpen))
  const outcomes = [...groupBy(held, ({ event }) => `${event.mailKey} ${event.comment}`).values()].map(toOutcome)
  return { standings, outcomes }
}

interface Held {
  readonly event: ReviewEvent
  readonly standing: Standing
}

/** The outcome of a comment on several patches: that of its strongest sentence, on the patch where it is the most open. */
function toOutcome(group: readonly Held[]): CommentOutcome {
  const { event } = group.reduce((best, held) => (isStronger(held.event, best.event) ? held : best))
  const alike = group.filter(({ standing }) => blocks(standing.position) === blocks(event.position))
  const { status, answered, changedIn, announcedIn } = alike.map(({ standing }) => standing).reduce(mostOpen)
  const { mailKey, comment, position, sentence: quote } = event
  const patches = alike.flatMap(({ standing: { patch } }) => patch ?? []).sort((a, b) => a - b)
  return { mailKey, comment, position, quote, status, answered, changedIn, announcedIn, patches }
}

/** Whether one sentence of a comment says more than another: by what each asks for. */
function isStronger(event: ReviewEvent, known: ReviewEvent): boolean {
  const rank = ({ position, sentence }: ReviewEvent) => rankOf(severityOf(position, sentence))
  // "Very nit: I wouldn't split it. It's better to have easier grepping." <20231009080131.GA370124@pevik>
  if (isCalledNit(known.sentence) && severityOf(event.position, event.sentence) === 'request') return false
  return rank(event) < rank(known)
}

function mostOpen(best: Standing, standing: Standing): Standing {
  return showsBefore(standing, best) ? standing : best
}

function singlePatches({ tracks }: FoldInput): ReadonlySet<number> {
  const counts = new Map<number, number>()
  for (const { numbers } of tracks)
    for (const version of numbers.keys()) counts.set(version, (counts.get(version) ?? 0) + 1)
  return new Set([...counts].flatMap(([version, count]) => (count === 1 ? version : [])))
}

function put<Key>(lists: Map<Key, FollowedComment[]>, key: Key, comment: FollowedComment): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [comment])
  else list.push(comment)
}

function offerForClearing(comment: FollowedComment, { byPerson }: Comments): void {
  const { person, from, position } = comment.event
  const mailboxes = byPerson.get(person) ?? new Map<string, Clearable>()
  byPerson.set(person, mailboxes)
  const clearable = mailboxes.get(from) ?? { objections: new Map(), others: new Map() }
  mailboxes.set(from, clearable)
  put(blocks(position) ? clearable.objections : clearable.others, comment.track, comment)
}

const OPEN_FIRST: readonly StandingStatus[] = COMMENT_STATUSES

/** Whether a standing is shown before another: the more open comment first, then the newer mail, and within a mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = OPEN_FIRST.indexOf(standing.status) - OPEN_FIRST.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}

/**
 * A mail of the author answers the comments of the mail right above it, and what its sender had said before in the same branch of the thread
 * or has added since in answer to himself, unless the author has answered that already.
 */
function answerComments(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  const concedes = event.cues.includes('concedes')
  const declines = !concedes && event.cues.includes('declines')
  const deed = concedes ? 'concedes' : declines ? 'declines' : 'answers'
  if (!isFirst(comments.done, `${event.mailKey}\n${deed}`)) return
  const [parent, ...above] = ancestors(event.mailKey, input)
  if (parent === undefined) return
  const person = comments.senders.get(parent)
  const isSame = (mailKey: string): boolean => person !== undefined && comments.senders.get(mailKey) === person
  const others = [...above.filter(isSame), ...(comments.added.get(parent) ?? [])]
  for (const mailKey of [parent, ...others]) {
    if (mailKey !== parent && !isFirst(comments.done, `${mailKey}\nanswered`)) continue
    comments.done.add(`${mailKey}\nanswered`)
    answerMail(comments.byMail.get(mailKey) ?? [], concedes, declines)
  }
}

function answerMail(said: readonly FollowedComment[], concedes: boolean, declines: boolean): void {
  for (const comment of said) {
    if (comment.status === 'cleared') continue
    comment.answered = true
    if (blocks(comment.event.position)) continue
    if (concedes) comment.status = 'promised'
    else if (declines && isDeclinable(comment)) comment.status = 'declined'
  }
}

function noteSender({ mailKey, person }: ReviewEvent, { senders, added }: Comments, { parents }: FoldInput): void {
  senders.set(mailKey, person)
  const parent = parents.get(mailKey) ?? null
  if (parent === null || senders.get(parent) !== person) return
  const list = added.get(parent)
  if (list === undefined) added.set(parent, [mailKey])
  else list.push(mailKey)
}

function isFirst(done: Set<string>, deed: string): boolean {
  if (done.has(deed)) return false
  done.add(deed)
  return true
}

/** A "no" to a question is an answer; only a request can be declined. */
function isDeclinable({ event, status }: FollowedComment): boolean {
  return event.position === 'requests-changes' && status === 'open'
}

/** A later tag on the same patch, an objection to it taken back, or a concession further down the thread clears what the same person said before. */
function settleComments(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  if (event.cues.includes('concedes') && isFirst(comments.done, `${event.mailKey}\nsettles`)) {
    for (const above of ancestors(event.mailKey, input)) {
      const said = comments.byMail.get(above)
      // All comments of a mail are by one person.
      if (said?.[0] === undefined || !speaksFor(event, said[0].event)) continue
      clearAll(said)
      comments.byMail.delete(above)
    }
  }
  if (event.cues.includes('withdraws-objection')) {
    for (const { objections } of mailboxesOf(event, comments)) clearAbout(event, objections, comments, input)
  }
  answerQuestions(event, comments, input)
  if (!approves(event.position)) return
  for (const { objections, others } of mailboxesOf(event, comments)) {
    clearAbout(event, objections, comments, input)
    // "Other than my small comments" leaves these comments open.
    if (event.position === 'approves') clearAbout(event, others, comments, input)
  }
}

/** "LGTM, thanks" in reply to a posting: <Yak9H3FOc98/T7Ri@salvia>. */
const PRAISE =
  /^(?:(?:this |it |that )?(?:all )?looks (?:good|great|fine)(?: to me)?|lgtm)[,.! ]{0,3}(?:thanks?(?: you| a lot)?[,.! ]{0,3})?$/i

function praisesPosting({ mailKey, sentence }: ReviewEvent, { senders }: Comments, { parents }: FoldInput): boolean {
  return PRAISE.test(sentence) && !senders.has(parents.get(mailKey) ?? '')
}

/** Whoever finds a posting good and asks for nothing has nothing open on it. */
function clearOlder(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  for (const { objections, others } of mailboxesOf(event, comments)) {
    clearAbout(event, objections, comments, input)
    clearAbout(event, others, comments, input)
  }
}

/** A reviewer who answers the question of another, and asks nothing, settles it: whoever asked can ask again. */
function answerQuestions(event: ReviewEvent, { byMail, done }: Comments, input: FoldInput): void {
  if (event.rule !== 'converses' || event.sentence.includes('?')) return
  if (!isFirst(done, `${event.mailKey}\nexplains`)) return
  for (const comment of byMail.get(input.parents.get(event.mailKey) ?? '') ?? []) {
    const asked = comment.event.position === 'asks' && comment.event.person !== event.person
    if (asked && isOpenStatus(comment.status)) comment.status = 'cleared'
  }
}

/** Whoever applies a patch is content with it: that settles the same person's open comments, those of the same mail included. */
function settleByMerge(event: ReviewEvent, comments: Comments, input: FoldInput): void {
  for (const { objections, others } of mailboxesOf(event, comments)) {
    for (const open of [objections, others]) {
      for (const comment of takeAbout(event, open, comments, input)) comment.merged = true
    }
  }
}

/** Where the comments of the person of an event are; a stranger under a known name reaches only those from the same mailbox. */
function mailboxesOf({ person, stranger, from }: ReviewEvent, { byPerson }: Comments): readonly Clearable[] {
  const mailboxes = byPerson.get(person) ?? new Map<string, Clearable>()
  if (!stranger) return [...mailboxes.values()]
  const own = mailboxes.get(from)
  return own === undefined ? [] : [own]
}

/** Clears the comments on what a tag is about. */
function clearAbout(
  event: ReviewEvent,
  open: Map<number | null, FollowedComment[]>,
  comments: Comments,
  input: FoldInput,
): void {
  clearAll(takeAbout(event, open, comments, input))
}

/** Takes the comments on what an event is about out of those that are open. */
function takeAbout(
  event: ReviewEvent,
  open: Map<number | null, FollowedComment[]>,
  { single }: Comments,
  { tracks }: FoldInput,
): FollowedComment[] {
  const about = event.everywhere
    ? [...open.keys()].filter((track) => track !== null && at(tracks, track).numbers.has(event.version))
    : event.tracks
  return (event.whole || single.has(event.version) ? [null, ...about] : about).flatMap((track) => {
    const taken = open.get(track) ?? []
    open.delete(track)
    return taken
  })
}

function clearAll(comments: readonly FollowedComment[]): void {
  for (const comment of comments) comment.status = 'cleared'
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
function commentStanding(comment: FollowedComment, input: FoldInput): Standing | undefined {
  const { event, track, status, answered, merged } = comment
  const patch = track === null ? null : at(input.tracks, track).numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = track === null ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it only when the author promised one.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const open = isOpenStatus(status)
  const announcedIn = open && !blocks(event.position) ? input.announced.get(announcedKey(event, track)) : undefined
  const addressed = open && (announcedIn !== undefined || (wanted && changedIn !== undefined))
  return {
    ...standingOf(event),
    patch,
    last: null,
    status: addressed ? 'addressed' : merged && isOpenStatus(status) ? 'cleared' : status,
    answered,
    changedIn: changedIn ?? announcedIn ?? null,
    announcedIn: announcedIn ?? null,
  }
}
