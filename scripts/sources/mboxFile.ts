import { createReadStream, type Stats, statSync } from 'node:fs'
import { CHUNK_BYTES, readMbox } from './mboxStream'
import { type Source, SourceError, type SourceItem } from './source'

/**
 * Opens an mbox file, plain or gzipped (recognised by its first bytes, not its name). Throws SourceError at once if it does not
 * exist or is a directory, and while reading if it is not an mbox, is truncated, or is a damaged gzip or a zip bomb. Its cursor
 * is its size and modification time: an unchanged file is not read again.
 */
export function openMboxFile(path: string, name = path): Source {
  const stats = statFile(path)
  const state = JSON.stringify({ size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino })
  let bytesRead = 0
  return {
    name,
    kind: 'mbox file',
    bytes: stats.size,
    bytesRead: () => bytesRead,
    async *items(cursor): AsyncGenerator<SourceItem> {
      if (cursor === state) return
      yield* readMbox(
        name,
        readFile(path, (bytes) => {
          bytesRead += bytes
        }),
      )
      yield { kind: 'cursor', cursor: state }
    },
  }
}

async function* readFile(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      onRead(chunk.length)
      yield chunk
    }
  } finally {
    file.destroy()
  }
}

function statFile(path: string): Stats {
  try {
    const stats = statSync(path)
    if (!stats.isDirectory()) return stats
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new SourceError(`${path}: ${missing ? 'no such file' : (error as Error).message}`)
  }
  throw new SourceError(
    `${path}: this directory is not a mail archive (git, Maildir or .eml files); name the mbox files in it (${path.replace(/\/$/, '')}/*.mbox)`,
  )
}
