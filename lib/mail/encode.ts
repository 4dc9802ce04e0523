import { dropTrailing } from '../text'
import { MBOXRD_SEPARATOR, quoteFromLines } from './mboxrd'
import type { Address } from './types'

export interface EncodedMail {
  readonly messageId: string
  readonly subject: string
  readonly from: Address
  readonly sentAtMs: number
  /** Minutes east of UTC. */
  readonly zoneMinutes: number
  /** LF line ends. */
  readonly body: string
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** RFC 2047 allows 75 characters in an encoded word; 39 bytes are 52 characters of base64, which leaves room for the rest of the word. */
const WORD_BYTES = 39

/**
 * Writes a mail as one entry of an mboxrd that `git am` and our own reader accept, in UTF-8, each header on one line. Line breaks and
 * control characters in header values become blanks, so that no value can add a header.
 */
export function encodeMail({ messageId, subject, from, sentAtMs, zoneMinutes, body }: EncodedMail): string {
  const name = from.name === '' ? '' : `${encodeName(from.name)} `
  const headers = [
    MBOXRD_SEPARATOR,
    `Message-ID: <${headerText(messageId).replace(/[<>\s]/g, '')}>`,
    `From: ${name}<${headerText(from.email).replace(/[<>\s]/g, '')}>`,
    `Date: ${formatDate(sentAtMs, zoneMinutes)}`,
    `Subject: ${encodeWords(headerText(subject))}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return `${headers.join('\n')}\n\n${dropTrailing(quoteFromLines(body), '\n')}\n\n`
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
