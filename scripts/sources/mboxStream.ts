import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parseMailDate } from '../../lib/mail/date'
import { createMboxSplitter, MboxError, type MboxItem, oversizeReason } from '../../lib/mail/mboxSplitter'
import { createPipermailRestorer } from '../../lib/mail/pipermailMonth'
import { figure } from '../../lib/text'
import { SourceError, type SourceMail, type SourceRejection } from './source'

export const CHUNK_BYTES = 1024 * 1024
/** Mail compresses to about a quarter. A file that expands more than this many times, and beyond MIN_BOMB_BYTES, is a bomb. */
const MAX_UNPACK_RATIO = 200
const MIN_BOMB_BYTES = 64 * 1024 * 1024
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])
const MAGIC_BYTES = 4
/** Formats that Node 20 cannot decompress: their first bytes, and the program that can. */
const OTHER_PACKING: readonly (readonly [string, string, string])[] = [
  ['28b52ffd', 'zstd', 'zstd -dc'],
  ['fd377a58', 'xz', 'xz -dc'],
  ['425a68', 'bzip2', 'bzip2 -dc'],
  ['504b0304', 'zip', 'unzip -p'],
]

export type MboxStreamItem =
  | ({ readonly kind: 'mail' } & SourceMail)
  | ({ readonly kind: 'rejected' } & SourceRejection)

/**
 * Splits an mbox that arrives in chunks into mails; plain or gzipped, recognised by its first bytes. `name` starts every error
 * message. Throws SourceError if it is not an mbox, is truncated, or is a damaged gzip or a bomb. One mail is held in memory.
 */
export async function* readMbox(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<MboxStreamItem> {
  const splitter = createMboxSplitter()
  const restore = createPipermailRestorer()
  for await (const chunk of unpackChunks(name, chunks)) {
    for (const item of guarded(name, () => splitter.push(chunk))) yield toSourceItem(item, restore)
  }
  for (const item of guarded(name, () => splitter.end())) yield toSourceItem(item, restore)
}

/** Splits an mbox that is already in memory; see readMbox. */
export function readMboxBytes(name: string, bytes: Buffer): AsyncGenerator<MboxStreamItem> {
  return readMbox(name, Readable.from([bytes]))
}

/**
 * Passes bytes through, decompressed if they are gzip (several members in a row are one file). Throws SourceError if the gzip
 * is truncated, damaged or a bomb, or if reading fails.
 */
export async function* unpackChunks(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [read, unpacked] = [0, 0]
  const count = (chunk: Buffer) => {
    read += chunk.length
  }
  try {
    const { first, all } = await peek(chunks, count)
    refusePacked(name, first)
    const packed = first.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC)
    for await (const chunk of packed ? gunzip(all) : all) {
      unpacked += chunk.length
      if (packed) refuseBomb(name, read, unpacked)
      yield chunk
    }
  } catch (error) {
    throw explain(name, error, unpacked)
  }
}

/** Decompresses bytes in memory if they are gzip. Throws SourceError as unpackChunks does, and if the result exceeds `maxBytes`. */
export async function unpackBytes(name: string, bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of unpackChunks(name, Readable.from([bytes]))) {
    total += chunk.length
    if (total > maxBytes) throw new SourceError(`${name}: decompresses to more than the limit of ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

interface Peeked {
  readonly first: Buffer
  readonly all: AsyncIterable<Buffer>
}

/** Reads the first bytes and returns them, with an iterable that yields everything from the start. */
async function peek(chunks: AsyncIterable<Buffer>, onRead: (chunk: Buffer) => void): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  let ended = false
  while (first.length < MAGIC_BYTES && !ended) {
    const next = await iterator.next()
    if (next.done === true) ended = true
    else {
      onRead(next.value)
      first = Buffer.concat([first, next.value])
    }
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (first.length > 0) yield first
      while (!ended) {
        const next = await iterator.next()
        if (next.done === true) return
        onRead(next.value)
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  return { first, all: all() }
}

function refusePacked(name: string, first: Buffer): void {
  const magic = first.toString('hex', 0, MAGIC_BYTES)
  const other = OTHER_PACKING.find(([bytes]) => magic.startsWith(bytes))
  if (other === undefined) return
  const [, kind, unpack] = other
  throw new SourceError(
    `${name}: this is a ${kind} file, which cannot be decompressed here; run ${unpack} FILE | npm run ingest -- -`,
  )
}

function gunzip(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const unpacker = createGunzip({ chunkSize: CHUNK_BYTES })
  const input = Readable.from(packed)
  input.on('error', (error) => unpacker.destroy(error))
  unpacker.on('close', () => input.destroy())
  return input.pipe(unpacker)
}

function refuseBomb(name: string, read: number, unpacked: number): void {
  if (unpacked <= MIN_BOMB_BYTES || unpacked <= read * MAX_UNPACK_RATIO) return
  throw new SourceError(
    `${name}: ${figure(read)} bytes decompress to over ${figure(unpacked)}, more than ${MAX_UNPACK_RATIO} times the size; mail never compresses that well, so the file was not imported`,
  )
}

function guarded(name: string, split: () => MboxItem[]): MboxItem[] {
  try {
    return split()
  } catch (error) {
    if (error instanceof MboxError) throw new SourceError(`${name}, byte ${error.offset}: ${error.message}`)
    throw error
  }
}

/** Every mail goes through `restore`, because a pipermail month is an mbox that differs only in its From headers. */
function toSourceItem(item: MboxItem, restore: (raw: Buffer) => Buffer): MboxStreamItem {
  if (item.kind === 'oversize') {
    return { kind: 'rejected', position: item.offset, reason: oversizeReason(item.bytes) }
  }
  const archivedMs = item.envelopeDate === '' ? null : (parseMailDate(item.envelopeDate)?.ms ?? null)
  return { kind: 'mail', raw: restore(item.raw), position: item.offset, archivedMs }
}

function explain(name: string, error: unknown, unpacked: number): Error {
  if (error instanceof SourceError) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') {
    return new SourceError(`${name}: the gzip file is truncated after ${unpacked} bytes of mail; download it again`)
  }
  if (code.startsWith('Z_')) {
    return new SourceError(
      `${name}: the gzip file is damaged after ${unpacked} bytes of mail (${message}); download it again`,
    )
  }
  if (code.startsWith('E')) return new SourceError(`${name}: cannot be read: ${message}`)
  return error as Error
}
