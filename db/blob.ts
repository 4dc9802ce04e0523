import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Largest text that is unpacked: nothing larger is ever packed, so more means a damaged database. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024

/** Compresses bytes for a BLOB column; deterministic. */
export function pack(bytes: Buffer | string): Buffer {
  return deflateRawSync(bytes)
}

/** The bytes that `pack` was given. Throws on a damaged blob. */
export function unpack(blob: Buffer): Buffer {
  return inflateRawSync(blob, { maxOutputLength: MAX_UNPACKED_BYTES })
}
