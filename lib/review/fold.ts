import { parseTrailerPerson } from '../patch/trailer'
import type { Patch } from '../patch/types'
import { mailboxKey } from './basis'
import { type CommentPlace, findComments, type ReviewComment } from './comment'
import { placeChanged } from './hunkFate'
import type { People } from './identity'
import type { ReviewedVersion, SeriesInput } from './input'
import { findMentioned } from './mention'
import type { ReadReply } from './replies'
import { isBot, patchAuthors } from './speaker'
import type { BodyTag, FoldEvent, FoldInput } from './standing'
import { type ReviewTag, reviewName } from './tag'
import { joinTracks, type ReviewTrack } from './track'
import type { ReviewEvent } from './types'

/** A comment with its mail, for the patch page. */
export interface PlacedComment extends ReviewComment {
  readonly mailKey: string
  readonly person: number
  /** Position and number of the patch that it is about. */
  readonly version: number
  readonly patch: number
  /** First later position in which what it quotes reads otherwise; null while none does. */
  readonly changedIn: number | null
}

/** An event as it is shown: with its mail, person and the patch it speaks of. */
export interface PlacedEvent extends ReviewEvent {
  readonly mailKey: string
  readonly person: number
  readonly orderMs: number
  readonly author: boolean
  /** False for a tag in another's name and for a stranger's word that the patches were taken: shown, and nothing rests on it. */
  readonly counts: boolean
  readonly version: number
  /** Number of the patch whose thread it stands in; null on the cover or for a sentence about the series. */
  readonly patch: number | null
}

/** Everything that was read, ready to be folded. */
export interface Gathered {
  readonly fold: FoldInput
  readonly events: readonly PlacedEvent[]
  readonly comments: readonly PlacedComment[]
}

/** Brings replies, comments, tags and tracks together for foldStandings. Pure and independent of the order of the input. */
export function gather(input: SeriesInput, people: People, replies: readonly ReadReply[]): Gathered {
  const versions = [...input.versions].sort((a, b) => a.position - b.position)
  const tracks = joinTracks(
    versions.map(({ position, patches }) => ({ position, numbers: patches.map(({ number }) => number) })),
    input.steps,
  )
  const seats = seatTracks(tracks)
  const context: Context = { versions, tracks, seats, patches: patchesBySeat(versions), wholeChanges: new Map() }
  const comments: PlacedComment[] = []
  const events: PlacedEvent[] = []
  const folded: FoldEvent[] = []
  for (const reply of replies) {
    if (reply.speaker === 'bot') continue
    const own = commentsOf(reply, context)
    comments.push(...own)
    for (const read of eventsOf(reply, versions)) {
      const event =
        read.tag === null ? read : { ...read, tag: { ...read.tag, fits: vouches(read.tag, reply.person, people) } }
      const placed = placeEvent(event, reply)
      events.push(placed)
      if (placed.counts) folded.push(foldEvent(event, reply, own, context, people))
    }
  }
  const newest = versions.filter(({ patches }) => patches.length > 0).at(-1)?.position ?? versions.at(-1)?.position ?? 1
  const bodyTags = findBodyTags(versions, people, seats)
  return { fold: { newest, tracks, events: folded, bodyTags, ancestors: ancestorsOf(replies) }, events, comments }
}

interface Context {
  readonly versions: readonly ReviewedVersion[]
  readonly tracks: readonly ReviewTrack[]
  /** Track by `position/number`. */
  readonly seats: ReadonlyMap<string, number>
  readonly patches: ReadonlyMap<string, Patch>
  /** By seat, for comments without a place: whole patches are compared once, however many comments there are. */
  readonly wholeChanges: Map<string, number | null>
}

function seatTracks(tracks: readonly ReviewTrack[]): Map<string, number> {
  return new Map(
    tracks.flatMap(({ numbers }, track) =>
      [...numbers].map(([position, number]) => [`${position}/${number}`, track] as const),
    ),
  )
}

function patchesBySeat(versions: readonly ReviewedVersion[]): Map<string, Patch> {
  return new Map(
    versions.flatMap(({ position, patches }) =>
      patches.map(({ number, patch }) => [`${position}/${number}`, patch] as const),
    ),
  )
}

function eventsOf(reply: ReadReply, versions: readonly ReviewedVersion[]): readonly ReviewEvent[] {
  const patches = versions.find(({ position }) => position === reply.position)?.patches ?? []
  const named = patches.map(({ number, patch }) => ({ number, title: patch.title }))
  return [...reply.events, ...findMentioned(reply.body, reply.events, reply.number, named)]
}

function placeEvent(event: ReviewEvent, reply: ReadReply): PlacedEvent {
  const { key, person, orderMs, speaker, position, number } = reply
  const patch = event.scope.kind === 'series' || number === 0 ? null : number
  const counts = event.tag?.fits !== false && (event.position !== 'applied' || reply.basis !== 'none')
  return {
    position: event.position,
    rule: event.rule,
    sentence: event.sentence,
    line: event.line,
    scope: event.scope,
    cues: event.cues,
    tag: event.tag,
    mailKey: key,
    person,
    orderMs,
    author: speaker === 'author',
    counts,
    version: position,
    patch,
  }
}

function commentsOf(reply: ReadReply, context: Context): PlacedComment[] {
  const patch = context.patches.get(`${reply.position}/${reply.number}`)
  return findComments(reply.body, patch).map(({ from, to, text, quoted, place }) => ({
    from,
    to,
    text,
    quoted,
    place,
    mailKey: reply.key,
    person: reply.person,
    version: reply.position,
    patch: reply.number,
    changedIn: patch === undefined ? null : firstChange(place, reply.position, reply.number, context),
  }))
}

function firstChange(place: CommentPlace, position: number, number: number, context: Context): number | null {
  if (place.kind !== 'unplaced') return findChange(place, position, number, context)
  const seat = `${position}/${number}`
  const known = context.wholeChanges.get(seat)
  if (known !== undefined) return known
  const found = findChange(place, position, number, context)
  context.wholeChanges.set(seat, found)
  return found
}

function findChange(place: CommentPlace, position: number, number: number, context: Context): number | null {
  const track = context.tracks[context.seats.get(`${position}/${number}`) ?? -1]
  const older = context.patches.get(`${position}/${number}`)
  if (track === undefined || older === undefined) return null
  for (const { position: later, patches } of context.versions) {
    // A version without patches (a cover alone) says nothing about them.
    if (later <= position || patches.length === 0) continue
    const newer = context.patches.get(`${later}/${track.numbers.get(later)}`)
    if (placeChanged(place, older, newer)) return later
  }
  return null
}

/** Whether a tag speaks for the sender, by itself or because the two addresses were found to be one person's. */
function vouches(tag: ReviewTag, person: number, people: People): boolean {
  return tag.fits || people.find(tag.person) === person
}

function foldEvent(
  event: ReviewEvent,
  reply: ReadReply,
  comments: readonly PlacedComment[],
  context: Context,
  people: People,
): FoldEvent {
  const numbers = numbersOf(event, reply, context)
  const tracks = numbers.flatMap((number) => context.seats.get(`${reply.position}/${number}`) ?? [])
  const comment = comments.find(({ from, to }) => event.line >= from && event.line < to)
  const changedIn = new Map<number, number>()
  for (const track of tracks) {
    const number = context.tracks[track]?.numbers.get(reply.position) ?? 0
    const quoted = number === reply.number && comment !== undefined
    const place: CommentPlace = quoted ? comment.place : { kind: 'unplaced', reason: 'no-quote' }
    const changed = quoted ? comment.changedIn : firstChange(place, reply.position, number, context)
    if (changed !== null) changedIn.set(track, changed)
  }
  return {
    person: reply.person,
    author: reply.speaker === 'author' && (event.tag === null || ownsAll(reply, numbers, context, people)),
    position: event.position,
    rule: event.rule,
    cues: event.cues,
    quote: event.sentence,
    mailKey: reply.key,
    from: mailboxKey(reply.from.email),
    stranger: reply.basis === 'none',
    orderMs: reply.orderMs,
    version: reply.position,
    tracks,
    whole: event.scope.kind === 'series' && (reply.number === 0 || event.tag === null),
    changedIn,
  }
}

/** Patch numbers an event speaks of. */
function numbersOf(event: ReviewEvent, reply: ReadReply, context: Context): readonly number[] {
  const all = context.versions.find(({ position }) => position === reply.position)?.patches ?? []
  switch (event.scope.kind) {
    case 'series':
      return all.map(({ number }) => number)
    case 'patches':
      return event.scope.numbers
    case 'here':
    case 'part':
      return reply.number === 0 ? all.map(({ number }) => number) : [reply.number]
  }
}

/** Nobody reviews an own patch; whoever sends the patches of others may review those. */
function ownsAll(reply: ReadReply, numbers: readonly number[], context: Context, people: People): boolean {
  return numbers.every((number) => {
    const patch = context.patches.get(`${reply.position}/${number}`)
    return patch === undefined || patchAuthors(patch).some((author) => people.find(author) === reply.person)
  })
}

function findBodyTags(
  versions: readonly ReviewedVersion[],
  people: People,
  seats: ReadonlyMap<string, number>,
): BodyTag[] {
  return versions.flatMap(({ position, patches }) =>
    patches.flatMap(({ number, patch, mailKey }) =>
      patch.trailers.flatMap(({ name, value }): BodyTag[] => {
        const tag = reviewName(name)
        const person = tag === undefined ? undefined : parseTrailerPerson(value)
        const track = seats.get(`${position}/${number}`)
        if (tag === undefined || person === undefined || track === undefined || isBot(person)) return []
        const base = { person: people.find(person), track, version: position, mailKey, quote: `${name}: ${value}` }
        const kinds: BodyTag['position'][] = []
        if (/reviewed|acked/i.test(tag)) kinds.push('approves')
        if (/tested/i.test(tag)) kinds.push('tested')
        return kinds.map((kind) => ({ ...base, position: kind }))
      }),
    ),
  )
}

/** Looks up the mails above a mail; at most 500, so a loop ends. */
function ancestorsOf(replies: readonly ReadReply[]): (mailKey: string) => readonly string[] {
  const parents = new Map(replies.map(({ key, parent }) => [key, parent]))
  let last: { readonly mailKey: string; readonly above: readonly string[] } | undefined
  return (mailKey) => {
    // The events of one mail come one after another.
    if (last?.mailKey === mailKey) return last.above
    const above: string[] = []
    let at = parents.get(mailKey) ?? null
    while (at !== null && above.length < 500) {
      above.push(at)
      at = parents.get(at) ?? null
    }
    last = { mailKey, above }
    return above
  }
}
