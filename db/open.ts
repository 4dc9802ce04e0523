import Database from 'better-sqlite3'

export type Db = Database.Database

/** Version of the schema this code reads and writes: the number of the newest file in db/migrations. */
export const SCHEMA_VERSION = 9

export const DEFAULT_PATH = 'db/reroll.sqlite'

/** A database that this program cannot use; the message says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

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
  db.pragma('query_only = 1')
  db.pragma('trusted_schema = 0')
  checkSchema(db, path)
  return db
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

/** `user_version` of a database; throws DatabaseError when the file is not one. */
export function readSchemaVersion(db: Db, path: string): number {
  try {
    return Number(db.pragma('user_version', { simple: true }))
  } catch (error) {
    throw new DatabaseError(`${path}: ${(error as Error).message}; it is not a Reroll database`)
  }
}
