import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { KeptPages } from '../../db/keptPages'
import type { DatabaseVersion } from '../../db/version'
import { createLater } from './later'
import { compress, type Page } from './page'
import type { HashReads, Read, Reads } from './reads'

const MAX_BYTES = 64 * 1024 * 1024

/** What is made of a page for later takes as long as the page: at most twenty in a second, and forty answers wait in memory. */
const LATER_MS = 50
const MAX_LATER = 40

export interface PageCache {
  /**
   * The page of a target: the kept one as long as the database gives every answer it was made of, else what `make` gives, which
   * runs once for all who wait for it. Pages of status 200 are kept.
   */
  readonly page: (target: string, make: () => Promise<Page>) => Promise<Page>
  /** Pages that are not yet on disk are made again some day. */
  readonly close: () => void
}

export interface PageCacheParts {
  readonly version: DatabaseVersion
  readonly reads: Reads
  /** Where pages outlive the process; undefined keeps them in memory alone. */
  readonly disk?: KeptPages | undefined
  readonly maxBytes?: number
  /** Milliseconds between two pages whose answers are hashed and that are written to disk. */
  readonly laterMs?: number
}

interface Entry {
  readonly page: Page
  /** Undefined: unknown, so that any commit ends it. */
  reads: HashReads | undefined
  /** The version of the database for which it is known to be true. */
  version: string
  readonly bytes: number
}

/**
 * Keeps rendered pages across imports and restarts. When the database changed, the questions that a page asked are asked again,
 * which takes a fraction of rendering; with the same answers the page is the same. Least recently used pages leave memory first, by bytes.
 */
export function createPageCache(parts: PageCacheParts): PageCache {
  const { version, reads, disk, maxBytes = MAX_BYTES, laterMs = LATER_MS } = parts
  const later = createLater(laterMs, MAX_LATER)
  const entries = new Map<string, Entry>()
  const making = new Map<string, Promise<Page>>()
  let bytes = 0
  const drop = (target: string, entry: Entry | undefined) => {
    if (entries.delete(target)) bytes -= entry?.bytes ?? 0
  }
  const keep = (target: string, entry: Entry) => {
    drop(target, entries.get(target))
    if (entry.bytes > maxBytes / 8) return
    entries.set(target, entry)
    bytes += entry.bytes
    for (const [oldest, one] of entries) {
      if (bytes <= maxBytes) break
      drop(oldest, one)
    }
  }
  const find = (target: string, now: string): Page | undefined => {
    const entry = entries.get(target)
    if (entry === undefined) return undefined
    drop(target, entry)
    if (entry.version !== now && !(entry.reads !== undefined && reads.hold(entry.reads()))) {
      disk?.remove(target)
      return undefined
    }
    entry.version = now
    entries.set(target, entry)
    bytes += entry.bytes
    return entry.page
  }
  const load = async (target: string): Promise<void> => {
    const stored = disk?.get(target)
    if (stored === undefined || entries.has(target)) return
    const page = await fromDisk(stored)
    const known = JSON.parse(stored.reads) as Read[]
    keep(target, { page, reads: () => known, version: '', bytes: sizeOf(target, page) })
  }
  const write = async (target: string, entry: Entry): Promise<void> => {
    const known = entry.reads?.()
    // What has left memory is not worth it, and what may have been taken back since must not be written.
    if (known === undefined || entries.get(target) !== entry || entry.version !== version.now()) return
    if (disk !== undefined) await toDisk(disk, target, entry.page, known)
  }
  const makeAndKeep = async (target: string, now: string, make: () => Promise<Page>): Promise<Page> => {
    await load(target).catch(() => disk?.remove(target))
    const known = find(target, now)
    if (known !== undefined) return known
    const { value: page, reads: asked } = await reads.record(make)
    if (page.status !== 200) return page
    const entry: Entry = { page, reads: asked, version: now, bytes: sizeOf(target, page) }
    keep(target, entry)
    later.add(
      target,
      () => write(target, entry),
      () => {
        entry.reads = undefined
      },
    )
    return page
  }
  return {
    async page(target, make) {
      const now = version.now()
      if (now === '') return make()
      const known = find(target, now)
      if (known !== undefined) return known
      // Who comes after a commit must not be given what was begun before it.
      const key = `${now} ${target}`
      const waiting = making.get(key)
      if (waiting !== undefined) return waiting
      const made = makeAndKeep(target, now, make).finally(() => making.delete(key))
      making.set(key, made)
      return made
    },
    close: later.close,
  }
}

/** Twice the plain size leaves room for the compressed forms, which are made when first asked for. */
function sizeOf(target: string, page: Page): number {
  return page.body.length * 2 + target.length * 2
}

async function toDisk(disk: KeptPages, target: string, page: Page, reads: readonly Read[]): Promise<void> {
  const body = await compress(page, 'br')
  const { status, headers, etag } = page
  disk.put(target, { status, headers: JSON.stringify(headers), etag, reads: JSON.stringify(reads), body })
}

const unpack = promisify(brotliDecompress)

async function fromDisk(stored: NonNullable<ReturnType<KeptPages['get']>>): Promise<Page> {
  const { status, etag, body } = stored
  const headers = JSON.parse(stored.headers) as Record<string, string>
  return { status, headers, etag, body: await unpack(body), compressed: new Map([['br', Promise.resolve(body)]]) }
}
