import type { Address } from '../mail/types'
import { hasDiff } from '../patch/diff'
import { readBelow } from './below'
import { boilerplateLines } from './boilerplate'
import { type OwnLine, ownLines, type ReplyLine, readLines } from './quote'
import { markRepeated, type Repeatable, repeatsLine } from './repeated'
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
  /** It has a diff of its own, one that no mail above has: an alternative or a fix that others may answer. */
  readonly fix: boolean
}

/** In a mail with marked quotes, unmarked ones whose lines are wrapped anew are looked for only when the rest of it is longer than this. */
const LONG_ANSWER = 8

/**
 * Parses the text of a reply. Any text gives a result. `repeatable` gives the mails that the reply may quote without marks; it is asked
 * for only when the sender wrote two lines. `boilerplate` has the keys of the paragraphs that their senders repeat. Linear in the length of the
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
  const short = words.length < LONG_ANSWER && read.some(({ source }) => source === 'quote')
  const marked = words.length > 1 && repeatable !== undefined ? markRepeated(read, repeatable(), short) : read
  const lines = repeatable === undefined ? marked : readBelow(marked, from, repeatable)
  const own = ownLines(lines)
  return {
    lines,
    own,
    tags: findTags(own, from, reviewName),
    naks: findTags(own, from, nakName),
    form: boilerplateLines(ownLines(read), from, boilerplate),
    fix: hasDiff(body) && hasFix(read, repeatable?.()),
  }
}

/** An added or removed line of a diff, with text. */
const CHANGED_LINE = /^[+-](?![+-]{2} )\s*[^\s+-]/

/** Whether the unquoted diff changes a line that the mails above do not change in the same way. */
function hasFix(lines: readonly ReplyLine[], repeatable: Repeatable | undefined): boolean {
  return lines.some(
    ({ source, text }) =>
      source === 'aside' &&
      CHANGED_LINE.test(text) &&
      !(repeatable?.above ?? []).some((above) => repeatsLine(text, above)),
  )
}
