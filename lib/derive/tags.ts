import { byTimeThenKey } from '../byTime'
import { parseTrailerPerson } from '../patch/trailer'
import type { Patch, TrailerPerson } from '../patch/types'
import type { ReviewedReply } from '../review/input'
import type { ReviewTag } from '../review/tag'
import type { DerivedTrailer } from './types'

/** A reply with the review tags that its sender gives in it. */
export interface TaggingReply {
  readonly reply: ReviewedReply
  readonly tags: readonly ReviewTag[]
}

/**
 * The trailers of one patch: its own, then the review tags of replies to it, in the order of receipt. A tag in another person's name is left
 * out, and a person counts once for each kind of tag.
 */
export function collectTrailers(mailKey: string, patch: Patch, replies: readonly TaggingReply[]): DerivedTrailer[] {
  const own = patch.trailers.map(({ name, value }) => ({ name, value, source: 'body', mailKey }) as const)
  const seen = new Set(patch.trailers.flatMap(({ name, person }) => personKeys(name, person)))
  return [...own, ...collectGiven(replies, 'reply', seen)]
}

/** The review tags of replies to a cover letter, in the order of receipt: each is about every patch of the version, see joinTrailers. */
export function collectCoverTags(replies: readonly TaggingReply[]): DerivedTrailer[] {
  return collectGiven(replies, 'cover-reply', new Set())
}

function collectGiven(
  replies: readonly TaggingReply[],
  source: DerivedTrailer['source'],
  seen: Set<string>,
): DerivedTrailer[] {
  const given: DerivedTrailer[] = []
  for (const { reply, tags } of [...replies].sort((a, b) => byTimeThenKey(a.reply, b.reply))) {
    for (const { name, value, person, fits } of tags) {
      if (fits && isNew(personKeys(name, person), seen)) given.push({ name, value, source, mailKey: reply.key })
    }
  }
  return given
}

/** Whether none of the keys was seen before; from now on, they were. */
function isNew(keys: readonly string[], seen: Set<string>): boolean {
  if (keys.some((key) => seen.has(key))) return false
  for (const key of keys) seen.add(key)
  return true
}

function personKeys(name: string, person: TrailerPerson | undefined): string[] {
  if (person === undefined) return []
  const kind = name.toLowerCase()
  return [person.email, person.name.toLowerCase()].filter((part) => part !== '').map((part) => `${kind}\0${part}`)
}

/** A trailer as it is stored, with the key and the order of receipt of the mail that gives it. */
export interface StoredTrailer<Trailer> {
  readonly trailer: Trailer
  readonly key: string
  readonly orderMs: number
}

/** A tag on a cover letter, read once for all patches. */
export interface CoverTag<Trailer> extends StoredTrailer<Trailer> {
  /** Two tags are of one kind and by one person when they share a key. */
  readonly personKeys: readonly string[]
}

type TrailerText = Pick<DerivedTrailer, 'name' | 'value' | 'source'>

/** Prepares a tag on a cover letter for joinTrailers. */
export function toCoverTag<Trailer extends TrailerText>(stored: StoredTrailer<Trailer>): CoverTag<Trailer> {
  const { name, value } = stored.trailer
  return { ...stored, personKeys: personKeys(name, parseTrailerPerson(value)) }
}

/**
 * The trailers of a patch with the tags that its cover letter got: first those it was posted with, then all tags in the order of receipt, the
 * first of each kind by a person. Both lists are in their own order. Costs what it returns: that is why the tags of the cover are stored once.
 */
export function joinTrailers<Trailer extends TrailerText>(
  own: readonly StoredTrailer<Trailer>[],
  onCover: readonly CoverTag<Trailer>[],
): Trailer[] {
  if (onCover.length === 0) return own.map(({ trailer }) => trailer)
  const [posted, given] = [own.filter(isPosted), own.filter((stored) => !isPosted(stored))]
  const seen = new Set(posted.flatMap((stored) => toCoverTag(stored).personKeys))
  const tags = [...given.map(toCoverTag), ...onCover]
    .sort(byTimeThenKey)
    .filter(({ personKeys: keys }) => isNew(keys, seen))
  return [...posted, ...tags].map(({ trailer }) => trailer)
}

function isPosted({ trailer }: StoredTrailer<TrailerText>): boolean {
  return trailer.source === 'body'
}
