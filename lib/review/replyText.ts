import type { Address } from '../mail/types'
import { type OwnLine, ownLines, type ReplyLine, readLines } from './quote'
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
}

/** Parses the text of a reply. Any text gives a result. Linear in the length of the body. */
export function parseReply(body: string, from: Address): ReplyText {
  const lines = readLines(body)
  const own = ownLines(lines)
  return {
    lines,
    own,
    tags: findTags(own, from, reviewName),
    naks: findTags(own, from, nakName),
  }
}
