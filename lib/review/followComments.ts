import { groupBy } from '../groupBy'
import { memo } from '../memo'
import { type Answer, answerMail, answerQuotedComments, type QuotedComments } from './answerMail'
import { matchesAny } from './cueTable'
import { findElsewhere } from './elsewhere'
import { type FoldInput, speaksFor } from './foldTypes'
import { addComment, type FollowedComment, type OpenComments, openComments, takeComments } from './openComments'
import { approves, blocks, waits } from './positions'
import { praisesPosting, promisesChange, saysThanks } from './rules/answer'
import { EVERYWHERE, THANKS_ALL } from './rules/cues/reach'
import { isCalledNit, rankOf, severityOf } from './severity'
import { isOpenStatus } from './states'
import type { ReviewEvent } from './types'

/** The discussion up to some mail. */
interface Discussion {
  readonly parents: FoldInput['parents']
  readonly open: OpenComments
  /** The comments of each mail that its sender has not taken back. */
  readonly byMail: Map<string, FollowedComment[]>
  /** Who sent each mail. */
  readonly senders: Map<string, number>
  /** By the key of a mail, those in which its sender answers himself. */
  readonly added: Map<string, string[]>
  /** By the key of a mail and the person, the mails in which that person answers it. */
  readonly beside: Map<string, string[]>
  /** What a mail has done already: doing it again changes nothing. */
  readonly done: Set<string>
  /** By the key of a mail of the author, the comments that it quotes. */
  readonly quoted: Map<string, QuotedComments>
}

/**
 * Follows each comment through the discussion: it is open, the author promises or declines it, or the person who made it clears it. What one mail
 * says below one quote on one patch is one comment. A comment that is cleared stays so.
 */
export function followComments({ claims, parents, tracks }: FoldInput): FollowedComment[] {
  const discussion: Discussion = {
    parents,
    open: openComments(tracks),
    byMail: new Map(),
    senders: new Map(),
    added: new Map(),
    beside: new Map(),
    done: new Set(),
    quoted: new Map(),
  }
  const mails = groupBy(claims, ({ mailKey }) => mailKey)
  return [...mails.values()].flatMap((events) => followMail(events, discussion))
}

/** Follows the events of one mail, and returns the comments that it makes. */
function followMail(events: readonly [ReviewEvent, ...ReviewEvent[]], discussion: Discussion): FollowedComment[] {
  const { byMail, open } = discussion
  noteSender(events[0], discussion)
  const made = new Map<string, FollowedComment>()
  const hedged = events.some(({ cues }) => cues.includes('declines'))
  const objects = events.some(({ reviews, position }) => reviews && blocks(position))
  for (const event of events) {
    if (!event.counts) continue
    if (event.reviews) settleComments(event, objects, discussion)
    // A stranger under the author's name answers nothing.
    else if (event.answers) answerComments(event, hedged, discussion)
    if (!event.reviews || event.cues.includes('aside')) continue
    if (waits(event.position)) makeComments(event, made, null)
    else if (event.cues.includes('seconds')) joinComment(event, made, discussion)
  }
  const comments = [...made.values()]
  const praise = findPraise(events, discussion)
  if (praise !== undefined && comments.length === 0) clearAll(takeComments(praise, 'all', open))
  // Only now: a tag clears nothing that its own mail says.
  for (const comment of comments) addComment(comment, open)
  if (comments.length > 0) byMail.set(events[0].mailKey, comments)
  // Whoever applies a patch is content with it, and so has nothing open on it, whatever the same mail says.
  const applied = events.filter(({ reviews, position }) => reviews && position === 'applied')
  for (const comment of applied.flatMap((event) => takeComments(event, 'all', open))) comment.merged = true
  return comments
}

/** The statement of a reviewer, in answer to a posting, that it is good. If the mail asks for nothing, the reviewer has nothing open on it. */
function findPraise(events: readonly ReviewEvent[], { parents, senders }: Discussion): ReviewEvent | undefined {
  const praise = events.findLast(({ reviews, sentence }) => reviews && praisesPosting(sentence))
  return praise !== undefined && !senders.has(parents.get(praise.mailKey) ?? '') ? praise : undefined
}

/** A reviewer who agrees with what another asks for asks for it, too. */
function joinComment(event: ReviewEvent, made: Map<string, FollowedComment>, { parents, byMail }: Discussion): void {
  const said = (byMail.get(parents.get(event.mailKey) ?? '') ?? []).filter(
    ({ event: { person }, status, answered }) => person !== event.person && status === 'open' && !answered,
  )
  const [first, ...others] = said
  if (first === undefined) return
  const joined = others.reduce((best, comment) => (isStronger(comment.event, best.event) ? comment : best), first)
  makeComments({ ...event, position: joined.event.position }, made, joined.seconds ?? joined)
}

/** Adds what an event asks for to the comments of its mail. */
function makeComments(event: ReviewEvent, made: Map<string, FollowedComment>, seconds: FollowedComment | null): void {
  const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
  for (const track of tracks) {
    const key = `${event.comment} ${track}`
    const known = made.get(key)
    const status = event.cues.includes('later') ? 'deferred' : 'open'
    if (known === undefined)
      made.set(key, {
        event,
        track,
        status,
        answered: false,
        quotedIn: null,
        promisedIn: null,
        later: false,
        seconds,
        merged: false,
      })
    else if (status === known.status ? isStronger(event, known.event) : status === 'open') {
      known.event = event
      known.status = status
    }
  }
}

/** Whether one sentence of a comment asks for more than another. */
export function isStronger(event: ReviewEvent, known: ReviewEvent): boolean {
  const rank = ({ position, sentence }: ReviewEvent) => rankOf(severityOf(position, sentence))
  // "Very nit: I wouldn't split it. It's better to have easier grepping." <20231009080131.GA370124@pevik>
  if (isCalledNit(known.sentence) && severityOf(event.position, event.sentence) === 'request') return false
  return rank(event) < rank(known)
}

function noteSender({ mailKey, person }: ReviewEvent, { senders, added, beside, parents }: Discussion): void {
  senders.set(mailKey, person)
  const parent = parents.get(mailKey) ?? null
  // A posting has many answers of one person, each about something else.
  if (parent === null || !senders.has(parent)) return
  if (senders.get(parent) === person) pushTo(added, parent, mailKey)
  else pushTo(beside, `${parent} ${person}`, mailKey)
}

function pushTo(lists: Map<string, string[]>, key: string, mailKey: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [mailKey])
  else list.push(mailKey)
}

/**
 * A mail of the author answers the comments of the mail right above it, what its sender had said before in the same branch of the thread, in another
 * answer to the same mail of the author, or has added since in answer to himself, unless the author has answered that already; and the comments of
 * others that it quotes.
 */
function answerComments(event: ReviewEvent, hedged: boolean, discussion: Discussion): void {
  const { parents, byMail, senders, added, beside, done, open } = discussion
  const concedes = event.cues.includes('concedes')
  const declines = !concedes && event.cues.includes('declines')
  const how = {
    concedes,
    declines,
    hedged: hedged && !promisesChange(event.sentence),
    defers: event.cues.includes('defers'),
    by: event.mailKey,
  }
  const deed = `${concedes ? 'concedes' : declines ? 'declines' : 'answers'}${how.defers ? ' later' : ''}`
  const quoted = answerQuoted(event, deed, how, discussion)
  if (!isFirst(done, `${event.mailKey}\n${deed}`)) return
  const [parent, ...above] = ancestors(event.mailKey, parents)
  if (parent === undefined) return
  const person = senders.get(parent)
  const isSame = (mailKey: string): boolean => person !== undefined && senders.get(mailKey) === person
  const mates = `${parents.get(parent)} ${person}`
  // "I will apply the fix and the ack, thank you both!" <20221020163503.GQ5600@paulmck-ThinkPad-P17-Gen-1> agrees with all who spoke since the author did.
  const since = above.findIndex((mailKey) => senders.get(mailKey) === event.person || !senders.has(mailKey))
  const agreed =
    concedes && matchesAny(THANKS_ALL, event.sentence) ? above.slice(0, since < 0 ? above.length : since) : []
  const others = [
    ...above.filter((mailKey) => isSame(mailKey) || agreed.includes(mailKey)),
    ...(added.get(parent) ?? []),
    ...(beside.get(mates) ?? []),
  ]
  const isAll = concedes && matchesAny(EVERYWHERE, event.sentence)
  // Each is answered once.
  beside.delete(mates)
  for (const mailKey of [parent, ...others]) {
    if (mailKey !== parent && !isFirst(done, `${mailKey}\nanswered`)) continue
    done.add(`${mailKey}\nanswered`)
    answerMail(
      (byMail.get(mailKey) ?? []).filter((comment) => isAll || !quoted.has(comment)),
      // What the author puts off is what is right above.
      mailKey === parent ? how : { ...how, defers: false },
    )
  }
  // "No worries, I can make the change", once its sender has only talked about it since.
  if (concedes && !byMail.has(parent) && promisesChange(event.sentence)) {
    const asked = above.find((mailKey) => isSame(mailKey) && byMail.has(mailKey))
    answerMail((asked === undefined ? undefined : byMail.get(asked)) ?? [], how)
  }
  if (concedes && isFirst(done, `${event.mailKey}\nelsewhere`))
    answerMail(findElsewhere(event, byMail.get(parent) ?? [], open), how)
}

/**
 * The comments that the mail of an event quotes and answers one by one. Each is answered, and what the event says is said of those that it is below:
 * "Yes, the maintainers have to discuss this" promises nothing that was asked elsewhere in the mail. <4a9b0ff0-8f03-1bfd-d09c-6deb3a9bb39e@linux.alibaba.com>
 */
function answerQuoted(event: ReviewEvent, deed: string, how: Answer, discussion: Discussion): QuotedComments['all'] {
  const { done, quoted } = discussion
  const { all, blocks } = memo(quoted, event.mailKey, () => answerQuotedComments(event, discussion))
  for (const { from, to, said } of blocks) {
    const isBelow = event.line >= from && event.line < to
    if (isBelow && isFirst(done, `${event.mailKey}\n${from} ${deed}`)) answerMail(said, how)
  }
  return all
}

/**
 * A later tag on the same patch, an objection to it taken back, or a concession further down the thread clears what the same person said before. `objects`: its mail
 * objects, too, so a concession in it leaves earlier objections alone.
 */
function settleComments(event: ReviewEvent, objects: boolean, discussion: Discussion): void {
  const { byMail, done, open, parents } = discussion
  if (event.cues.includes('concedes') && isFirst(done, `${event.mailKey}\nsettles`)) {
    for (const above of ancestors(event.mailKey, parents)) {
      const said = byMail.get(above)
      // All comments of a mail are by one person.
      if (said?.[0] === undefined || !speaksFor(event, said[0].event)) continue
      if (saysThanks(event.sentence)) clearAll(said.filter(({ answered, status }) => answered && status === 'open'))
      else {
        const kept = objects ? said.filter(({ event: { position } }) => blocks(position)) : []
        clearAll(said.filter((comment) => !kept.includes(comment)))
        if (kept.length > 0) byMail.set(above, kept)
        else byMail.delete(above)
      }
    }
  }
  if (event.cues.includes('withdraws-objection')) clearAll(takeComments(event, 'objections', open))
  answerQuestions(event, discussion)
  // "Other than my small comments" leaves these comments open.
  if (approves(event.position)) {
    const taken = takeComments(event, event.position === 'approves' ? 'all' : 'objections', open)
    const fresh = taken.filter((comment) => isSameSitting(event, comment, open.single))
    clearAll(taken.filter((comment) => !fresh.includes(comment)))
    for (const comment of fresh) addComment(comment, open)
  }
}

/** Whoever asks for something on one patch and gives a tag for the series within so many minutes gives it with that comment. */
const SITTING_MS = 30 * 60_000

/**
 * Whether a tag for the series was given in the same sitting as a comment on one of its patches that the author had not answered by then.
 * <BN9PR11MB527666D2192E2C25FF8A36AA8CE19@BN9PR11MB5276.namprd11.prod.outlook.com>.
 */
function isSameSitting(
  { orderMs, everywhere, version }: ReviewEvent,
  { event, track, answered, status }: FollowedComment,
  single: ReadonlySet<number>,
): boolean {
  if (!everywhere || track === null || single.has(version) || event.version !== version) return false
  return status === 'open' && !answered && event.position !== 'asks' && orderMs - event.orderMs < SITTING_MS
}

/** A reviewer who answers the question of another, and asks nothing, settles it: whoever asked can ask again. */
function answerQuestions(event: ReviewEvent, { byMail, done, parents }: Discussion): void {
  if (event.stranger || event.rule !== 'converses' || event.sentence.includes('?')) return
  if (!isFirst(done, `${event.mailKey}\nexplains`)) return
  for (const comment of byMail.get(parents.get(event.mailKey) ?? '') ?? []) {
    const asked = comment.event.position === 'asks' && comment.event.person !== event.person
    if (asked && isOpenStatus(comment.status)) comment.status = 'cleared'
  }
}

function clearAll(comments: readonly FollowedComment[]): void {
  for (const comment of comments) {
    if (comment.status !== 'deferred') comment.status = comment.later ? 'deferred' : 'cleared'
  }
}

function isFirst(done: Set<string>, deed: string): boolean {
  if (done.has(deed)) return false
  done.add(deed)
  return true
}

/** Threads deeper than this are not followed to their top, so a loop ends. */
const MAX_DEPTH = 500

/** Keys of the mails above a mail, nearest first. */
function* ancestors(mailKey: string, parents: FoldInput['parents']): Generator<string> {
  let next = parents.get(mailKey) ?? null
  for (let depth = 0; next !== null && depth < MAX_DEPTH; depth++) {
    yield next
    next = parents.get(next) ?? null
  }
}
