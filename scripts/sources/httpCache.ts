import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Younger answers are not fetched again. b4 caches for the same time. */
const FRESH_MS = 10 * 60_000
const LF = 0x0a

/** The answer of a server. */
export interface Fetched {
  readonly status: number
  /** The URL that answered, after redirects. */
  readonly url: string
  readonly type: string
  readonly body: Buffer
}

export interface HttpCache {
  readonly find: (key: string) => Fetched | undefined
  readonly put: (key: string, fetched: Fetched) => void
}

/**
 * Answers of the last ten minutes, one file each: a line of JSON, then the body. If the folder cannot be written, nothing is
 * ever found in the cache.
 */
export function openHttpCache(folder: string, nowMs: () => number = Date.now): HttpCache {
  const pathOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))
  return {
    find(key) {
      try {
        const path = pathOf(key)
        if (!isFresh(nowMs() - statSync(path).mtimeMs)) return undefined
        return decode(readFileSync(path))
      } catch {
        return undefined
      }
    },
    put(key, { status, url, type, body }) {
      try {
        mkdirSync(folder, { recursive: true })
        removeOld(folder, nowMs())
        const path = pathOf(key)
        const half = `${path}.${process.pid}`
        writeFileSync(half, Buffer.concat([Buffer.from(`${JSON.stringify({ status, url, type })}\n`), body]))
        renameSync(half, path)
      } catch {
        // The caller has the answer already; without the cache it is fetched again next time.
      }
    },
  }
}

/** A file dated in the future was written under a wrong clock; allow a minute of skew between machines. */
function isFresh(ageMs: number): boolean {
  return ageMs > -60_000 && ageMs <= FRESH_MS
}

function decode(file: Buffer): Fetched {
  const end = file.indexOf(LF)
  const { status, url, type } = JSON.parse(file.toString('utf8', 0, end)) as Omit<Fetched, 'body'>
  return { status, url, type, body: file.subarray(end + 1) }
}

function removeOld(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!isFresh(nowMs - statSync(path).mtimeMs)) rmSync(path, { force: true })
  }
}
