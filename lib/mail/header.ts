import type { Issue } from '../issue'
import { isMessageId } from '../messageId'
import { figure } from '../text'
import type { MessageId } from './types'

/** Longest header block that is read, as in public-inbox; the longest of 248,000 real mails had 38,730 bytes. */
export const MAX_HEADER_BYTES = 102_400
/** Of one field no more is read, so that the fields behind a hostile one are: 1,300 recipients take 50,000. */
const MAX_FIELD_BYTES = 65_536

export interface HeaderField {
  /** Lower case. */
  readonly name: string
  /** As sent, unfolded to one line, not decoded. */
  readonly value: string
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[]
  /** Offset of the first byte of the body; the length of the mail when it has none. */
  readonly bodyOffset: number
  /** True when a blank line ends the headers, as RFC 5322 asks. */
  readonly complete: boolean
  /** True when every line begins a field or is indented, and nothing was dropped: every parser reads these the same. */
  readonly regular: boolean
}

/**
 * Splits the header block of a raw mail into its fields, in order. Folded lines are joined with their white space;
 * a line that is neither a field nor indented joins the line above it (seen in real archives). Bytes are read as UTF-8,
 * invalid ones as U+FFFD: fields that need decoding are decoded by their readers. Of a block longer than MAX_HEADER_BYTES the
 * beginning is read: cutHeaders says so. Linear in the length of the block.
 */
export function parseHeaderBlock(raw: Buffer): HeaderBlock {
  const end = findHeaderEnd(raw)
  const whole = raw.toString('utf8', 0, Math.min(end.offset, MAX_HEADER_BYTES))
  const text = whole.replaceAll('\0', '')
  let regular = text.length === whole.length && !/\r(?!\n)/.test(text)
  const fields: { name: string; value: string }[] = []
  for (const line of text.split(/\r?\n/)) {
    const last = fields[fields.length - 1]
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0))
    if (colon > 0 && colon < 80 && /^[!-9;-~]+[ \t]?$/.test(name)) {
      fields.push({ name: name.trim().toLowerCase(), value: line.slice(colon + 1).trim() })
    } else {
      const indented = line.startsWith(' ') || line.startsWith('\t')
      if (!indented || last === undefined) regular = false
      if (last !== undefined && line !== '') last.value += ` ${line.trim()}`
    }
  }
  return { fields, bodyOffset: end.bodyOffset, complete: end.complete, regular }
}

/**
 * The raw mail with its header block, and each field of it, as far as they are read, and an issue when that is not all; the
 * same buffer when it is. Linear.
 */
export function cutHeaders(raw: Buffer): { readonly raw: Buffer; readonly issues: readonly Issue[] } {
  const end = findHeaderEnd(raw)
  if (end.offset <= MAX_HEADER_BYTES) return { raw, issues: [] }
  const kept: Buffer[] = []
  let left = MAX_HEADER_BYTES
  for (let start = 0; start < end.offset && left > 1; ) {
    const stop = fieldEnd(raw, start, end.offset)
    const most = start + Math.min(left, MAX_FIELD_BYTES)
    const field = stop <= most ? raw.subarray(start, stop) : cutText(raw, start, most - 1)
    kept.push(field)
    if (field.at(-1) !== 0x0a) kept.push(LF)
    left -= stop <= most ? field.length : most - start
    start = stop
  }
  const text = `The header block is ${figure(end.offset)} bytes long; ${figure(MAX_HEADER_BYTES)} are read, of one field ${figure(MAX_FIELD_BYTES)}.`
  return {
    raw: Buffer.concat([...kept, LF, raw.subarray(end.bodyOffset)]),
    issues: [{ code: 'header-cut', text }],
  }
}

const LF = Buffer.from('\n')

/** Behind the last line of the field that begins here. */
function fieldEnd(raw: Buffer, start: number, end: number): number {
  for (let at = raw.indexOf(LF, start); at >= 0 && at < end; at = raw.indexOf(LF, at + 1)) {
    if (raw[at + 1] !== 0x20 && raw[at + 1] !== 0x09) return at + 1
  }
  return end
}

/** Without half of a sign of UTF-8 at the end. */
function cutText(raw: Buffer, start: number, end: number): Buffer {
  let to = end
  while (to > start && ((raw[to] ?? 0) & 0xc0) === 0x80) to--
  return raw.subarray(start, to)
}

const BLANK_LINE = Buffer.from('\n\n')
const BLANK_LINE_CRLF = Buffer.from('\r\n\r\n')

function findHeaderEnd(raw: Buffer): { offset: number; bodyOffset: number; complete: boolean } {
  const lf = raw.indexOf(BLANK_LINE)
  const crlf = (lf < 0 ? raw : raw.subarray(0, lf + 1)).indexOf(BLANK_LINE_CRLF)
  if (crlf >= 0) return { offset: crlf, bodyOffset: crlf + BLANK_LINE_CRLF.length, complete: true }
  if (lf >= 0) return { offset: lf, bodyOffset: lf + BLANK_LINE.length, complete: true }
  return { offset: raw.length, bodyOffset: raw.length, complete: false }
}

/** Offset of the first byte behind the blank line that ends the headers; the length of the mail when there is none. */
export function bodyOffset(raw: Buffer): number {
  return findHeaderEnd(raw).bodyOffset
}

/** Values of every field of this (lower case) name, in order. */
export function headerValues(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

/**
 * The ids between angle brackets, in order and without repeats. Comments and words outside the brackets are ignored,
 * which is what mailparser gets wrong for Gnus' `<id> (X's message of "...")`. Without any bracket, a lone word with
 * an `@` counts. Blanks inside brackets (folding) are dropped.
 */
export function parseMessageIds(field: string): MessageId[] {
  const value = withoutComments(field)
  const found: MessageId[] = []
  let open = value.indexOf('<')
  while (open >= 0) {
    const close = value.indexOf('>', open)
    if (close < 0) break
    const start = value.lastIndexOf('<', close)
    const id = cleanId(value.slice(start + 1, close))
    if (id !== '' && !found.includes(id)) found.push(id)
    open = value.indexOf('<', close)
  }
  if (found.length > 0 || value.includes('<')) return found
  const word = value.trim()
  return isMessageId(word) ? [cleanId(word)] : []
}

/**
 * Drops comments, which nest, and quoted strings that stand outside of angle brackets (RFC 5322, 3.2.2 and 3.2.4; a backslash
 * takes its meaning from the sign behind it). One that never ends is none: then the field stays as it is.
 */
function withoutComments(field: string): string {
  if (!field.includes('(') && !field.includes('"')) return field
  let kept = ''
  let depth = 0
  let inId = false
  let quoted = false
  let escaped = false
  for (const sign of field) {
    const literal: boolean = escaped
    escaped = !literal && sign === '\\' && (depth > 0 || quoted)
    if (literal || escaped) continue
    if (depth === 0 && !quoted && sign === '<') inId = true
    if (inId) kept += sign
    else if (sign === '"' && depth === 0) quoted = !quoted
    else if (quoted) continue
    else if (sign === '(') depth++
    else if (sign === ')' && depth > 0) depth--
    else if (depth === 0) kept += sign
    if (sign === '>') inId = false
  }
  return depth === 0 && !quoted ? kept : field
}

function cleanId(text: string): MessageId {
  return text.replace(/\s+/g, '') as MessageId
}
