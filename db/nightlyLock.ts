import { existsSync, statSync, utimesSync } from 'node:fs'
import Database from 'better-sqlite3'
import { errorCode, realFile } from './disk'
import type { Db } from './open'

/** How long a new run waits for readers that are checking whether a run is under way. */
const READER_MS = 1_000

/** A write that ends within this time, such as a correction, is not worth waiting for with a message. */
const WRITER_MS = 1_000

/** A lock that a process holds until it releases it or ends, however it ends. */
export interface FileLock {
  readonly release: () => void
}

/**
 * Takes the lock that keeps two nightly runs off one database; undefined when another process has it. It is the file `DATABASE-nightly`,
 * and its time says when the run began. The lock is not in the database itself because a run writes there in many transactions.
 */
export function takeNightlyLock(database: string, nowMs: number): FileLock | undefined {
  const path = lockPath(database)
  const lock = takeFileLock(path)
  if (lock !== undefined) utimesSync(path, nowMs / 1_000, nowMs / 1_000)
  return lock
}

/** Takes a lock; undefined when another process has it. It is an open transaction on an empty database, which is made if it is missing. */
export function takeFileLock(path: string): FileLock | undefined {
  const file = new Database(path, { timeout: READER_MS })
  try {
    file.exec('BEGIN EXCLUSIVE')
    return { release: () => void file.close() }
  } catch (error) {
    file.close()
    if (errorCode(error) === 'SQLITE_BUSY') return undefined
    throw error
  }
}

/** When the nightly run that is under way on a database file began, in milliseconds; undefined when there is none. */
export function findNightlyRun(database: string): number | undefined {
  const path = lockPath(database)
  if (!existsSync(path)) return undefined
  const file = new Database(path, { readonly: true, timeout: 0 })
  try {
    file.pragma('schema_version')
    return undefined
  } catch (error) {
    if (errorCode(error) === 'SQLITE_BUSY') return statSync(path).mtimeMs
    throw error
  } finally {
    file.close()
  }
}

/** Like findNightlyRun, for an open database. A database in memory has no nightly run. */
export function findNightlyRunOf(db: Db): number | undefined {
  return db.memory || db.name === '' ? undefined : findNightlyRun(db.name)
}

/** Whether another process is writing to a database: importing, rebuilding or upgrading it. */
export function isBeingWritten(database: string): boolean {
  const file = new Database(database, { fileMustExist: true, timeout: WRITER_MS })
  try {
    file.exec('BEGIN IMMEDIATE; ROLLBACK')
    return false
  } catch (error) {
    // Any other error is one for the run itself to meet.
    return errorCode(error).startsWith('SQLITE_BUSY')
  } finally {
    file.close()
  }
}

function lockPath(database: string): string {
  return `${realFile(database)}-nightly`
}
