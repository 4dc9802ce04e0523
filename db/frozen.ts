import { readFileSync, statSync } from 'node:fs'

/** Sizes of the headers of a log and of each page in it: SQLite's file format, "The Write-Ahead Log". */
const LOG_HEADER = 32
const FRAME_HEADER = 24
/** A log begins with one of these; the lowest bit says that its checksums are computed over big-endian words. */
const LOG_MAGIC = 0x377f0682
/** Where a database says that it has a log: a 2 in both bytes, while a 1 asks for none. */
const VERSIONS_AT = 18

/**
 * The bytes of a database as it is at this moment, with what its log adds to it, in the form of a database without a log. For a disk on which
 * SQLite cannot read, since it would have to create or enlarge the files beside the database. Undefined if there are more than `maxBytes`.
 */
export function readFrozen(path: string, maxBytes: number): Buffer | undefined {
  const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const logSize = size(`${path}-wal`)
  if (statSync(path).size + logSize > maxBytes) return undefined
  const bytes = readFileSync(path)
  const whole = logSize === 0 ? bytes : addLog(bytes, readFileSync(`${path}-wal`))
  whole.fill(1, VERSIONS_AT, VERSIONS_AT + 2)
  return whole
}

/** A database with the committed pages of its log. What comes after the first page with a wrong checksum was never written completely. */
function addLog(bytes: Buffer, log: Buffer): Buffer {
  if (log.length < LOG_HEADER || (log.readUInt32BE(0) & ~1) !== LOG_MAGIC) return bytes
  const pageSize = log.readUInt32BE(8)
  const salts = log.subarray(16, 24)
  const sum = openChecksum((log.readUInt32BE(0) & 1) === 1)
  sum.add(log.subarray(0, 24))
  if (!sum.is(log.subarray(24, 32))) return bytes
  let whole = bytes
  let pages = new Map<number, Buffer>()
  for (let at = LOG_HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    const page = log.subarray(at + FRAME_HEADER, at + FRAME_HEADER + pageSize)
    sum.add(log.subarray(at, at + 8))
    sum.add(page)
    if (!log.subarray(at + 8, at + 16).equals(salts) || !sum.is(log.subarray(at + 16, at + 24))) break
    pages.set(log.readUInt32BE(at), page)
    // Only the last page of a commit has the number of pages that the database has after it.
    const count = log.readUInt32BE(at + 4)
    if (count === 0) continue
    whole = resize(whole, count * pageSize)
    for (const [number, content] of pages) if (number <= count) content.copy(whole, (number - 1) * pageSize)
    pages = new Map()
  }
  return whole
}

function resize(bytes: Buffer, size: number): Buffer {
  return size <= bytes.length ? bytes.subarray(0, size) : Buffer.concat([bytes], size)
}

/** The running checksum of a log over pairs of 32-bit words. */
function openChecksum(isBigEndian: boolean) {
  let [first, second] = [0, 0]
  return {
    add(bytes: Buffer): void {
      for (let at = 0; at < bytes.length; at += 8) {
        first = (first + second + word(bytes, at, isBigEndian)) >>> 0
        second = (second + first + word(bytes, at + 4, isBigEndian)) >>> 0
      }
    },
    is: (stored: Buffer): boolean => stored.readUInt32BE(0) === first && stored.readUInt32BE(4) === second,
  }
}

function word(bytes: Buffer, at: number, isBigEndian: boolean): number {
  return isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
}
