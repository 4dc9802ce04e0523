import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Db } from './open'

/** A rendered page as it outlives the process. */
export interface KeptPage {
  readonly status: number
  /** JSON of the headers. */
  readonly headers: string
  readonly etag: string
  /** JSON of what it read; see scripts/server/reads.ts. */
  readonly reads: string
  /** Brotli. */
  readonly body: Buffer
}

export interface KeptPages {
  readonly get: (target: string) => KeptPage | undefined
  /** Keeps a page; the ones kept for longest go when there is no room. */
  readonly put: (target: string, page: KeptPage) => void
  readonly remove: (target: string) => void
  readonly close: () => void
}

const SUFFIX = '-pages'

/** The file beside a database that holds its rendered pages. It may be removed at any time. */
export function keptPagesPath(database: string): string {
  return `${database}${SUFFIX}`
}

/** Removes the rendered pages of a database, for they may show what is to be forgotten. */
export function removeKeptPages(database: string): void {
  for (const suffix of ['', '-journal']) rmSync(`${keptPagesPath(database)}${suffix}`, { force: true })
}

/**
 * Opens the rendered pages of a database, in a file of their own. Pages of another `build` of the program are dropped. Undefined
 * when the file cannot be written: then pages live as long as the process. A damaged file is begun anew.
 */
export function openKeptPages(database: string, build: string, maxBytes: number): KeptPages | undefined {
  for (let tries = 0; tries < 2; tries++) {
    try {
      return open(keptPagesPath(database), build, maxBytes)
    } catch {
      if (tries === 0) removeQuietly(database)
    }
  }
  return undefined
}

function removeQuietly(database: string): void {
  try {
    removeKeptPages(database)
  } catch {
    // The folder is read-only: the second try fails as well, and nothing is kept on disk.
  }
}

function open(path: string, build: string, maxBytes: number): KeptPages {
  const db = new Database(path, { timeout: 100 })
  // What is lost in a crash is rendered again. What is dropped is to be gone: it may be a mail somebody took back.
  for (const pragma of ['journal_mode = DELETE', 'synchronous = OFF', 'secure_delete = ON']) db.pragma(pragma)
  db.exec(`CREATE TABLE IF NOT EXISTS pages (
    id INTEGER PRIMARY KEY, target TEXT NOT NULL UNIQUE, build TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
    etag TEXT NOT NULL, reads TEXT NOT NULL, body BLOB NOT NULL) STRICT`)
  db.prepare<[string]>('DELETE FROM pages WHERE build <> ?').run(build)
  return { ...statements(db, build, maxBytes), close: () => db.close() }
}

function statements(db: Db, build: string, maxBytes: number): Omit<KeptPages, 'close'> {
  const size = 'length(body) + length(reads) + length(target)'
  let bytes = db.prepare<[], number>(`SELECT coalesce(sum(${size}), 0) FROM pages`).pluck().get() ?? 0
  const select = db.prepare<[string], KeptPage>('SELECT status, headers, etag, reads, body FROM pages WHERE target = ?')
  const insert = db.prepare(
    'INSERT INTO pages (target, build, status, headers, etag, reads, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const drop = db.prepare<[string], number>(`DELETE FROM pages WHERE target = ? RETURNING ${size}`).pluck()
  const dropOldest = db
    .prepare<[], number>(`DELETE FROM pages WHERE id = (SELECT min(id) FROM pages) RETURNING ${size}`)
    .pluck()
  const remove = (target: string) => {
    bytes -= drop.get(target) ?? 0
  }
  const quietly = (work: () => void) => {
    try {
      work()
    } catch {
      // Another process holds it, or the disk is full: the page is rendered again some day.
    }
  }
  return {
    get(target) {
      try {
        return select.get(target)
      } catch {
        return undefined
      }
    },
    put: (target, { status, headers, etag, reads, body }) =>
      quietly(() => {
        remove(target)
        insert.run(target, build, status, headers, etag, reads, body)
        bytes += body.length + reads.length + target.length
        for (let room = bytes <= maxBytes; !room; room = bytes <= maxBytes) {
          const gone = dropOldest.get()
          if (gone === undefined) break
          bytes -= gone
        }
      }),
    remove: (target) => quietly(() => remove(target)),
  }
}
