import { byTimeThenKey } from '../byTime'
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
 * The trailers of one patch: its own, then the review tags of replies to it and to the cover letter, in the order of receipt. A tag in
 * another person's name is left out, and a person counts once for each kind of tag.
 */
export function collectTrailers(
  mailKey: string,
  patch: Patch,
  replies: readonly TaggingReply[],
  coverReplies: readonly TaggingReply[],
): DerivedTrailer[] {
  const trailers: DerivedTrailer[] = patch.trailers.map(({ name, value }) => ({ name, value, source: 'body', mailKey }))
  const seen = new Set(patch.trailers.flatMap(({ name, person }) => personKeys(name, person)))
  const given = [
    ...replies.map((tagging) => ({ ...tagging, source: 'reply' as const })),
    ...coverReplies.map((tagging) => ({ ...tagging, source: 'cover-reply' as const })),
  ].sort((a, b) => byTimeThenKey(a.reply, b.reply))
  for (const { reply, tags, source } of given) {
    for (const { name, value, person, fits } of tags) {
      const keys = personKeys(name, person)
      if (!fits || keys.some((key) => seen.has(key))) continue
      for (const key of keys) seen.add(key)
      trailers.push({ name, value, source, mailKey: reply.key })
    }
  }
  return trailers
}

function personKeys(name: string, person: TrailerPerson | undefined): string[] {
  if (person === undefined) return []
  const kind = name.toLowerCase()
  return [person.email, person.name.toLowerCase()].filter((part) => part !== '').map((part) => `${kind}\0${part}`)
}
