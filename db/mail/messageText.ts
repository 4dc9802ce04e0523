import { bodyOffset } from '../../lib/mail/header'
import { readPlainText } from '../../lib/mail/plain'
import type { Message } from '../../lib/mail/types'
import { once } from '../../lib/once'
import type { OwnLine } from '../../lib/review/quote'
import { DamagedBytes, type PackedMail, pack, unpack, unpackMail, unpackStart } from './packedMail'

/** What was read from a mail, assembled from `messages.text` and the columns of `mails`. */
export interface StoredText {
  /** JSON: `{ to, cc }`, arrays of addresses, with `automatic: true` for a mail that a machine sent by itself, and its `succession` unless that is empty. */
  readonly recipients: string
  readonly body: string
}

/** After the recipients: the body is a plain decoding of the mail (format=flowed, quoted-printable) and is read from it again. */
const READ_AGAIN = '\r'

/**
 * Packs the recipients and, after a newline, the body. The body is left out where the mail itself gives it: in four mails of five
 * it is the very bytes below the headers, and in most of the others a plain decoding of them.
 */
export function packText(
  raw: Buffer,
  { to, cc, body, automatic, succession }: Pick<Message, 'to' | 'cc' | 'body' | 'automatic' | 'succession'>,
): Buffer {
  const recipients = JSON.stringify({
    to,
    cc,
    ...(automatic ? { automatic } : {}),
    ...(succession === '' ? {} : { succession }),
  })
  if (isSentAs(raw, body)) return pack(recipients)
  const rest = readPlainText(raw) === body ? READ_AGAIN : `\n${body}`
  return pack(`${recipients}${rest}`)
}

/** Whether the bytes below the headers are this text in UTF-8. */
function isSentAs(raw: Buffer, text: string): boolean {
  const body = raw.subarray(bodyOffset(raw))
  return body.length >= text.length && Buffer.from(text).equals(body)
}

/** Reads what packText packed. Throws DamagedBytes, also when the text is in neither of the two tables. */
export function readText({ text, raw, body }: { readonly text: Buffer } & PackedMail): StoredText {
  const stored = unpack(text).toString('utf8')
  if (stored.endsWith(READ_AGAIN)) {
    const mail = unpackMail({ raw, body })
    // Should a later program read fewer mails as plain ones, the bytes serve until everything is derived again.
    const again = readPlainText(mail) ?? mail.toString('utf8', bodyOffset(mail))
    return { recipients: stored.slice(0, -READ_AGAIN.length), body: again }
  }
  const end = stored.indexOf('\n')
  if (end >= 0) return { recipients: stored.slice(0, end), body: stored.slice(end + 1) }
  if (body === null) throw new DamagedBytes('the text of a mail is neither in messages nor in mails')
  return { recipients: stored, body: unpack(body).toString('utf8') }
}

/** Bytes of a mail that a search looks at when it is asked: words and snippets after them are not found. */
const MAX_START_BYTES = 200_000

/** As readText, but of a large mail the start of its body only, which is unpacked when it is first asked for. */
export function readTextStart({ text, raw, body }: { readonly text: Buffer } & PackedMail): StoredText {
  const stored = unpackStart(text, MAX_START_BYTES).toString('utf8')
  const end = stored.indexOf('\n')
  if (end >= 0) return { recipients: stored.slice(0, end), body: stored.slice(end + 1) }
  if (stored.endsWith(READ_AGAIN)) {
    const packed = [raw, ...(body === null ? [] : [body])]
    const start = once(
      () => readPlainText(Buffer.concat(packed.map((blob) => unpackStart(blob, MAX_START_BYTES)))) ?? '',
    )
    return {
      recipients: stored.slice(0, -READ_AGAIN.length),
      get body() {
        return start()
      },
    }
  }
  const start = once(() => (body === null ? '' : unpackStart(body, MAX_START_BYTES).toString('utf8')))
  return {
    recipients: stored,
    get body() {
      return start()
    },
  }
}

/** UTF-16 units of one mail that are searchable: a log of several megabytes would outweigh all other mail. */
const MAX_SEARCH_TEXT = 100_000

/** The part of a body that a search looks at, from the lines that its sender wrote. Quotes are found in their own mail, and diffs by their paths. */
export function searchText(own: readonly OwnLine[]): string {
  const text = own.map((line) => line.text).join('\n')
  return text.slice(0, MAX_SEARCH_TEXT)
}
