import { at } from '../at'
import { SIGNATURE_LINE } from '../signature'

/** Counts only where a line of a header ends or another parameter follows: a line that is no field would belong to the value. */
const FLOWED = /(format\s{0,5}=\s{0,5}"?)flowed(?="?[ \t]{0,5}(?:;|\r?\n(?:[!-9;-~]{1,80}[ \t]{0,5}:|\r?\n|[ \t])|$))/gi
const DIFF_HEAD = /^(?:diff --git |Index: )\S|^--- \S.*\r?\n\+\+\+ \S/m
/** What a line of a diff starts with, stuffed or not. */
const DIFF_LINE = /^(?:[ +\-@\\]|diff |index |$)/

/**
 * Joins the lines of a format=flowed text and removes the blanks that protect its lines (RFC 3676). In a diff both are undone only where
 * they were done: blanks, when every context line has two, which mutt and Thunderbird write; and line breaks, when the next line cannot
 * be one of a diff. Senders of the former leave blanks at the ends of lines, which mean nothing then. Linear.
 */
export function decodeFlowed(text: string, delSp: boolean): string {
  const start = DIFF_HEAD.exec(text)?.index
  if (start === undefined) return decodeProse(text, delSp)
  const prose = text.slice(0, start)
  const above = prose === '' ? '' : `${decodeProse(prose.replace(/\r?\n$/, ''), delSp)}\n`
  return `${above}${decodeDiff(text.slice(start), delSp)}`
}

/** Quote marks at the start of a line; `> >` is written although RFC 3676 has `>>`. */
const MARKS = /^(?:> ?)*/

/**
 * Joins lines of one quote depth. A line of another depth ends the paragraph, and so does an empty line, which a quoted one is when it has
 * nothing but its marks and the blank that protects it; a signature mark stands alone. libmime knows no depth: there the line `> ` joins the
 * empty line and the answer below it to the quotation.
 */
function decodeProse(text: string, delSp: boolean): string {
  const paragraphs: string[] = []
  let pieces: string[] = []
  let open: number | undefined
  for (const line of text.split(/\r?\n/)) {
    const marks = at(MARKS.exec(line) ?? [''], 0).trimEnd()
    const depth = marks.replaceAll(' ', '').length
    // A blank after the marks protects what follows.
    const content = line.slice(marks.length).replace(/^ /, '')
    if (open === depth && content !== '' && content !== SIGNATURE_LINE) {
      if (delSp) pieces.push(at(pieces.splice(-1), 0).slice(0, -1))
      pieces.push(content)
    } else {
      if (pieces.length > 0) paragraphs.push(pieces.join(''))
      pieces = [depth === 0 ? content : line]
    }
    open = content.endsWith(' ') && content !== SIGNATURE_LINE ? depth : undefined
  }
  return [...paragraphs, pieces.join('')].join('\n')
}

function decodeDiff(text: string, delSp: boolean): string {
  if (/^ [^ \r\n]/m.test(text) || !/^ {2}/m.test(text)) return text
  const kept: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const last = kept.at(-1) ?? ''
    if (last.endsWith(' ') && last !== SIGNATURE_LINE && !DIFF_LINE.test(line)) {
      kept[kept.length - 1] = (delSp ? last.slice(0, -1) : last) + line
    } else kept.push(line.startsWith(' ') ? line.slice(1) : line)
  }
  return kept.join('\n')
}

/**
 * Declares the parts of a mail to have fixed lines, for mailparser, which would join them without regard to quotes and diffs. Returns the same
 * buffer for a mail that is not flowed; else the text that mailparser gives is to be decoded by decodeFlowed.
 */
export function fixLines(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  return text.search(FLOWED) < 0 ? raw : Buffer.from(text.replace(FLOWED, '$1fixed'), 'latin1')
}
