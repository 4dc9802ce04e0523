import type { Issue } from '../issue'
import { figure } from '../text'

/** Most lines of one mail that are read: the longest of 248,000 real mails, a diff that removes an architecture, has 104,312. */
export const MAX_TEXT_LINES = 200_000
/** Most characters of one mail that are read, in UTF-16 units; the largest of those mails has 2.9 million. */
export const MAX_TEXT_LENGTH = 8_388_608

/** The text as far as it is read, and an issue when that is not all of it. Linear; whole lines where the lines are too many. */
export function limitText(text: string): { readonly text: string; readonly issues: readonly Issue[] } {
  let lines = 0
  let end = text.length
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++
    if (lines === MAX_TEXT_LINES) end = at + 1
  }
  const tooManyLines = end < text.length
  end = Math.min(end, MAX_TEXT_LENGTH)
  if (end === text.length) return { text, issues: [] }
  const read = end === MAX_TEXT_LENGTH ? `${figure(MAX_TEXT_LENGTH)} characters` : `${figure(MAX_TEXT_LINES)} lines`
  const size = tooManyLines && end < MAX_TEXT_LENGTH ? `${figure(lines)} lines` : `${figure(text.length)} characters`
  return {
    text: text.slice(0, end),
    issues: [{ code: 'text-cut', text: `The text is ${size} long; the first ${read} are read.` }],
  }
}
