import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { errorCode, isDiskFull } from './disk'
import { readFrozen } from './frozen'

export type Db = Database.Database

/** Version of the schema that this code reads and writes: the number of the newest file in db/migrations. */
export const SCHEMA_VERSION = 25

/** No program will have a schema of a larger number: the header of the database is damaged. */
const LARGEST_VERSION = 9_999

export const DEFAULT_PATH = 'db/reroll.sqlite'

/** A database that this program cannot use. The message names the file and says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** A database on a disk that is read-only or full is read into memory up to this size. */
const MAX_FROZEN_BYTES = 1024 * 1024 * 1024

/** Queries have about a hundred texts; filters multiply some of them. */
const MAX_STATEMENTS = 500

/** How long to wait for the lock of another process before giving up. */
const BUSY_MS = 10_000

/**
 * Opens a database for reading only: SQLite refuses every statement that would write through this handle.
 * Throws DatabaseError when the file is missing, is not a database, or has another schema.
 */
export function openReader(path: string): Db {
  let db: Db
  // Opening a named pipe would wait for a writer for ever.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new DatabaseError(`${path}: not a file`)
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
  try {
    db.pragma('query_only = 1')
    db.pragma('trusted_schema = 0')
    checkSchema(db, path)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

/**
 * Makes a handle keep its prepared statements by their text: preparing them takes half the time of the queries of a page, 2 ms for
 * the page of a series. Only for readers that take all rows at once, since a statement that still has rows to give cannot start again.
 */
export function rememberStatements(db: Db): Db {
  const known = new Map<string, ReturnType<Db['prepare']>>()
  const compile = db.prepare.bind(db)
  const prepare = (text: string) => {
    const found = known.get(text)
    // Single columns or plain arrays, which an earlier use asked for, must not hold for the next.
    if (found !== undefined) return found.reader ? found.pluck(false).raw(false) : found
    if (known.size >= MAX_STATEMENTS) known.clear()
    const statement = compile(text)
    known.set(text, statement)
    return statement
  }
  return Object.defineProperty(db, 'prepare', { value: prepare })
}

/** Runs `work` on a database that was just opened, and closes it afterwards, also when `work` throws. */
export async function withDatabase<T>(db: Db, work: (db: Db) => T | Promise<T>): Promise<T> {
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** Ends a failed transaction if it is still open. Never throws: the caller has the error that matters, and closing rolls back too. */
export function rollBack(db: Db): void {
  if (!db.inTransaction) return
  try {
    db.exec('ROLLBACK')
  } catch {
    // The disk that failed the transaction may fail this as well.
  }
}

/** Whether the only obstacle to reading is that SQLite cannot create or enlarge the log and its index beside the file. */
function needsLog(db: Db): boolean {
  try {
    db.pragma('user_version')
    return false
  } catch (error) {
    return /^SQLITE_(?:CANTOPEN|READONLY|FULL|IOERR_SHM)/.test(errorCode(error))
  }
}

/** Opens a copy in memory of a database on a disk that is read-only or full: `memory` is true. Throws DatabaseError when it is too large. */
function openFrozen(path: string): Db {
  const bytes = readFrozen(path, MAX_FROZEN_BYTES)
  if (bytes !== undefined) return new Database(bytes, { readonly: true })
  throw new DatabaseError(
    isDiskFull(path)
      ? `${path}: the disk is full, and the database is too large to be read into memory: free some space`
      : `${path}: its folder is read-only, and the database is too large to be read into memory: copy it with "reroll backup FILE" where it can be written`,
  )
}

/** Throws DatabaseError unless the database has the schema of this program. */
export function checkSchema(db: Db, path: string): void {
  const version = readSchemaVersion(db, path)
  if (version === SCHEMA_VERSION) return
  const advice =
    version > SCHEMA_VERSION
      ? 'it was written by a newer version of Reroll: update the program'
      : 'it is from an older version of Reroll: start the program again (npm start), or import or rebuild, to bring it up to date'
  throw new DatabaseError(`${path}: schema ${version}, this program needs ${SCHEMA_VERSION}; ${advice}`)
}

/**
 * The schema version of a database; 0 for an empty one. Throws DatabaseError when the file is not a database of Reroll or its header is damaged,
 * and SQLite's own error when it cannot be read.
 */
export function readSchemaVersion(db: Db, path: string): number {
  const version = readVersion(db, path)
  if (version < 0 || version > LARGEST_VERSION) throw damagedHeader(path, `schema ${version}`)
  if (version > 0 && !hasMessages(db, path))
    throw new DatabaseError(`${path}: a database of another program; it is not a Reroll database`)
  return version
}

/** Whether the database has the table of mails, as all of Reroll's have. Other programs number their schemas, too. */
function hasMessages(db: Db, path: string): boolean {
  try {
    return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'messages'").get() !== undefined
  } catch (error) {
    // A check for damage says more.
    if (errorCode(error).startsWith('SQLITE_CORRUPT')) return true
    // The format of a schema that no program writes.
    if (errorCode(error) === 'SQLITE_ERROR') throw damagedHeader(path, (error as Error).message)
    throw error
  }
}

function readVersion(db: Db, path: string): number {
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } catch (error) {
    const { message } = error as Error
    if (errorCode(error) === 'SQLITE_NOTADB')
      throw new DatabaseError(`${path}: ${message}; it is not a Reroll database`)
    // For example a file that was cut off: it has fewer pages than its header says.
    if (errorCode(error).startsWith('SQLITE_CORRUPT')) throw damagedHeader(path, message)
    throw error
  }
}

function damagedHeader(path: string, what: string): DatabaseError {
  return new DatabaseError(
    `${path}: its header is damaged (${what}); check the disk, then restore a backup, or move the file away and import again`,
  )
}
