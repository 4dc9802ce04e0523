import type { Statement } from 'better-sqlite3'
import { createCurrentReader } from './currentReader'
import type { Db } from './open'
import { replicaStamp } from './replica'

export interface DatabaseVersion {
  /** A cheap name for the state that readers see now. It changes with every commit, never earlier. '' if there is no database. */
  readonly now: () => string
  readonly close: () => void
}

/** Watches a database, which may not exist yet or be replaced by another file. The names have no meaning in another process. */
export function watchVersion(path: string): DatabaseVersion {
  const reader = createCurrentReader(path)
  // The statement is compiled once, because every request runs it.
  let known: { readonly db: Db; readonly read: Statement; readonly order: number } | undefined
  let opened = 0
  return {
    close: reader.close,
    now() {
      try {
        const db = reader.get()
        if (known?.db !== db) known = { db, read: db.prepare('PRAGMA data_version').pluck(), order: opened++ }
        return `${known.order}:${String(known.read.get())}${replicaStamp(path, Date.now())}`
      } catch {
        reader.close()
        return ''
      }
    },
  }
}
