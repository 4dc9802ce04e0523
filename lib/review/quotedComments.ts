import type { ReviewComment } from './comment'
import { flatten } from './patchIndex'
import type { ReplyLine } from './quote'

/** Names a review comment by its mail and its first line. */
interface CommentRef {
  readonly mailKey: string
  readonly comment: number
}

/** A comment that a mail quotes, with the lines of the body that answer it: from the first below the quote to before the next quote. */
export interface AnsweredComment extends CommentRef {
  readonly from: number
  readonly to: number
}

/** So many quoted lines right above the sender's own words are what these answer. */
const MAX_LINES = 12
/** More than anybody answers in one mail; bounds the work on hostile mail. */
const MAX_ANSWERED = 200
/** Shorter lines ("Why?") are in many mails. */
const MIN_LENGTH = 12

/** The lines of the comments of one mail, each with the comment that it is in. */
export type QuotableLines = ReadonlyMap<string, CommentRef>

/** Indexes the comments of a mail for findQuotedComments, once for all mails below it. Linear in their text. */
export function quotableLines(comments: readonly (ReviewComment & { readonly mailKey: string })[]): QuotableLines {
  const byLine = new Map<string, CommentRef>()
  for (const { mailKey, from, text } of comments) {
    const ref = { mailKey, comment: from }
    for (const line of text.split('\n')) {
      const key = flatten(line)
      if (key.length >= MIN_LENGTH) byLine.set(key, ref)
    }
  }
  return byLine
}

/**
 * Finds the comments of the mails above whose words are quoted right above something that the sender wrote: below "I suppose that this should be X" and
 * another reviewer's "Right, X is best", the author answers both. <681b8c4b-1965-40ae-4489-ace37f45dad1@suse.cz>. Linear in the lines.
 */
export function findQuotedComments(
  lines: readonly ReplyLine[],
  above: readonly QuotableLines[],
): readonly AnsweredComment[] {
  const quotable = above.filter(({ size }) => size > 0)
  if (quotable.length === 0) return []
  const found: AnsweredComment[] = []
  let quoted: string[] = []
  let answered: { readonly refs: ReadonlySet<CommentRef>; readonly from: number } | undefined
  const close = (to: number): void => {
    if (answered === undefined) return
    const { refs, from } = answered
    for (const { mailKey, comment } of refs) found.push({ mailKey, comment, from, to })
    answered = undefined
  }
  for (const { source, text, line } of lines) {
    if (source === 'quote') {
      close(line)
      quoted.push(text)
    } else if (source === 'own' && text.trim() !== '' && quoted.length > 0) {
      answered = { refs: findRefs(quoted.slice(-MAX_LINES), quotable), from: line }
      quoted = []
    }
  }
  close(Number.POSITIVE_INFINITY)
  return found.slice(0, MAX_ANSWERED)
}

/** The comments that have one of these quoted lines. */
function findRefs(quoted: readonly string[], quotable: readonly QuotableLines[]): ReadonlySet<CommentRef> {
  const refs = new Set<CommentRef>()
  for (const line of quoted) {
    const key = flatten(line.replace(/^(?:\s{0,3}[>|])+ ?/, ''))
    for (const byLine of quotable) {
      const ref = byLine.get(key)
      if (ref !== undefined) refs.add(ref)
    }
  }
  return refs
}
