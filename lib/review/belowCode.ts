import type { ReplyLine } from './quote'

/**
 * A quoted line of a patch: a hunk header, an added or removed line, one that is indented by a tab, a directive, or one that ends like a statement.
 * Bounded, so linear. What stands below one in <cd27ea20-73c1-443a-b6ad-6d22b8b1145f@csgroup.eu> is about the line.
 */
const QUOTED_CODE =
  /^(?:\s{0,3}[>|])+ ?(?:@@ |[+-](?:\t|\S|\s*$| {2,})|\s{0,8}\t|\s{0,16}#\s?(?:if|else|endif|define|include)|.*[;{}]\s{0,8}(?:\\|\*\/)?\s{0,8}$)/
/** More than marks. */
const WORDS = /[^>|\s]/
/** Own lines further below a quote speak of more than the quote. */
const MAX_BELOW = 6

/** The lines (from 0) that stand close below a quoted line of code, without another quote between. Linear. */
export function linesBelowCode(lines: readonly ReplyLine[]): ReadonlySet<number> {
  const below = new Set<number>()
  let quote: ReplyLine | undefined
  let isCode = false
  for (const line of lines) {
    if (line.source === 'quote' && WORDS.test(line.text)) {
      quote = line
      isCode = false
    } else if (quote !== undefined && line.line - quote.line <= MAX_BELOW) {
      // Most lines of a quote have another below them and need not be told apart.
      if (line.line === quote.line + 1) isCode = QUOTED_CODE.test(quote.text)
      if (isCode) below.add(line.line)
    }
  }
  return below
}
