import { MBOXRD_SEPARATOR, quoteFromLines } from './mboxrd'
import type { Address } from './types'

export interface EncodedMail {
  readonly messageId: string
  readonly subject: string
  readonly from: Address
  readonly sentAtMs: number
  /** Minutes east of UTC. */
  readonly zoneMinutes: number
  /** In UTF-8; a diff in whatever bytes it was sent. Lines end in LF, or in CRLF where the file does. */
  readonly body: Buffer
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** RFC 2047 allows 75 characters in an encoded word; 39 bytes are 52 characters of base64, which leaves room for the rest of the word. */
const WORD_BYTES = 39

/**
 * Writes a mail as one entry of an mboxrd that `git am` and our own reader accept, in UTF-8, each header on one line. Line breaks and
 * control characters in header values become blanks, so that no value can add a header.
 * A body with a line that an mbox would quote (`From now on`) is sent as quoted-printable, because `git am` does not remove the quoting; so
 * is one with carriage returns, which `git am` keeps only when they are encoded.
 * Empty lines at the end stay: they may be context lines of the last hunk that lost their blank.
 */
export function encodeMail({ messageId, subject, from, sentAtMs, zoneMinutes, body }: EncodedMail): Buffer {
  const bytes = body.toString('latin1')
  const quoted = bytes.includes('\r') || quoteFromLines(bytes) !== bytes
  const text = quoted ? encodeQuotedPrintable(bytes) : bytes
  const name = from.name === '' ? '' : `${encodeName(from.name)} `
  const headers = [
    MBOXRD_SEPARATOR,
    `Message-ID: <${headerText(messageId).replace(/[<>\s]/g, '')}>`,
    `From: ${name}<${headerText(from.email).replace(/[<>\s]/g, '')}>`,
    `Date: ${formatDate(sentAtMs, zoneMinutes)}`,
    `Subject: ${encodeWords(headerText(subject))}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Transfer-Encoding: ${quoted ? 'quoted-printable' : '8bit'}`,
  ]
  const end = text.endsWith('\n') ? '\n' : '\n\n'
  return Buffer.concat([Buffer.from(`${headers.join('\n')}\n\n`), Buffer.from(`${text}${end}`, 'latin1')])
}

/** Quoted-printable (RFC 2045, section 6.7) of a text with one character for each byte, with the F of `From ` at the start of a line encoded as well. */
function encodeQuotedPrintable(text: string): string {
  return text
    .split('\n')
    .map((line) => softBreaks(encodeBytes(line).replace(/^(>*)From /, '$1=46rom ')))
    .join('\n')
}

/** Every byte outside of printable ASCII, `=` and a blank at the end of the line becomes `=XX`. */
function encodeBytes(line: string): string {
  return line.replace(/[^ -<>-~]|[ ]$/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

/** Breaks an encoded line so that none has more than 76 characters, and never inside of an encoded byte. */
function softBreaks(line: string): string {
  return (line.match(/[^=]{1,72}|(?:=[0-9A-F]{2}|[^=]){1,24}/g) ?? []).join('=\n')
}

function headerText(text: string): string {
  return text.replace(/[\0-\x1f\x7f]+/g, ' ').trim()
}

function encodeName(name: string): string {
  const text = headerText(name)
  if (!isPlain(text)) return encodeWords(text)
  return /^[\w .'-]+$/.test(text) && !text.includes('.') ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** Whether a text is ASCII that no reader mistakes for an encoded word. */
function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !text.includes('=?')
}

/** Encoded words in base64 (RFC 2047), split between characters. */
function encodeWords(text: string): string {
  if (isPlain(text)) return text
  const words: string[] = []
  let part = ''
  for (const char of text) {
    if (Buffer.byteLength(part + char) > WORD_BYTES) {
      words.push(part)
      part = ''
    }
    part += char
  }
  words.push(part)
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ')
}

function formatDate(ms: number, zoneMinutes: number): string {
  const local = new Date(ms + zoneMinutes * 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const zone = `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zoneMinutes) / 60))}${two(Math.abs(zoneMinutes) % 60)}`
  const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
  const day = `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`
  return `${day} ${clock} ${zone}`
}
