import type { Address } from '../mail/types'
import { boilerplateLines } from './boilerplate'
import { type OwnLine, ownLines, type ReplyLine, readLines } from './quote'
import { markRepeated, type Repeatable } from './repeated'
import { findTags, nakName, type ReviewTag, reviewName } from './tag'

/** The text of a reply, parsed once; all rules read it from here. */
export interface ReplyText {
  /** Every line of the body, with who wrote it. */
  readonly lines: readonly ReplyLine[]
  /** The lines that the sender wrote. */
  readonly own: readonly OwnLine[]
  /** Review tags in the sender's own lines, in the order of the lines. */
  readonly tags: readonly ReviewTag[]
  /** Tags that refuse a patch (`Nacked-by`), in the order of the lines. */
  readonly naks: readonly ReviewTag[]
  /** The numbers of the sender's lines that belong to boilerplate, see boilerplate.ts. */
  readonly form: ReadonlySet<number>
}

/** A mail with marked quotes has unmarked ones only when the rest of it is longer than this. */
const LONG_ANSWER = 8

/**
 * Parses the text of a reply. Any text gives a result. `repeatable` gives the mails that the reply may quote without marks; it is asked
 * for only when the reply looks as if it did. `boilerplate` has the keys of the paragraphs that their senders repeat. Linear in the length of the
 * body.
 */
export function parseReply(
  body: string,
  from: Address,
  repeatable?: () => Repeatable,
  boilerplate: ReadonlySet<number> = new Set(),
): ReplyText {
  const read = readLines(body)
  const words = read.filter(({ source, text }) => source === 'own' && text.trim() !== '')
  const suspect = words.length >= LONG_ANSWER || (words.length > 1 && read.every(({ source }) => source !== 'quote'))
  const lines = suspect && repeatable !== undefined ? markRepeated(read, repeatable()) : read
  const own = ownLines(lines)
  return {
    lines,
    own,
    tags: findTags(own, from, reviewName),
    naks: findTags(own, from, nakName),
    form: boilerplateLines(ownLines(read), from, boilerplate),
  }
}
