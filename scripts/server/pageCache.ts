import { statSync } from 'node:fs'
import type { Page } from './page'

const MAX_BYTES = 64 * 1024 * 1024
/** File times tick in steps of a few milliseconds: a page is kept only when the last write is older than this. */
const SETTLED_MS = 100

export interface PageCache {
  /** The page kept for this target, unless the database was written since. */
  get(target: string): Page | undefined
  /** Keeps a page that was rendered from the state `stamp()` named before rendering began. */
  put(target: string, page: Page, stamp: string): void
  /** Names the state of the database; '' when it cannot be told, and then nothing is kept. */
  stamp(): string
}

/**
 * Keeps rendered pages until the database is written: every commit touches the file or its write-ahead log, and a
 * nightly build that replaces the file changes its inode. Least recently used pages go first, by bytes.
 */
export function createPageCache(databasePath: string, maxBytes = MAX_BYTES): PageCache {
  const pages = new Map<string, { readonly page: Page; readonly bytes: number }>()
  let state = ''
  let bytes = 0
  const stamp = () => readStamp(databasePath)
  const enter = (now: string) => {
    if (now === state) return
    pages.clear()
    bytes = 0
    state = now
  }
  return {
    stamp,
    get(target) {
      enter(stamp())
      const hit = pages.get(target)
      if (hit === undefined) return undefined
      pages.delete(target)
      pages.set(target, hit)
      return hit.page
    },
    put(target, page, renderedAt) {
      if (renderedAt === '' || renderedAt !== state || pages.has(target)) return
      // Twice the plain size leaves room for the compressed forms, which are made when first asked for.
      const size = page.body.length * 2 + target.length * 2
      if (size > maxBytes / 8) return
      pages.set(target, { page, bytes: size })
      bytes += size
      for (const [oldest, entry] of pages) {
        if (bytes <= maxBytes) break
        pages.delete(oldest)
        bytes -= entry.bytes
      }
    },
  }
}

function readStamp(path: string): string {
  const parts: string[] = []
  for (const file of [path, `${path}-wal`]) {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) {
      if (file === path) return ''
      continue
    }
    if (Date.now() - stat.mtimeMs < SETTLED_MS) return ''
    parts.push(`${stat.ino}:${stat.mtimeMs}:${stat.size}`)
  }
  return parts.join(' ')
}
