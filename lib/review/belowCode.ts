import type { ReplyLine } from './quote'

/**
 * A quoted line of a patch: a hunk header, an added or removed line, one that is indented by a tab, a directive, or one that ends like a statement.
 * Bounded, so linear. What stands below one in <cd27ea20-73c1-443a-b6ad-6d22b8b1145f@csgroup.eu> is about the line.
 */
const QUOTED_CODE =
  /^(?:\s{0,3}[>|])+ ?(?:@@ |[+-](?:\t|\S|\s*$| {2,})|\s{0,8}\t|\s{0,16}#\s?(?:if|else|endif|define|include)|.*[;{}]\s{0,8}(?:\\|\*\/)?\s{0,8}$)/
/** Own lines further below a quote speak of more than the quote. */
const MAX_BELOW = 6

/** The lines (from 0) that stand close below a quoted line of code, without another quote between. Linear. */
export function linesBelowCode(lines: readonly ReplyLine[]): ReadonlySet<number> {
  const below = new Set<number>()
  let codeAt = Number.NEGATIVE_INFINITY
  for (const { text, line, source } of lines) {
    if (source === 'quote' && text.replace(/[>|\s]/g, '') !== '') {
      codeAt = QUOTED_CODE.test(text) ? line : Number.NEGATIVE_INFINITY
    } else if (line - codeAt <= MAX_BELOW) below.add(line)
  }
  return below
}
