import { figure } from '../text'
import { footerStart } from './listFooter'
import { COMMIT_LINE, MBOXRD_START, unquoteFromLines, unquoteMboxo } from './mboxrd'

/**
 * Splits the bytes of an mbox into raw mails, chunk by chunk: memory holds one mail, whatever the size of the file.
 *
 * Two formats are read. public-inbox writes mboxrd (mboxrd.ts): one `>` is removed from quoted lines, and nothing but a separator starts
 * a line with `From `. Any other mbox is read as mboxo: it is split at a strict `From sender weekday month day time year` after
 * a blank line, and only `>From ` loses its `>`. A separator right below text, without the blank line, counts when a header line follows,
 * as in files that git mailsplit reads. A file may be put together from several: each mail is read by the rules of its own separator.
 *
 * 2,629 of 248,000 real mails contain a pasted line that looks like a separator of mboxo (`From <commit> Mon Sep 17 00:00:00 2001`).
 * It starts a mail in a file of git format-patch, which starts with one. Elsewhere it does where such a file was appended: in an mboxrd,
 * and in an mboxo below the end of a mail (its signature, a list footer or the last boundary) in which no such line was pasted before.
 */

/** Larger mails are skipped and reported; the largest of 248,000 real ones has 2.9 MB. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024

/** Why a mail of this size is skipped, as a clause of a sentence. */
export function oversizeReason(bytes: number): string {
  return `it is ${figure(bytes)} bytes long; mails of up to ${figure(MAX_MESSAGE_BYTES)} are kept`
}

export type MboxItem =
  | { readonly kind: 'mail'; readonly raw: Buffer; readonly offset: number; readonly envelopeDate: string }
  | { readonly kind: 'oversize'; readonly offset: number; readonly bytes: number }

/** Something is wrong with the file as a whole, so that its import stops. `offset` is in bytes of the unpacked mbox. */
export class MboxError extends Error {
  readonly offset: number
  constructor(reason: string, offset: number) {
    super(reason)
    this.name = 'MboxError'
    this.offset = offset
  }
}

export interface MboxSplitter {
  /** Takes the next bytes and returns the mails that are complete now. Throws MboxError when the file is not an mbox. */
  push(chunk: Buffer): MboxItem[]
  /** Ends the file and returns the last mail. Throws MboxError for an empty or truncated file. */
  end(): MboxItem[]
}

const SEPARATOR =
  /^From .{0,300}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +\d{1,2}:\d\d(?::\d\d)? .{0,20}\d{4}/
/** The date as mail writes it, `From jane@example.org Thu, 1 Sep 2022 07:18:10 +0000`: counts above a header line, for prose may look like it. */
const MAIL_DATE_SEPARATOR =
  /^From \S{1,300} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), +\d{1,2} +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{4} +\d{1,2}:\d\d/
const MAX_SEPARATOR = 500
const MAX_FIELD_NAME = 80
/** Bytes above a separator that are looked at for the end of a mail. */
const MAX_MAIL_END = 600
const LF = 0x0a
/** LF, CR, blank and tab: what may be above the first separator. */
const BLANKS: ReadonlySet<number> = new Set([LF, 0x0d, 0x20, 0x09])
const BOM = Buffer.from('\ufeff')

type Format = 'rd' | 'o' | 'format-patch'

/** Starts splitting a file. A mail larger than `maxMessageBytes` is returned as an item of kind `oversize`. */
export function createMboxSplitter(maxMessageBytes = MAX_MESSAGE_BYTES): MboxSplitter {
  let buffer: Buffer = Buffer.alloc(0)
  /** File offset of buffer[0]. */
  let base = 0
  /** Of the mail that starts at buffer[0]. */
  let format: Format | undefined
  /** Whether that mail holds a pasted commit line, as far as it was searched. */
  let pasted = false
  /** Where in the buffer the search for the next separator continues. */
  let scanned = 0
  /** Bytes of an oversized mail that were already dropped; that mail starts at `oversizeStart`. */
  let dropped = 0
  let oversizeStart = 0

  const start = (): boolean => {
    const first = firstSeparator(buffer, base)
    if (first === undefined) return false
    format = first.format
    buffer = buffer.subarray(first.skip)
    base += first.skip
    scanned = 1
    return true
  }

  const cut = (end: number): MboxItem => {
    const item: MboxItem =
      dropped > 0
        ? { kind: 'oversize', offset: oversizeStart, bytes: dropped + end }
        : openMail(buffer.subarray(0, end), base)
    const result = item.kind === 'mail' && item.raw.length > maxMessageBytes ? oversize(item) : item
    dropped = 0
    return result
  }

  const drain = (final: boolean): MboxItem[] => {
    const items: MboxItem[] = []
    for (;;) {
      const next = findSeparator(buffer, scanned, { format: format ?? 'o', pasted }, final)
      pasted = next.pasted
      if (next.kind === 'none') {
        scanned = next.resume
        break
      }
      items.push(cut(next.at))
      buffer = buffer.subarray(next.at)
      base += next.at
      scanned = 1
      format = formatOf(lineAt(buffer, 0))
    }
    if (buffer.length > maxMessageBytes * 2 && scanned > MAX_SEPARATOR) {
      if (dropped === 0) oversizeStart = base
      const keep = scanned - MAX_SEPARATOR
      dropped += keep
      base += keep
      buffer = Buffer.from(buffer.subarray(keep))
      scanned = MAX_SEPARATOR
    }
    return items
  }

  return {
    push(chunk) {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
      if (format === undefined && !(buffer.length >= MAX_SEPARATOR && start())) return []
      return drain(false)
    },
    end() {
      if (format === undefined && !start()) throw new MboxError('the file is empty: there is no mail in it', 0)
      const items = drain(true)
      checkWhole(buffer, base, format ?? 'o')
      items.push(cut(buffer.length))
      return items
    },
  }
}

function oversize(item: { readonly offset: number; readonly raw: Buffer }): MboxItem {
  return { kind: 'oversize', offset: item.offset, bytes: item.raw.length }
}

/** Finds the first separator, which shows the format. Undefined for a file of blank lines; throws when the file starts with anything else. */
function firstSeparator(buffer: Buffer, base: number): { skip: number; format: Format } | undefined {
  let skip = buffer.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0
  while (skip < buffer.length && BLANKS.has(buffer[skip] ?? LF)) skip++
  if (skip === buffer.length) return undefined
  const line = lineAt(buffer, skip)
  if (line.startsWith(MBOXRD_START) || SEPARATOR.test(line) || MAIL_DATE_SEPARATOR.test(line)) {
    return { skip, format: formatOf(line) }
  }
  throw new MboxError(describeOther(buffer.subarray(skip), line), base + skip)
}

function describeOther(buffer: Buffer, line: string): string {
  const head = buffer.toString('latin1', 0, 4_096)
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(head)) {
    const title = /<title[^>]{0,200}>([^<]{0,120})/i.exec(head)?.[1]?.trim()
    return `this is an HTML page${title ? ` ("${title}")` : ''}, not an mbox: download the mbox itself (on lore, the t.mbox.gz link of a thread)`
  }
  if (head.includes('\0') || /[\x01-\x08\x0e-\x1a]/.test(head)) return 'this is a binary file, not an mbox'
  if (/^[!-9;-~]{1,80}:[ \t]/.test(line)) return 'this is a single mail without a "From " line, not an mbox'
  return `an mbox starts with a line "From sender date", this file starts with "${printable(line.slice(0, 60))}"`
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}

/** What decides where a mail ends. */
interface Mail {
  readonly format: Format
  readonly pasted: boolean
}

type Found = { readonly pasted: boolean } & (
  | { readonly kind: 'found'; readonly at: number }
  | { readonly kind: 'none'; readonly resume: number }
)

function findSeparator(buffer: Buffer, from: number, { format, pasted: before }: Mail, final: boolean): Found {
  let pasted = before
  let at = buffer.indexOf('\nFrom ', Math.max(0, from - 1))
  while (at >= 0) {
    const lineStart = at + 1
    const lineEnd = buffer.indexOf(LF, lineStart)
    // The whole line, and the start of the one below it.
    const needed = lineEnd < 0 ? lineStart + MAX_SEPARATOR : lineEnd + MAX_FIELD_NAME
    if (!final && buffer.length < needed) return { kind: 'none', resume: lineStart, pasted }
    const line = lineAt(buffer, lineStart)
    if (isSeparator(buffer, lineStart, line, { format, pasted })) return { kind: 'found', at: lineStart, pasted: false }
    pasted ||= COMMIT_LINE.test(line)
    at = buffer.indexOf('\nFrom ', lineStart)
  }
  return { kind: 'none', resume: Math.max(1, buffer.length - '\nFrom '.length), pasted }
}

function isSeparator(buffer: Buffer, lineStart: number, line: string, { format, pasted }: Mail): boolean {
  if (line.startsWith(MBOXRD_START)) return format === 'rd' || afterBlankLine(buffer, lineStart)
  const header = beforeHeader(buffer, lineStart)
  if (MAIL_DATE_SEPARATOR.test(line)) return header
  if (!SEPARATOR.test(line)) return false
  if (format === 'rd') return header && !(COMMIT_LINE.test(line) && belowPartHeaders(buffer, lineStart))
  if (COMMIT_LINE.test(line) && format === 'o') return header && !pasted && afterMailEnd(buffer, lineStart)
  return header || afterBlankLine(buffer, lineStart)
}

/** Whether a MIME part starts here: some programs write an mboxrd without quoting the files that are attached to its mails. */
function belowPartHeaders(buffer: Buffer, lineStart: number): boolean {
  const above = buffer.toString('latin1', Math.max(0, lineStart - MAX_MAIL_END), lineStart).replace(/\r\n/g, '\n')
  return /\ncontent-[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*\n$/i.test(above)
}

/** Whether the text above ends as a mail does: with a short signature (`-- `), the footer of a list, or the last boundary. */
function afterMailEnd(buffer: Buffer, lineStart: number): boolean {
  const above = buffer.toString('latin1', Math.max(0, lineStart - MAX_MAIL_END), lineStart).replace(/\r\n/g, '\n')
  if (/\n(?:-- ?\n(?:[^\n]{1,80}\n){1,5}|--[^\n]{1,72}--\n)\n{0,3}$/.test(above)) return true
  const lines = above.split('\n')
  return footerStart(lines) < lines.length
}

function afterBlankLine(buffer: Buffer, lineStart: number): boolean {
  const before = buffer[lineStart - 2]
  return before === LF || (before === 0x0d && buffer[lineStart - 3] === LF)
}

function beforeHeader(buffer: Buffer, lineStart: number): boolean {
  const end = buffer.indexOf(LF, lineStart)
  return end >= 0 && /^[!-9;-~]{1,60}:[ \t]/.test(buffer.toString('latin1', end + 1, end + MAX_FIELD_NAME))
}

function lineAt(buffer: Buffer, start: number): string {
  const end = buffer.indexOf(LF, start)
  const stop = end < 0 ? buffer.length : end
  return buffer.toString('latin1', start, Math.min(stop, start + MAX_SEPARATOR)).replace(/\r$/, '')
}

/** Removes the separator, the blank line that ends the mail, and the quoting of `From ` lines. */
function openMail(bytes: Buffer, offset: number): Extract<MboxItem, { kind: 'mail' }> {
  const lineEnd = bytes.indexOf(LF)
  const separator = lineAt(bytes, 0)
  const format = formatOf(separator)
  let end = bytes.length
  if (bytes[end - 1] === LF && bytes[end - 2] === LF) end -= 1
  else if (bytes.subarray(end - 4).equals(Buffer.from('\r\n\r\n'))) end -= 2
  const raw = lineEnd < 0 ? Buffer.alloc(0) : bytes.subarray(lineEnd + 1, Math.max(end, lineEnd + 1))
  const envelopeDate = format === 'o' ? separator.replace(/^From \S* */, '') : ''
  return { kind: 'mail', raw: unquote(raw, format), offset, envelopeDate }
}

/** The format of the mail below this separator. */
function formatOf(separator: string): Format {
  if (separator.startsWith(MBOXRD_START)) return 'rd'
  return COMMIT_LINE.test(separator) ? 'format-patch' : 'o'
}

function unquote(raw: Buffer, format: Format): Buffer {
  if (!raw.includes('>From ')) return Buffer.from(raw)
  const text = raw.toString('latin1')
  return Buffer.from(format === 'rd' ? unquoteFromLines(text) : unquoteMboxo(text), 'latin1')
}

/**
 * Rejects a truncated file. Every mbox ends with a line end and has a blank line after the headers of its last mail, and
 * that of public-inbox ends with a blank line. An mboxo that was cut right after a line of a body looks like a complete one, since nothing
 * in it says where it ends. What the last mail itself shows (a multipart without its last boundary, a hunk with too few lines) is
 * weaker evidence, and becomes an issue of that mail.
 */
function checkWhole(buffer: Buffer, base: number, format: Format): void {
  const last = buffer[buffer.length - 1]
  const headerEnds = buffer.includes('\n\n') || buffer.includes('\r\n\r\n')
  const blankLine = buffer[buffer.length - 2] === LF || buffer[buffer.length - 2] === 0x0d
  if (last !== LF || !headerEnds || (format === 'rd' && !blankLine)) {
    throw new MboxError(`the mbox is truncated: its last mail, which begins here, has no end`, base)
  }
}
