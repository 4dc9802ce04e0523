import type { Db } from '../open'

/** Ends a transaction that failed, if it is still open. Never throws: the failure itself is what must be told, and closing rolls back as well. */
export function rollBack(db: Db): void {
  if (!db.inTransaction) return
  try {
    db.exec('ROLLBACK')
  } catch {
    // The disk that failed the transaction may fail this too.
  }
}
