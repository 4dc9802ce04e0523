import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib'
import { bodyOffset } from '../../lib/mail/header'
import { HEADER_WORDS } from './headerWords'

/** The columns of `mails` that hold the bytes of a mail. */
export interface PackedMail {
  /** The headers and the blank line below them; in a mail that an older program stored the whole mail, and `body` is null. */
  readonly raw: Buffer
  readonly body: Buffer | null
}

/** Bytes in the database that are not what this program stored there. */
export class DamagedBytes extends Error {
  override readonly name = 'DamagedBytes'
}

/** Nothing larger is ever packed, so a longer text means that the database is damaged. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
const LF = 0x0a
/** Compared with zlib's default, the result is a fiftieth larger and takes two thirds of the time. */
const LEVEL = 4

/** Packs the bytes of a mail. Headers and body apart, so that a body that is plain text need not be stored a second time as text. */
export function packMail(raw: Buffer): PackedMail {
  const at = bodyOffset(raw)
  return { raw: packHeaders(raw.subarray(0, at)), body: pack(raw.subarray(at)) }
}

/** The mail as it came, byte for byte. */
export function unpackMail({ raw, body }: PackedMail): Buffer {
  return body === null ? unpack(raw) : Buffer.concat([unpack(raw), unpack(body)])
}

/** Compresses bytes for a BLOB column. The same bytes always give the same result. */
export function pack(bytes: Buffer | string): Buffer {
  return deflateRawSync(bytes, { level: LEVEL, chunkSize: chunkFor(bytes.length) })
}

/** Compresses the headers of a mail to three quarters of what `pack` makes of them: headers of all mails have much text in common. */
export function packHeaders(bytes: Buffer): Buffer {
  return deflateRawSync(bytes, { level: LEVEL, dictionary: HEADER_WORDS, chunkSize: chunkFor(bytes.length) })
}

/** The bytes that `pack` or `packHeaders` was given. Throws DamagedBytes. */
export function unpack(blob: Buffer): Buffer {
  // zlib ignores the dictionary for a text that was compressed without one.
  const chunkSize = chunkFor(6 * blob.length)
  return inflate(blob, { chunkSize })
}

/** The first bytes of what was packed: all of them if they are at most `bytes`, else up to the end of a line. Bounded, whatever the blob holds. */
export function unpackStart(blob: Buffer, bytes: number): Buffer {
  const start = inflate(blob.subarray(0, bytes), {
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: chunkFor(6 * blob.length),
  })
  if (start.length <= bytes && blob.length <= bytes) return start
  const cut = start.subarray(0, bytes)
  const end = cut.lastIndexOf(LF)
  return end < 0 ? cut : cut.subarray(0, end + 1)
}

function inflate(blob: Buffer, options: ZlibOptions): Buffer {
  try {
    return inflateRawSync(blob, { ...options, maxOutputLength: MAX_UNPACKED_BYTES, dictionary: HEADER_WORDS })
  } catch (cause) {
    throw new DamagedBytes((cause as Error).message, { cause })
  }
}

/** How much memory zlib reserves for a result of about this size. Its default of 16 kB doubles the time for the many short texts. */
function chunkFor(bytes: number): number {
  return Math.min(Math.max(bytes, 64), 64 * 1024)
}
