import { parseTrailerPerson } from '../patch/trailer'
import type { Patch } from '../patch/types'
import type { ReviewTag } from '../review/tag'
import type { SeriesMail } from '../series/types'
import type { DerivedTrailer } from './types'

/** A reply with the review tags that stand in it. */
export interface TaggingReply {
  readonly mail: SeriesMail
  readonly tags: readonly ReviewTag[]
}

/**
 * The trailers of one patch: its own, then the review tags of replies to it and to the cover letter, by time of receipt.
 * A tag whose person is not the sender is left out; one person counts once per kind of tag.
 */
export function collectTrailers(
  mailKey: string,
  patch: Patch,
  replies: readonly TaggingReply[],
  coverReplies: readonly TaggingReply[],
): DerivedTrailer[] {
  const trailers: DerivedTrailer[] = patch.trailers.map(({ name, value }) => ({ name, value, source: 'body', mailKey }))
  const seen = new Set(trailers.flatMap(({ name, value }) => personKeys(name, value)))
  const given = [
    ...replies.map((reply) => ({ ...reply, source: 'reply' as const })),
    ...coverReplies.map((reply) => ({ ...reply, source: 'cover-reply' as const })),
  ].sort((a, b) => a.mail.orderMs - b.mail.orderMs || (a.mail.key < b.mail.key ? -1 : 1))
  for (const { mail, tags, source } of given) {
    for (const { name, value, fits } of tags) {
      const keys = personKeys(name, value)
      if (!fits || keys.some((key) => seen.has(key))) continue
      for (const key of keys) seen.add(key)
      trailers.push({ name, value, source, mailKey: mail.key })
    }
  }
  return trailers
}

function personKeys(name: string, value: string): string[] {
  const person = parseTrailerPerson(value)
  if (person === undefined) return []
  const kind = name.toLowerCase()
  return [person.email, person.name.toLowerCase()].filter((part) => part !== '').map((part) => `${kind}\0${part}`)
}

/** How many people, by address, gave a tag that fits them in these replies. */
export function countReviewers(replies: readonly TaggingReply[]): number {
  return new Set(replies.filter(({ tags }) => tags.some(({ fits }) => fits)).map(({ mail }) => mail.from.email)).size
}
