import { bodyOffset } from '../../lib/mail/header'
import { readPlainText } from '../../lib/mail/plain'
import type { Message } from '../../lib/mail/types'
import { rememberByText } from '../../lib/memo'
import { pack, unpack } from './blob'
import { isSentAs, type PackedMail, unpackMail } from './rawMail'

/** What was read of a mail, from messages.text and the columns of mails. */
export interface StoredText {
  /** JSON: `{ to, cc }`, arrays of addresses. */
  readonly recipients: string
  readonly body: string
}

/** Behind the recipients: the body is read again from the mail, of which it is a plain decoding (format=flowed, quoted-printable). */
const READ_AGAIN = '\r'

/**
 * The recipients, and behind a line end the body where it cannot be had from the mail itself: of four mails in five it is the
 * very bytes below the headers, of most others a plain decoding of them.
 */
export function packText(raw: Buffer, { to, cc, body }: Message): Buffer {
  const recipients = JSON.stringify({ to, cc })
  if (isSentAs(raw, body)) return packRecipients(recipients)
  const behind = readPlainText(raw) === body ? READ_AGAIN : `\n${body}`
  return pack(`${recipients}${behind}`)
}

/** Three in five mails of a thread have the recipients of another. */
const packRecipients = rememberByText(pack, 300_000)

/** Packed bytes that may be recipients alone, as nearly all are. */
const MAX_RECIPIENTS = 2_000
const unpackText = (packed: Buffer): string => unpack(packed).toString('utf8')
const unpackRecipients = rememberByText((packed) => unpackText(Buffer.from(packed, 'latin1')), 300_000)

/** Takes apart what packText made. Throws when the mail beside it is gone. */
export function readText({ text, raw, body }: { readonly text: Buffer } & PackedMail): StoredText {
  const stored = text.length <= MAX_RECIPIENTS ? unpackRecipients(text.toString('latin1')) : unpackText(text)
  if (stored.endsWith(READ_AGAIN)) {
    const mail = unpackMail({ raw, body })
    // Should the rules for plain mails become narrower, it reads as it was sent until everything is derived again.
    const again = readPlainText(mail) ?? mail.toString('utf8', bodyOffset(mail))
    return { recipients: stored.slice(0, -READ_AGAIN.length), body: again }
  }
  const end = stored.indexOf('\n')
  if (end >= 0) return { recipients: stored.slice(0, end), body: stored.slice(end + 1) }
  if (body === null) throw new Error('a mail has its text neither in messages nor in mails')
  return { recipients: stored, body: unpack(body).toString('utf8') }
}
