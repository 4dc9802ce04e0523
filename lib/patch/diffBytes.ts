import { at } from '../at'
import { decodeText } from '../mail/charset'
import { decodeFlowed } from '../mail/flowed'
import { listRawParts, type RawPart } from '../mail/rawParts'
import { findDiffStart } from './diff'

/**
 * The body of a patch mail in bytes: the text in UTF-8, and its diff as the raw mail has it, for a patch must match the bytes of
 * the files, whatever their charset and line ends. `body` is the decoded text, or a part of it that holds the diff. A diff that
 * is found in no part of the mail as it was read (a charset that is not based on ASCII) stays in UTF-8. Never throws; linear.
 */
export function restoreDiff(body: string, raw: Buffer): Buffer {
  const lines = body.split('\n')
  const start = findDiffStart(lines, 0)
  if (start < 0) return Buffer.from(body)
  const text = lines.slice(start).join('\n')
  if (isAscii(text) && !mayHoldCr(raw)) return Buffer.from(body)
  const head = Buffer.from(
    lines
      .slice(0, start)
      .map((line) => `${line}\n`)
      .join(''),
  )
  return Buffer.concat([head, findBytes(text, listRawParts(raw)) ?? Buffer.from(text)])
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}

/** Whether a raw mail may hold carriage returns or soft line breaks that its text lost. */
function mayHoldCr(raw: Buffer): boolean {
  return (
    raw.includes('\r') ||
    /^content-transfer-encoding:\s*(?:base64|quoted)|format="?flowed/im.test(raw.toString('latin1'))
  )
}

/** The bytes of a diff, with the text after it; undefined when no part holds this diff. */
function findBytes(text: string, parts: readonly RawPart[]): Buffer | undefined {
  const wanted = text.split('\n')
  const letters = wanted.map(plainLetters)
  for (const { content, charset, flowed, delSp } of parts) {
    const sentText = content.toString('latin1').replaceAll('\0', '')
    const lines = (flowed ? decodeFlowed(sentText, delSp) : sentText).split('\n')
    const start = findDiffStart(lines.map(withoutCr), 0)
    if (start < 0) continue
    const sent = lines.slice(start)
    // Git writes no CR at the end of such a line: it comes from the mailer, which put one on every line.
    const bytes = Buffer.from((at(sent, 0).endsWith('\r') ? sent.map(withoutCr) : sent).join('\n'), 'latin1')
    const read = decodeText(bytes, charset).text.replace(/\r\n?/g, '\n').trimEnd().split('\n')
    if (read.some((line, index) => plainLetters(line).trimEnd() !== letters[index]?.trimEnd())) continue
    const rest = wanted.slice(read.length).join('\n')
    return rest.trim() === '' ? bytes : Buffer.concat([bytes, LINE_END, Buffer.from(rest)])
  }
  return undefined
}

const LINE_END = Buffer.from('\n')

function withoutCr(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** A text in which runs of letters outside of ASCII are one mark each, since two decoders may read them differently. */
function plainLetters(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, '\ufffd')
}
