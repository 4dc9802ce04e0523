import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DatabaseError, type Db, openReader, readSchemaVersion, SCHEMA_VERSION } from './open'

/** Milliseconds to wait for another process before a restore gives up. */
const BUSY_MS = 2_000

/**
 * Writes a database to another file as it stands at this moment, also while it is imported into: whole imports only. The file takes its
 * name when it is whole and checked, in the place of an older one; it needs no log beside it and can be read from a read-only disk.
 * Throws DatabaseError when the copy is not sound.
 */
export function writeBackup(database: string, path: string): void {
  const half = `${path}.half`
  rmSync(half, { force: true })
  const db = openReader(database)
  try {
    // One statement, one moment. It writes to the other file alone.
    db.pragma('query_only = 0')
    db.prepare<[string]>('VACUUM INTO ?').run(half)
  } catch (error) {
    rmSync(half, { force: true })
    throw error
  } finally {
    db.close()
  }
  checkSound(half)
  sync(half)
  renameSync(half, path)
}

/**
 * Puts a backup in the place of a database; what stood there is kept as `DATABASE.replaced`. Throws DatabaseError, with nothing changed,
 * when the backup is not sound or newer than the program, and while another process uses the database.
 */
export function restoreBackup(path: string, database: string): void {
  checkSound(path)
  if (existsSync(database)) settle(database)
  const half = `${database}.half`
  copyFileSync(path, half)
  sync(half)
  if (existsSync(database)) renameSync(database, `${database}.replaced`)
  for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
  renameSync(half, database)
}

/** Brings the log of a database into it and removes the log. A damaged database is left as it is: its log must not meet the new file. */
function settle(database: string): void {
  let db: Db | undefined
  try {
    db = new Database(database, { timeout: BUSY_MS })
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('SQLITE_BUSY')) return
    throw new DatabaseError(
      `${database}: another process uses it: stop the server and what imports, then restore again`,
    )
  } finally {
    db?.close()
  }
}

function checkSound(path: string): void {
  let db: Db
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw new DatabaseError(`${path}: cannot be opened: ${(error as Error).message}`)
  }
  try {
    const version = readSchemaVersion(db, path)
    if (version === 0) throw new DatabaseError(`${path}: it is not a Reroll database`)
    if (version > SCHEMA_VERSION) {
      throw new DatabaseError(
        `${path}: schema ${version}, this program needs ${SCHEMA_VERSION}; it was written by a newer version of Reroll: update the program`,
      )
    }
    const found = db.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new DatabaseError(`${path}: it is damaged (${String(found)})`)
  } finally {
    db.close()
  }
}

/** On the disk before it takes its name. */
function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
