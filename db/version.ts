import { statSync } from 'node:fs'
import type { Statement } from 'better-sqlite3'
import { type Db, openReader } from './open'

export interface DatabaseVersion {
  /** A cheap name for the state that readers see now. It changes with every commit, never earlier. '' if there is no database. */
  readonly now: () => string
  readonly close: () => void
}

/** Watches a database, which may not exist yet or be replaced by another file. The names have no meaning in another process. */
export function watchVersion(path: string): DatabaseVersion {
  // The statement is compiled once, because every request runs it.
  let open: { readonly db: Db; readonly read: Statement; readonly inode: bigint; readonly order: number } | undefined
  let opened = 0
  const close = () => {
    open?.db.close()
    open = undefined
  }
  const connect = (): typeof open => {
    const inode = statSync(path, { bigint: true, throwIfNoEntry: false })?.ino
    if (inode === undefined) close()
    else if (open?.inode !== inode) {
      close()
      const db = openReader(path)
      open = { db, read: db.prepare('PRAGMA data_version').pluck(), inode, order: opened++ }
    }
    return open
  }
  return {
    close,
    now() {
      try {
        const found = connect()
        return found === undefined ? '' : `${found.order}:${String(found.read.get())}`
      } catch {
        close()
        return ''
      }
    },
  }
}
