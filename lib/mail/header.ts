import type { Issue } from '../issue'
import { isMessageId } from '../messageId'
import { figure } from '../text'
import type { MessageId } from './types'

/** Longest header block that is read, as in public-inbox; the longest of 248,000 real mails has 38,730 bytes. */
export const MAX_HEADER_BYTES = 102_400
/** Most bytes of one field that are read, so that a hostile one does not hide those after it; 1,300 recipients take 50,000. */
const MAX_FIELD_BYTES = 65_536

/** Longest subject and Message-ID field that is read, in characters; the rest reaches no regular expression and no database. */
export const MAX_HEADER_VALUE = 4_096

export interface HeaderField {
  /** Lower case. */
  readonly name: string
  /** As sent, unfolded into one line, not decoded. */
  readonly value: string
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[]
  /** Offset of the first byte of the body; the length of the mail when it has none. */
  readonly bodyOffset: number
  /** True when a blank line ends the headers, as RFC 5322 asks. */
  readonly complete: boolean
  /** True when every line starts a field or is indented, and nothing was dropped: every parser reads such headers alike. */
  readonly regular: boolean
}

/**
 * Splits the header block of a raw mail into its fields, in order. Folded lines are joined with a blank; so is a line that is
 * neither a field nor indented, which occurs in real archives. Bytes are read as UTF-8, invalid ones as U+FFFD; whoever uses a
 * field decodes it. Only the start of a block longer than MAX_HEADER_BYTES is read, which cutHeaders reports. Linear.
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
 * Cuts the header block of a raw mail, and each field in it, to what is read, and returns an issue when anything is lost. Returns the same
 * buffer when nothing is. Linear.
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
  const text = `The header block is ${figure(end.offset)} bytes long; the first ${figure(MAX_HEADER_BYTES)} are read, and at most ${figure(MAX_FIELD_BYTES)} of one field.`
  return {
    raw: Buffer.concat([...kept, LF, raw.subarray(end.bodyOffset)]),
    issues: [{ code: 'header-cut', text }],
  }
}

const LF = Buffer.from('\n')

/** Offset after the last line of the field that starts here. */
function fieldEnd(raw: Buffer, start: number, end: number): number {
  for (let at = raw.indexOf(LF, start); at >= 0 && at < end; at = raw.indexOf(LF, at + 1)) {
    if (raw[at + 1] !== 0x20 && raw[at + 1] !== 0x09) return at + 1
  }
  return end
}

/** The bytes up to `end`, without half of a UTF-8 character at the end. */
function cutText(raw: Buffer, start: number, end: number): Buffer {
  let to = end
  while (to > start && (raw.readUInt8(to) & 0xc0) === 0x80) to--
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

/** Offset of the first byte after the blank line that ends the headers; the length of the mail when there is none. */
export function bodyOffset(raw: Buffer): number {
  return findHeaderEnd(raw).bodyOffset
}

/** The values of all fields with this name, which must be in lower case, in order. */
export function headerValues(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

/**
 * The Message-IDs in a header field, in order and without repeats: anything between angle brackets, or a lone word that isMessageId
 * accepts when there are no brackets. Comments and words outside the brackets are ignored, which mailparser gets wrong for
 * Gnus' `<id> (X's message of "...")`. Blanks inside the brackets, left by folding, are dropped.
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
 * Drops comments, which nest, and quoted strings outside of angle brackets; a backslash escapes the next character (RFC 5322,
 * sections 3.2.2 and 3.2.4). The field stays as it is when a comment or string never ends.
 */
function withoutComments(field: string): string {
  if (!field.includes('(') && !field.includes('"')) return field
  let kept = ''
  let depth = 0
  let inId = false
  let quoted = false
  let escaped = false
  for (const char of field) {
    const literal: boolean = escaped
    escaped = !literal && char === '\\' && (depth > 0 || quoted)
    if (literal || escaped) continue
    if (depth === 0 && !quoted && char === '<') inId = true
    if (inId) kept += char
    else if (char === '"' && depth === 0) quoted = !quoted
    else if (quoted) continue
    else if (char === '(') depth++
    else if (char === ')' && depth > 0) depth--
    else if (depth === 0) kept += char
    if (char === '>') inId = false
  }
  return depth === 0 && !quoted ? kept : field
}

function cleanId(text: string): MessageId {
  return text.replace(/\s+/g, '') as MessageId
}
