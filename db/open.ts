import { readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Db = Database.Database

/** Version of the schema this code reads and writes: the number of the newest file in db/migrations. */
export const SCHEMA_VERSION = 10

export const DEFAULT_PATH = 'db/reroll.sqlite'

/** A database that this program cannot use; the message says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** A database on a read-only disk is read into memory up to this size. */
const MAX_FROZEN_BYTES = 1024 * 1024 * 1024

/** Milliseconds to wait for another process's lock before giving up. */
const BUSY_MS = 10_000

/**
 * Opens a database for reading only: nothing can be written through the handle, not even by a statement that tries.
 * Throws DatabaseError when the file is missing, is no database, or has another schema.
 */
export function openReader(path: string): Db {
  let db: Db
  try {
    db = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
  } catch (error) {
    throw new DatabaseError(
      `${path}: cannot be opened (${(error as Error).message}); import mail first: npm run ingest -- FILE`,
    )
  }
  if (needsLog(db)) {
    db.close()
    db = openFrozen(path)
  }
  db.pragma('query_only = 1')
  db.pragma('trusted_schema = 0')
  checkSchema(db, path)
  return db
}

/** Whether reading fails only because SQLite cannot make the log and its index beside the file. */
function needsLog(db: Db): boolean {
  try {
    db.pragma('user_version')
    return false
  } catch (error) {
    return /^SQLITE_(?:CANTOPEN|READONLY)/.test((error as NodeJS.ErrnoException).code ?? '')
  }
}

/**
 * A database on a disk or in a folder that is read-only. Nothing can be written to it, so a copy in memory serves as well. Throws
 * DatabaseError when part of it still stands in its log.
 */
function openFrozen(path: string): Db {
  const unfinished = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  if (unfinished || statSync(path).size > MAX_FROZEN_BYTES) {
    const why = unfinished ? 'it has a log that must be written back' : 'it is too large to be read into memory'
    throw new DatabaseError(
      `${path}: its folder is read-only, and ${why}: copy it with "reroll backup FILE" where it can be written`,
    )
  }
  const bytes = readFileSync(path)
  // File format, "Database Header": 2 asks for a log, 1 does not.
  bytes.fill(1, 18, 20)
  return new Database(bytes, { readonly: true })
}

/** Reads `user_version`; throws DatabaseError unless it is this program's. */
export function checkSchema(db: Db, path: string): void {
  const version = readSchemaVersion(db, path)
  if (version === SCHEMA_VERSION) return
  const advice =
    version > SCHEMA_VERSION
      ? 'it was written by a newer version of Reroll: update the program'
      : 'it is from an older version of Reroll: start the program again (npm start), or import or rebuild, to bring it up to date'
  throw new DatabaseError(`${path}: schema ${version}, this program needs ${SCHEMA_VERSION}; ${advice}`)
}

/** `user_version` of a database; throws DatabaseError when the file is not one, and SQLite's error when it cannot be read. */
export function readSchemaVersion(db: Db, path: string): number {
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'SQLITE_NOTADB') throw error
    throw new DatabaseError(`${path}: ${(error as Error).message}; it is not a Reroll database`)
  }
}
