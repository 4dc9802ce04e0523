import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { memo } from '../memo'
import { mailboxKey, mayComment, mayDecide } from './basis'
import { type Board, openBoard, type Seat, type Seats, seatPatches } from './board'
import type { BodyTag, FoldInput } from './foldTypes'
import type { People } from './identity'
import type { ReviewedVersion, SeriesInput } from './input'
import { numbersInScope } from './inScope'
import { linesNear } from './linesNear'
import { findMentioned } from './mention'
import { ANYTHING, commentsOf, type PlacedComment } from './placedComments'
import { blocks, waits } from './positions'
import { type AnsweredComment, findQuotedComments, type QuotableLines, quotableLines } from './quotedComments'
import type { ReadReply } from './replies'
import { isBot, patchAuthors } from './speaker'
import { openSpoken, type Spoken } from './spoken'
import { type ReviewTag, reviewName, tagKinds } from './tag'
import { joinTracks } from './track'
import type { Cue, ReviewEvent, Scope, Statement } from './types'

/** Everything that was read from the mails, ready to be folded. */
interface Gathered {
  readonly fold: Omit<FoldInput, 'announced'>
  readonly events: readonly ReviewEvent[]
  readonly comments: readonly PlacedComment[]
}

/** Brings replies, comments, tags and tracks together for foldStandings. `replies` must be in the order of receipt. */
export function gather(input: SeriesInput, people: People, replies: readonly ReadReply[]): Gathered {
  const versions = [...input.versions].sort((a, b) => a.position - b.position)
  const tracks = joinTracks(versions, input.steps)
  const seats = seatPatches(versions, tracks)
  const boards = new Map(versions.map((version) => [version.position, openBoard(version, seats, people)]))
  const comments: PlacedComment[] = []
  const events: ReviewEvent[] = []
  const saidLast = new Map<number, readonly Statement[]>()
  const bodyTags = findBodyTags(versions, people, seats)
  const spoken = openSpoken(bodyTags)
  const parents = new Map(replies.map(({ key, parent }) => [key, parent]))
  const commentsOfMail = new Map<string, readonly PlacedComment[]>()
  const quotable = new Map<string, QuotableLines>()
  const quotableAbove = ({ parent }: ReadReply): readonly QuotableLines[] => {
    const found: QuotableLines[] = []
    let next: string | null | undefined = parent
    while (typeof next === 'string' && found.length < MAX_QUOTED) {
      const key = next
      found.push(memo(quotable, key, () => quotableLines(commentsOfMail.get(key) ?? [])))
      next = parents.get(key)
    }
    return found
  }
  for (const reply of replies) {
    if (reply.speaker === 'bot') continue
    const before = [...(saidLast.get(reply.person) ?? []), ...reply.statements]
    saidLast.set(reply.person, reply.statements)
    const board = boards.get(reply.position)
    if (board === undefined) throw new Error(`there is no version at position ${reply.position}`)
    const own = commentsOf(reply, board)
    for (const comment of own) comments.push(comment)
    commentsOfMail.set(reply.key, own)
    const mentioned = findMentioned(reply.sentences, reply.statements, reply.number, board.names)
    const answersTo = reply.speaker === 'author' ? findQuotedComments(reply.text.lines, quotableAbove(reply)) : []
    let spread = 0
    for (const said of [...reply.statements, ...mentioned]) {
      const event = toEvent(withCues(said, before), reply, own, spread > MAX_SPREAD, {
        board,
        people,
        answersTo,
        spoken,
      })
      spoken.hear(event)
      if (!event.everywhere) spread += event.tracks.length
      events.push(event)
    }
  }
  const newest = versions.findLast(({ patches }) => patches.length > 0) ?? at(versions, versions.length - 1)
  const fold = {
    newest: newest.position,
    newestMs: newest.orderMs,
    tracks,
    events: events.filter(({ counts }) => counts),
    claims: events.filter(({ counts, position }) => counts || position === 'applied'),
    bodyTags,
    parents,
  }
  return { fold, events, comments }
}

/** Mails further up whose comments a mail may answer. */
const MAX_QUOTED = 20

/** What "I take that back" takes back: the tag, the objection or the comment in the last mail of the same person, or above in this one. */
function withCues(said: Statement, before: readonly Statement[]): Statement {
  if (!said.cues.includes('takes-back')) return said
  const tagged = before.some(({ tag }) => tag !== null)
  const commented = before.some((other) => other !== said && waits(other.position))
  const objected = before.some((other) => other !== said && blocks(other.position))
  const cues: Cue[] = [
    ...said.cues,
    ...(objected ? ['withdraws-objection' as const] : []),
    ...(tagged ? ['withdraws-tag' as const] : []),
    ...(commented ? ['concedes' as const] : []),
  ]
  return { ...said, cues }
}

/** The statements of one mail that name patches by number ("for patches 1-30") may name this many in all; later ones are about no patch. */
const MAX_SPREAD = 2_000

function toEvent(
  said: Statement,
  reply: ReadReply,
  comments: readonly PlacedComment[],
  spread: boolean,
  {
    board,
    people,
    answersTo,
    spoken,
  }: {
    readonly board: Board
    readonly people: People
    readonly answersTo: readonly AnsweredComment[]
    readonly spoken: Spoken
  },
): ReviewEvent {
  const tag = said.tag === null ? null : { ...said.tag, fits: isOwnTag(said.tag, reply.person, people) }
  const { scope } = said
  const series = scope.kind === 'series'
  const { numbers, unclear } = readScope(scope, reply.number, board, (kind) => spoken.tracks(kind, reply))
  const everywhere = numbers === 'all'
  const about =
    everywhere || (spread && isNamed(scope)) ? [] : numbers.flatMap((number) => board.seats.get(number) ?? [])
  const author = reply.speaker === 'author'
  const isAuthorOf = ({ patch }: Seat) => patchAuthors(patch).some((one) => people.find(one) === reply.person)
  const wroteAll = () => (everywhere ? board.wroteAll(reply.person) : about.every(isAuthorOf))
  const stranger = !mayComment(reply.basis)
  return {
    position: said.position,
    rule: said.rule,
    sentence: said.sentence,
    line: said.line,
    scope,
    cues: said.cues,
    tag,
    mailKey: reply.key,
    orderMs: reply.orderMs,
    person: reply.person,
    from: mailboxKey(reply.from.email),
    stranger,
    answers: author && (!stranger || board.isSibling(reply.from)),
    author,
    reviews: !author || (tag !== null && !wroteAll()),
    counts: tag?.fits !== false && !isOnFix(said, reply) && (said.position !== 'applied' || mayDecide(reply.basis)),
    version: reply.position,
    patch: series || reply.number === 0 ? null : reply.number,
    tracks: everywhere ? board.tracks : about.map(({ track }) => track),
    unclear,
    everywhere,
    comment: commentAt(comments, said.line)?.from ?? null,
    answersTo,
    whole: series && (reply.number === 0 || tag === null),
    changedIn: everywhere ? resentIn(said, comments) : changesOf(said, reply, about, comments, board),
    keptOn: everywhere ? null : keptTrack(said, reply, about, comments, board),
    gone: said.position === 'asks' && about.length === 1 && isAboutLost(said, reply, comments, board),
  }
}

const NO_CHANGES: ReadonlyMap<null, number> = new Map()

/** The next version, for a comment on the series that asks only for another posting. */
function resentIn({ line }: Statement, comments: readonly PlacedComment[]): ReadonlyMap<null, number> {
  const changedIn = commentAt(comments, line)?.changedIn ?? null
  return changedIn === null ? NO_CHANGES : new Map([[null, changedIn]])
}

/** Whether the comment of a statement quotes a file that the newest version no longer has. */
function isAboutLost(said: Statement, reply: ReadReply, comments: readonly PlacedComment[], board: Board): boolean {
  const place = commentAt(comments, said.line)?.place
  return place !== undefined && board.seats.get(reply.number)?.lost(place, reply.orderMs) === true
}

/** "Yes, that makes sense. With that" above a tag: it is for the patch with the fix. <33fd4731-9765-d78b-bdc3-f8243c98e81f@linux.ibm.com>. */
const WITH_FIX =
  /\bwith (?:that|this|it|the) ?(?:fix\w*|changes?\w*)?(?: (?:added|applied|folded in|included|squashed in))?\s*[,:.]?\s*$/i

/** Whether a tag is about the diff of another reviewer that the mail answers: no words of it name patches or the series, or the patch with the fix. */
function isOnFix({ tag, scope, position }: Statement, { onFix, text }: ReadReply): boolean {
  if (!onFix || tag === null || position === 'nak' || scope.kind === 'series' || isNumbered(scope)) return false
  const above = linesNear(text.own, tag.line - 2, tag.line - 1).findLast((line) => line.text.trim() !== '')
  return above === undefined || !WITH_FIX.test(above.text)
}

function isNumbered({ kind }: Scope): boolean {
  return kind === 'patches' || kind === 'except'
}

/** The scope names patches, so that one mail may be about very many of them. */
function isNamed({ kind }: Scope): boolean {
  return kind !== 'here' && kind !== 'series'
}

/** What a statement is about, in reply to a patch or the cover letter (0): numbers of patches, and whether its words limit it and could not be read. */
function readScope(
  scope: Scope,
  own: number,
  { numbers, parts, seats }: Board,
  tracksOf: (kind: 'untagged' | 'rest') => ReadonlySet<number>,
): { readonly numbers: readonly number[] | 'all'; readonly unclear: boolean } {
  const whole = { numbers: own === 0 ? ('all' as const) : [own], unclear: false }
  switch (scope.kind) {
    case 'series':
      return { numbers: 'all', unclear: false }
    case 'here':
      return whole
    case 'patches':
    case 'except':
      return { numbers: numbersInScope(scope, numbers), unclear: false }
    case 'around':
      return {
        numbers: numbers.filter((number) => number >= own - scope.before && number <= own + scope.after),
        unclear: false,
      }
    case 'area':
    case 'part': {
      if (own !== 0) return whole
      const within = parts(scope.text)
      if (within.length > 0) return { numbers: within, unclear: false }
      return scope.kind === 'area' ? whole : { numbers: [own], unclear: true }
    }
    case 'untagged':
    case 'rest': {
      const spoken = tracksOf(scope.kind)
      const left = numbers.filter((number) => !spoken.has(seats.get(number)?.track ?? -1))
      return left.length < numbers.length ? { numbers: left, unclear: false } : { numbers: [own], unclear: true }
    }
    case 'unclear':
      return { numbers: [own], unclear: true }
  }
}

/** Where later versions changed what a statement is about: the lines that its comment quotes, or anything in the patch. */
function changesOf(
  said: Statement,
  reply: ReadReply,
  about: readonly Seat[],
  comments: readonly PlacedComment[],
  board: Board,
): ReadonlyMap<number, number> {
  const changedIn = new Map<number, number>()
  const comment = commentAt(comments, said.line)
  const own = board.seats.get(reply.number)
  for (const seat of about) {
    const changed = seat === own && comment !== undefined ? comment.changedIn : seat.changeOf(ANYTHING, reply.orderMs)
    if (changed !== null) changedIn.set(seat.track, changed)
  }
  return changedIn
}

/** The track of the patch that a mail answers, if the version that changed the lines quoted there did nothing for the comment. */
function keptTrack(
  said: Statement,
  reply: ReadReply,
  about: readonly Seat[],
  comments: readonly PlacedComment[],
  board: Board,
): number | null {
  const own = board.seats.get(reply.number)
  const comment = commentAt(comments, said.line)
  if (own === undefined || comment === undefined || comment.changedIn === null || !about.includes(own)) return null
  return own.keeps(comment, comment.changedIn) ? own.track : null
}

/** The comment that has this line of the body. Comments are in the order of their lines. */
function commentAt(comments: readonly PlacedComment[], line: number): PlacedComment | undefined {
  const comment = comments[firstIndex(comments, ({ to }) => to > line)]
  return comment !== undefined && comment.from <= line ? comment : undefined
}

/** Whether a tag names its sender, by itself or because the two addresses were found to belong to one person. */
function isOwnTag(tag: ReviewTag, person: number, people: People): boolean {
  return tag.fits || people.find(tag.person) === person
}

function findBodyTags(versions: readonly ReviewedVersion[], people: People, seats: Seats): BodyTag[] {
  return versions.flatMap(({ position, patches }) =>
    patches.flatMap(({ number, patch, mailKey }) =>
      patch.trailers.flatMap(({ name, value, person }): BodyTag[] => {
        const tag = reviewName(name)
        const track = seats.get(`${position}/${number}`)?.track
        if (tag === undefined || person === undefined || track === undefined || isBot(person)) return []
        const base = { person: people.find(person), track, version: position, mailKey, quote: `${name}: ${value}` }
        return tagKinds(tag).map((kind) => ({ ...base, position: kind }))
      }),
    ),
  )
}
