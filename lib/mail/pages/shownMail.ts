import { dropTrailing } from '../../text'
import type { Address, MessageId } from '../types'

/** A mail as a page of an archive shows it, with header values as text, not encoded. */
export interface ShownMail {
  readonly messageId: MessageId | null
  readonly from: Address
  /** As shown on the page. */
  readonly date: string
  readonly subject: string
  readonly inReplyTo: MessageId | null
  readonly body: string
}

/** Writes the mail as a raw mail, to be read like any other. Line breaks in values become blanks, so that no value can add a header. */
export function encodeShownMail({ messageId, from, date, subject, inReplyTo, body }: ShownMail): Buffer {
  const value = (text: string) => text.replace(/[\0-\x1f\x7f]+/g, ' ').trim()
  const id = (text: string) => value(text).replace(/[<>\s]/g, '')
  const name = from.name === '' ? '' : `"${value(from.name).replace(/["\\]/g, '\\$&')}" `
  const headers = [
    ...(messageId === null ? [] : [`Message-ID: <${id(messageId)}>`]),
    `From: ${name}${from.email === '' ? '' : `<${id(from.email)}>`}`.trimEnd(),
    `Date: ${value(date)}`,
    `Subject: ${value(subject)}`,
    ...(inReplyTo === null ? [] : [`In-Reply-To: <${id(inReplyTo)}>`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return Buffer.from(`${headers.join('\n')}\n\n${dropTrailing(body, '\n')}\n`)
}
