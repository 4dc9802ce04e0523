import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { MessageId } from '../lib/mail/types'
import { errorCode, isFull, syncFile } from './disk'
import { BY_HAND } from './hiddenBy'
import { DatabaseError, type Db, openReader, readSchemaVersion, SCHEMA_VERSION } from './open'
import { refuseReplica } from './replica'
import { findDamage } from './soundness'

/** How long a restore waits for another process before it gives up. */
const BUSY_MS = 2_000

/**
 * Copies a database, as it is at this moment, to another file; an import may be running, and the copy then holds whole imports only.
 * The copy is checked before it is renamed and replaces an older one. It needs no log and can be read from a read-only disk.
 * Throws DatabaseError when the copy is damaged.
 */
export function writeBackup(database: string, path: string): void {
  const half = `${path}.half`
  rmSync(half, { force: true })
  const db = openReader(database)
  try {
    // A single statement sees a single moment. It writes to the other file only.
    db.pragma('query_only = 0')
    db.prepare<{ readonly path: string }>('VACUUM INTO @path').run({ path: half })
  } catch (error) {
    throw giveUp(half, error, `no backup was made; free ${megabytes(database)} MB there`)
  } finally {
    db.close()
  }
  checkBackup(half)
  syncFile(half)
  renameSync(half, path)
}

/**
 * Replaces a database by a backup. The old one, with its log if that cannot be written back, is kept under a name that nothing has yet, which is
 * returned: `DATABASE.replaced`, then `DATABASE.replaced-2`; null if there was none. Throws DatabaseError, and changes nothing, when
 * the backup is damaged or newer than the program, when the disk has no room for it, or while another process uses the database.
 */
export function restoreBackup(path: string, database: string): string | null {
  refuseReplica(database)
  checkBackup(path)
  if (existsSync(database)) settle(database)
  const half = `${database}.half`
  try {
    copyFileSync(path, half)
    syncFile(half)
  } catch (error) {
    throw giveUp(half, error, `nothing was restored; free ${megabytes(path)} MB there`)
  }
  const replaced = existsSync(database) ? findFreeName(`${database}.replaced`) : null
  if (replaced !== null) {
    renameSync(database, replaced)
    if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${replaced}-wal`)
  }
  for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
  renameSync(half, database)
  return replaced
}

/** The mails that the operator hid in a database; undefined if that cannot be read, as when it is damaged or has another schema. */
export function listHiddenByHand(path: string): MessageId[] | undefined {
  let db: Db | undefined
  try {
    db = new Database(path, { readonly: true })
    return db
      .prepare<{ source: string }, MessageId>('SELECT DISTINCT message_id FROM hidden WHERE source = @source')
      .pluck()
      .all({ source: BY_HAND })
  } catch {
    return undefined
  } finally {
    db?.close()
  }
}

function findFreeName(path: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? path : `${path}-${number}`
    if (!existsSync(name) && !existsSync(`${name}-wal`)) return name
  }
}

/** Removes an unfinished copy. Returns the error to throw: when the disk is full, one that names the file that did not fit. */
function giveUp(half: string, error: unknown, advice: string): unknown {
  // Before the copy is removed, which makes room again.
  const full = isFull(error, half)
  rmSync(half, { force: true })
  return full ? new DatabaseError(`${half}: the disk is full and ${advice}, then run the same command again`) : error
}

function megabytes(path: string): number {
  return Math.ceil(statSync(path).size / 1_000_000)
}

/** Writes the log of a database back and removes it, so that it cannot meet the new file. Leaves a damaged database as it is. */
function settle(database: string): void {
  let db: Db | undefined
  try {
    db = new Database(database, { timeout: BUSY_MS })
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!errorCode(error).startsWith('SQLITE_BUSY')) return
    throw new DatabaseError(
      `${database}: another process uses it: stop the server, Litestream and any running import, then restore again`,
    )
  } finally {
    db?.close()
  }
}

/** Throws DatabaseError for a copy that is not a database, is newer than the program, or is damaged. */
function checkBackup(path: string): void {
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
    const damage = findDamage(db, 'integrity_check')
    if (damage !== undefined) throw new DatabaseError(`${path}: it is damaged (${damage})`)
  } finally {
    db.close()
  }
}

/**
 * Prepares a database that was restored from a replica for a front end: afterwards it needs no log beside it. Throws DatabaseError when it
 * is damaged, or has another schema than this program.
 */
export function checkReplica(path: string): void {
  const db = new Database(path)
  try {
    const version = readSchemaVersion(db, 'the replica')
    if (version !== SCHEMA_VERSION) {
      const where = version > SCHEMA_VERSION ? 'on this machine' : 'on the machine that imports, and start it there'
      throw new DatabaseError(
        `the replica has schema ${version}, this program needs ${SCHEMA_VERSION}: update Reroll ${where}`,
      )
    }
    const damage = findDamage(db, 'quick_check')
    if (damage !== undefined) throw new DatabaseError(`the replica is damaged (${damage})`)
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}
