import { at } from '../at'
import type { Patch } from '../patch/types'
import { mailboxKey } from './basis'
import { findComments, type ReviewComment } from './comment'
import type { BodyTag, FoldInput } from './foldTypes'
import type { People } from './identity'
import { type ReviewedVersion, type SeriesInput, versionAt } from './input'
import { findMentioned } from './mention'
import { indexPatch, type PatchIndex } from './patchIndex'
import { type ChangedPatch, collectChanges, placeChanged } from './placeChange'
import type { ReadReply } from './replies'
import { isBot, patchAuthors } from './speaker'
import { type ReviewTag, reviewName, tagKinds } from './tag'
import { joinTracks, type ReviewTrack } from './track'
import type { ReviewEvent, Statement } from './types'

/** A comment with its mail, for the patch page. */
export interface PlacedComment extends ReviewComment {
  readonly mailKey: string
  readonly person: number
  /** Position of the version and number of the patch that it is about. */
  readonly version: number
  readonly patch: number
  /** Position of the first later version that changed what is quoted; null while none did. */
  readonly changedIn: number | null
}

/** Everything that was read from the mails, ready to be folded. */
interface Gathered {
  readonly fold: FoldInput
  readonly events: readonly ReviewEvent[]
  readonly comments: readonly PlacedComment[]
}

/** Brings replies, comments, tags and tracks together for foldStandings. `replies` must be in the order of receipt. */
export function gather(input: SeriesInput, people: People, replies: readonly ReadReply[]): Gathered {
  const versions = [...input.versions].sort((a, b) => a.position - b.position)
  const tracks = joinTracks(
    versions.map(({ position, patches }) => ({ position, numbers: patches.map(({ number }) => number) })),
    input.steps,
  )
  const seats = seatPatches(versions, tracks)
  const comments: PlacedComment[] = []
  const events: ReviewEvent[] = []
  for (const reply of replies) {
    if (reply.speaker === 'bot') continue
    const own = commentsOf(reply, seats)
    comments.push(...own)
    const named = versionAt(versions, reply.position).patches.map(({ number, patch }) => ({
      number,
      title: patch.title,
    }))
    const mentioned = findMentioned(reply.sentences, reply.statements, reply.number, named)
    for (const said of [...reply.statements, ...mentioned]) {
      events.push(toEvent(said, reply, own, { versions, seats, people }))
    }
  }
  const newest = versions.findLast(({ patches }) => patches.length > 0) ?? at(versions, versions.length - 1)
  const fold = {
    newest: newest.position,
    tracks,
    events: events.filter(({ counts }) => counts),
    bodyTags: findBodyTags(versions, people, seats),
    parents: new Map(replies.map(({ key, parent }) => [key, parent])),
  }
  return { fold, events, comments }
}

/** A patch in its version. Expensive values are computed on first use and shared by all comments. */
interface Seat {
  readonly patch: Patch
  /** Index of its track. */
  readonly track: number
  readonly index: () => PatchIndex
  readonly changes: () => ChangedPatch
  /** Position of the first later version that changed anything in the patch; null when none did. */
  readonly wholeChange: () => number | null
  /** The patch in each later version that has patches, in their order; undefined where it is gone. */
  readonly later: () => readonly { readonly position: number; readonly seat: Seat | undefined }[]
}

/** By `position/number`. */
type Seats = ReadonlyMap<string, Seat>

function seatPatches(versions: readonly ReviewedVersion[], tracks: readonly ReviewTrack[]): Seats {
  const patches = new Map(
    versions.flatMap(({ position, patches: own }) =>
      own.map((patch) => [`${position}/${patch.number}`, patch] as const),
    ),
  )
  const seats = new Map<string, Seat>()
  for (const [track, { numbers }] of tracks.entries()) {
    for (const [position, number] of numbers) {
      const patch = patches.get(`${position}/${number}`)?.patch
      if (patch === undefined) continue
      const changes = once(() => collectChanges(patch))
      // A version without patches (a cover letter alone) says nothing about them.
      const later = once(() =>
        versions
          .filter((version) => version.position > position && version.patches.length > 0)
          .map((version) => ({
            position: version.position,
            seat: seats.get(`${version.position}/${numbers.get(version.position)}`),
          })),
      )
      const seat: Seat = {
        patch,
        track,
        index: once(() => indexPatch(patch)),
        changes,
        later,
        wholeChange: once(() => findChange({ kind: 'unplaced', reason: 'no-quote' }, seat)),
      }
      seats.set(`${position}/${number}`, seat)
    }
  }
  return seats
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined
  return () => {
    made ??= { result: make() }
    return made.result
  }
}

/** Position of the first later version that changed what a comment is about; null when none did. */
function findChange(place: ReviewComment['place'], seat: Seat): number | null {
  return seat.later().find((newer) => placeChanged(place, seat.changes(), newer.seat?.changes()))?.position ?? null
}

function commentsOf(reply: ReadReply, seats: Seats): PlacedComment[] {
  const { key, person, position, number } = reply
  const seat = seats.get(`${position}/${number}`)
  return findComments(reply.text.lines, seat?.index()).map((comment) => {
    const { place } = comment
    const changedIn =
      seat === undefined ? null : place.kind === 'unplaced' ? seat.wholeChange() : findChange(place, seat)
    return { ...comment, mailKey: key, person, version: position, patch: number, changedIn }
  })
}

interface Context {
  readonly versions: readonly ReviewedVersion[]
  readonly seats: Seats
  readonly people: People
}

function toEvent(
  said: Statement,
  reply: ReadReply,
  comments: readonly PlacedComment[],
  { versions, seats, people }: Context,
): ReviewEvent {
  const tag = said.tag === null ? null : { ...said.tag, fits: isOwnTag(said.tag, reply.person, people) }
  const numbers = numbersOf(said, reply, versions)
  const about = numbers.flatMap((number) => {
    const seat = seats.get(`${reply.position}/${number}`)
    return seat === undefined ? [] : [{ number, seat }]
  })
  const comment = comments.find(({ from, to }) => said.line >= from && said.line < to)
  const changedIn = new Map<number, number>()
  for (const { number, seat } of about) {
    const changed = number === reply.number && comment !== undefined ? comment.changedIn : seat.wholeChange()
    if (changed !== null) changedIn.set(seat.track, changed)
  }
  const author = reply.speaker === 'author'
  const isAuthorOf = ({ seat }: (typeof about)[number]) =>
    patchAuthors(seat.patch).some((one) => people.find(one) === reply.person)
  const stranger = reply.basis === 'none'
  const series = said.scope.kind === 'series'
  return {
    position: said.position,
    rule: said.rule,
    sentence: said.sentence,
    line: said.line,
    scope: said.scope,
    cues: said.cues,
    tag,
    mailKey: reply.key,
    orderMs: reply.orderMs,
    person: reply.person,
    from: mailboxKey(reply.from.email),
    stranger,
    author,
    reviews: !author || (tag !== null && !about.every(isAuthorOf)),
    counts: tag?.fits !== false && (said.position !== 'applied' || !stranger),
    version: reply.position,
    patch: series || reply.number === 0 ? null : reply.number,
    tracks: about.map(({ seat }) => seat.track),
    whole: series && (reply.number === 0 || tag === null),
    changedIn,
  }
}

/** Whether a tag names its sender, by itself or because the two addresses were found to belong to one person. */
function isOwnTag(tag: ReviewTag, person: number, people: People): boolean {
  return tag.fits || people.find(tag.person) === person
}

/** Numbers of the patches that a statement is about. */
function numbersOf(said: Statement, reply: ReadReply, versions: readonly ReviewedVersion[]): readonly number[] {
  if (said.scope.kind === 'patches') return said.scope.numbers
  if (said.scope.kind !== 'series' && reply.number !== 0) return [reply.number]
  return versionAt(versions, reply.position).patches.map(({ number }) => number)
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
