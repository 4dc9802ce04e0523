import { bodyOffset } from '../../lib/mail/header'
import { pack, packHeaders, unpack } from './blob'

/** The columns of mails that hold the bytes of a mail. */
export interface PackedMail {
  /** The headers with the blank line below them; the whole mail when `body` is null. */
  readonly raw: Buffer
  readonly body: Buffer | null
}

/** Packs the bytes of a mail in two parts, so that a body that reads as it was sent need not be kept twice. */
export function packMail(raw: Buffer): PackedMail {
  const at = bodyOffset(raw)
  return { raw: packHeaders(raw.subarray(0, at)), body: pack(raw.subarray(at)) }
}

/** The mail as it came, byte for byte. */
export function unpackMail({ raw, body }: PackedMail): Buffer {
  return body === null ? unpack(raw) : Buffer.concat([unpack(raw), unpack(body)])
}

/** True when the bytes behind the headers are this text in UTF-8. */
export function isSentAs(raw: Buffer, text: string): boolean {
  const body = raw.subarray(bodyOffset(raw))
  return body.length >= text.length && Buffer.from(text).equals(body)
}
