import type { Issue } from '../issue'
import { figure } from '../text'

/** Most lines of one mail that are read. The longest of 248,000 real mails, a diff that removes an architecture, has 104,312. */
export const MAX_TEXT_LINES = 200_000
/** Most characters (UTF-16 units) of one mail that are read; the largest of those mails has 2.9 million. */
export const MAX_TEXT_LENGTH = 8_388_608
/** Most characters of one line that are read; the longest line of those mails has 1,328. */
export const MAX_LINE_LENGTH = 100_000

/** Cuts a text to what is read, with an issue for each limit that it exceeds. Linear. */
export function limitText(text: string): { readonly text: string; readonly issues: readonly Issue[] } {
  // This short, it can have neither a line that is too long nor too many lines.
  if (text.length <= Math.min(MAX_LINE_LENGTH, MAX_TEXT_LINES)) return { text, issues: [] }
  const lines = cutLongLines(text)
  const all = cutLength(lines.text)
  return {
    text: all.text,
    issues: [...lines.issues, ...all.issues].map((sentence) => ({ code: 'text-cut', text: sentence })),
  }
}

interface Cut {
  readonly text: string
  readonly issues: readonly string[]
}

function cutLongLines(text: string): Cut {
  const pieces: string[] = []
  let [from, line, long] = [0, 0, 0]
  let first = ''
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf('\n', start)
    const end = next < 0 ? text.length : next
    line++
    if (end - start > MAX_LINE_LENGTH) {
      pieces.push(text.slice(from, start + MAX_LINE_LENGTH))
      from = end
      long++
      if (long === 1) first = `Line ${figure(line)} is ${figure(end - start)} characters long`
    }
    start = end + 1
  }
  if (long === 0) return { text, issues: [] }
  pieces.push(text.slice(from))
  const more =
    long === 1 ? '' : `, and ${long === 2 ? '1 more line is' : `${figure(long - 1)} more lines are`} too long`
  return {
    text: pieces.join(''),
    issues: [`${first}${more}; at most ${figure(MAX_LINE_LENGTH)} of one line are read.`],
  }
}

/** Cuts a text with too many lines after a whole line. */
function cutLength(text: string): Cut {
  let lines = 0
  let end = text.length
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++
    if (lines === MAX_TEXT_LINES) end = at + 1
  }
  if (Math.min(end, MAX_TEXT_LENGTH) === text.length) return { text, issues: [] }
  const long = end > MAX_TEXT_LENGTH
  const [size, read] = long ? [text.length, MAX_TEXT_LENGTH] : [lines, MAX_TEXT_LINES]
  const unit = long ? 'characters' : 'lines'
  return {
    text: text.slice(0, Math.min(end, MAX_TEXT_LENGTH)),
    issues: [`The text is ${figure(size)} ${unit} long; the first ${figure(read)} ${unit} are read.`],
  }
}
