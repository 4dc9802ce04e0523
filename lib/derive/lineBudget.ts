import type { Issue } from '../issue'
import { figure } from '../text'

/** The most lines that the mails of one series may have together; the largest of 9,938 real mails has 71,953. */
export const MAX_LINES = 1_000_000
/** A longer line counts as several. */
const LINE_LENGTH = 80

/** Counts the lines of a text; a long one counts as several. Linear. */
export function countLines(text: string): number {
  let count = 0
  for (let from = 0; from < text.length; ) {
    const end = lineEnd(text, from)
    count += Math.ceil((end - from) / LINE_LENGTH)
    from = end
  }
  return count
}

/** How many lines each text may keep so that all of them together have at most `most`; shorter texts are kept whole. */
export function shareLines(sizes: readonly number[], most = MAX_LINES): number {
  let left = most
  const sorted = [...sizes].sort((a, b) => a - b)
  for (const [index, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index))
    if (size > share) return share
    left -= size
  }
  return most
}

/** Cuts a text after `share` lines, with an issue when anything is lost; `sum` is the number of lines of all texts. Linear. */
export function keepLines(
  text: string,
  share: number,
  sum: number,
): { readonly text: string; readonly issue: Issue | null } {
  let [count, end] = [0, 0]
  while (end < text.length) {
    const next = lineEnd(text, end)
    count += Math.ceil((next - end) / LINE_LENGTH)
    if (count > share) break
    end = next
  }
  if (end === text.length) return { text, issue: null }
  const sentence = `The mails of this series have ${figure(sum)} lines in total, counting a line over ${LINE_LENGTH} characters as several; ${figure(MAX_LINES)} are compared, and of this mail the first ${figure(share)}.`
  return { text: text.slice(0, end), issue: { code: 'text-cut', text: sentence } }
}

/** Offset after the line end. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}
