import { Libmime } from 'libmime'
import { listRawParts } from './rawParts'

const libmime = new Libmime()
const FLOWED = /(format\s{0,5}=\s{0,5}"?)flowed\b/gi
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
  if (start === undefined) return libmime.decodeFlowed(text, delSp)
  const prose = text.slice(0, start)
  const above = prose === '' ? '' : `${libmime.decodeFlowed(prose, delSp)}\n`
  return `${above}${decodeDiff(text.slice(start), delSp)}`
}

function decodeDiff(text: string, delSp: boolean): string {
  if (/^ [^ \r\n]/m.test(text) || !/^ {2}/m.test(text)) return text
  const kept: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const last = kept.at(-1) ?? ''
    if (last.endsWith(' ') && last !== '-- ' && !DIFF_LINE.test(line)) {
      kept[kept.length - 1] = (delSp ? last.slice(0, -1) : last) + line
    } else kept.push(line.startsWith(' ') ? line.slice(1) : line)
  }
  return kept.join('\n')
}

/**
 * Declares the parts of a mail to have fixed lines, for mailparser, which would join those of a diff. Returns the same buffer for a mail
 * that is not flowed or holds no diff; else the text that mailparser gives is to be decoded by decodeFlowed.
 */
export function fixLines(raw: Buffer): Buffer {
  const text = raw.toString('latin1')
  if (text.search(FLOWED) < 0) return raw
  const inDiff = listRawParts(raw).some(({ content }) => DIFF_HEAD.test(content.toString('latin1')))
  return inDiff ? Buffer.from(text.replace(FLOWED, '$1fixed'), 'latin1') : raw
}
