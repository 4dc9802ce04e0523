import { createReadStream, type Stats, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { parseMailDate } from '../../lib/mail/date'
import { createMboxSplitter, MboxError, type MboxItem } from '../../lib/mail/mbox'
import { type Source, SourceError, type SourceItem } from './source'

const CHUNK_BYTES = 1024 * 1024
/** Mail packs to a quarter; a file that unpacks to more than this many times its size, and to over MIN_BOMB_BYTES, is a bomb. */
const MAX_UNPACK_RATIO = 200
const MIN_BOMB_BYTES = 64 * 1024 * 1024

/**
 * An mbox file, plain or gzipped (told by its first bytes, not by its name). Throws SourceError at once when it cannot be
 * opened or is a directory; while reading, when it is no mbox, truncated, or a broken or exploding gzip.
 */
export async function openMboxFile(path: string): Promise<Source> {
  const stats = statFile(path)
  const packed = await startsWith(path, Buffer.from([0x1f, 0x8b]))
  let bytesRead = 0
  return {
    name: path,
    bytes: stats.size,
    bytesRead: () => bytesRead,
    async *items() {
      const splitter = createMboxSplitter()
      const file = createReadStream(path, { highWaterMark: CHUNK_BYTES })
      file.on('data', (chunk) => {
        bytesRead += chunk.length
      })
      let unpacked = 0
      try {
        const chunks: AsyncIterable<Buffer> = packed ? gunzip(file) : file
        for await (const chunk of chunks) {
          unpacked += chunk.length
          if (packed) refuseBomb(path, bytesRead, unpacked)
          for (const item of splitter.push(chunk)) yield toSourceItem(item)
        }
        for (const item of splitter.end()) yield toSourceItem(item)
      } catch (error) {
        throw explain(path, error, unpacked)
      } finally {
        file.destroy()
      }
    },
  }
}

function statFile(path: string): Stats {
  try {
    const stats = statSync(path)
    if (!stats.isDirectory()) return stats
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new SourceError(`${path}: ${missing ? 'there is no such file' : (error as Error).message}`)
  }
  throw new SourceError(`${path}: this is a directory; name the mbox files in it (${path.replace(/\/$/, '')}/*.mbox)`)
}

async function startsWith(path: string, magic: Buffer): Promise<boolean> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0)
      return bytesRead === magic.length && buffer.equals(magic)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new SourceError(`${path}: cannot be read: ${(error as Error).message}`)
  }
}

function gunzip(file: NodeJS.ReadableStream): AsyncIterable<Buffer> {
  const unpacker = createGunzip({ chunkSize: CHUNK_BYTES })
  file.on('error', (error) => unpacker.destroy(error))
  return file.pipe(unpacker)
}

function refuseBomb(path: string, read: number, unpacked: number): void {
  if (unpacked <= MIN_BOMB_BYTES || unpacked <= read * MAX_UNPACK_RATIO) return
  throw new SourceError(
    `${path}: ${read} bytes unpack to over ${unpacked}: no mail is packed like this, so the file was not imported`,
  )
}

function toSourceItem(item: MboxItem): SourceItem {
  if (item.kind === 'oversize') {
    return { kind: 'rejected', position: item.offset, reason: `it is ${item.bytes} bytes long, more than is kept` }
  }
  const archivedMs = item.envelopeDate === '' ? null : (parseMailDate(item.envelopeDate)?.ms ?? null)
  return { kind: 'mail', raw: item.raw, position: item.offset, archivedMs }
}

function explain(path: string, error: unknown, unpacked: number): Error {
  if (error instanceof MboxError) return new SourceError(`${path}, byte ${error.offset}: ${error.message}`)
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'Z_BUF_ERROR') {
    return new SourceError(`${path}: the gzip file is truncated (after ${unpacked} bytes of mail); download it again`)
  }
  if (code.startsWith('Z_')) {
    return new SourceError(
      `${path}: the gzip file is damaged (after ${unpacked} bytes of mail): ${(error as Error).message}`,
    )
  }
  if (code.startsWith('E') && !(error instanceof SourceError)) {
    return new SourceError(`${path}: cannot be read: ${(error as Error).message}`)
  }
  return error as Error
}
