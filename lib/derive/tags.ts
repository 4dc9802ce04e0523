import type { Address } from '../mail/types'
import { parseTrailerPerson } from '../patch/trailer'
import type { Patch } from '../patch/types'
import { findReviewTags } from '../review/tag'
import type { SeriesMail } from '../series/types'
import type { DerivedTrailer } from './types'

export interface ReplyToTag {
  readonly mail: SeriesMail
  readonly body: string
}

/**
 * The trailers of one patch: its own, then the review tags of replies to it and to the cover letter, by time of receipt.
 * A tag whose person is not the sender is left out; one person counts once per kind of tag.
 */
export function collectTrailers(
  mailKey: string,
  patch: Patch,
  replies: readonly ReplyToTag[],
  coverReplies: readonly ReplyToTag[],
): DerivedTrailer[] {
  const trailers: DerivedTrailer[] = patch.trailers.map(({ name, value }) => ({ name, value, source: 'body', mailKey }))
  const seen = new Set(trailers.flatMap(({ name, value }) => personKeys(name, value)))
  const given = [
    ...replies.map((reply) => ({ ...reply, source: 'reply' as const })),
    ...coverReplies.map((reply) => ({ ...reply, source: 'cover-reply' as const })),
  ].sort((a, b) => a.mail.orderMs - b.mail.orderMs || (a.mail.key < b.mail.key ? -1 : 1))
  for (const { mail, body, source } of given) {
    for (const { name, value, fits } of findReviewTags(body, mail.from)) {
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
export function countReviewers(replies: readonly { readonly from: Address; readonly body: string }[]): number {
  const people = new Set<string>()
  for (const { from, body } of replies) {
    if (findReviewTags(body, from).some((tag) => tag.fits)) people.add(from.email)
  }
  return people.size
}
