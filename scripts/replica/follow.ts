import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { checkReplica } from '../../db/backup'
import { realFile, syncFile } from '../../db/disk'
import { type FileLock, takeFileLock } from '../../db/nightlyLock'
import { DatabaseError } from '../../db/open'
import { isReplica, type Replica, readReplica, writeReplica } from '../../db/replica'
import { removeLeftovers } from '../sources/leftovers'
import { findLogEnd, type ReplicaSource, restoreReplica } from './litestream'

export interface FollowOptions {
  /** The database that is kept up to date; a front end may be serving it. */
  readonly database: string
  readonly source: ReplicaSource
  /** Seconds between two checks. */
  readonly every: number
  readonly signal: AbortSignal
}

/** What one check did. */
export interface Followed {
  /** The time of the newest write that is now in the database, ISO UTC. */
  readonly asOf: string
  /** Undefined when the database had it already. */
  readonly restored: { readonly bytes: number; readonly ms: number } | undefined
  /** The time of the state before it, if that was newer: the replica was put back, or is another one. */
  readonly newerBefore: string | undefined
}

/**
 * Returns a function that brings a database up to the newest state of a replica. The new state is restored beside it and checked, and
 * replaces it by a rename, so readers have the old one until then, and whatever fails leaves the old one in place. It throws LitestreamError
 * and DatabaseError; a state that was refused is not restored again.
 */
export function createFollower(options: FollowOptions): () => Promise<Followed> {
  const { every, signal } = options
  let refused: { readonly position: string; readonly error: DatabaseError } | undefined
  const follow = async (database: string, before: Replica | undefined): Promise<Followed> => {
    const { position, written } = await findLogEnd(options.source, signal)
    if (refused?.position === position) throw refused.error
    const isNew = before?.position !== position
    const startedMs = Date.now()
    try {
      if (isNew) await replaceDatabase(database, options.source, signal)
    } catch (error) {
      if (error instanceof DatabaseError) refused = { position, error }
      throw error
    }
    // The time is that of a file, which a copy of the replica may have renewed: only what was restored has another one.
    const asOf = isNew ? written : before.asOf
    writeReplica(database, { asOf, position, checked: new Date().toISOString(), every, problem: null })
    const newerBefore = before !== undefined && before.asOf > asOf ? before.asOf : undefined
    const restored = isNew ? { bytes: statSync(database).size, ms: Date.now() - startedMs } : undefined
    return { asOf, restored, newerBefore }
  }
  return async () => {
    checkMine(options.database)
    const database = realFile(options.database)
    const before = existsSync(database) ? readReplica(database) : undefined
    try {
      return await follow(database, before)
    } catch (error) {
      const problem = (error as Error).message
      if (before !== undefined && !signal.aborted) noteProblem(database, { ...before, every, problem })
      throw error
    }
  }
}

/** The disk that failed the restore may fail this as well; readers then see that the last check is long ago. */
function noteProblem(database: string, replica: Replica): void {
  try {
    writeReplica(database, replica)
  } catch {
    // The caller has the error that matters.
  }
}

/** Throws DatabaseError for a database that somebody imports into: following a replica would overwrite it. */
export function checkMine(database: string): void {
  if (!existsSync(database) || isReplica(database)) return
  throw new DatabaseError(
    `${database}: not a replica, so it would be lost; move it away, or name another file with --db`,
  )
}

/** Keeps a second `reroll follow` off a database. Throws DatabaseError when one has it. */
export function lockFollowed(database: string): FileLock {
  const lock = takeFileLock(`${realFile(database)}-follow`)
  if (lock !== undefined) return lock
  throw new DatabaseError(
    `${database}: another reroll follow keeps it; end that one first, or name another file with --db`,
  )
}

async function replaceDatabase(database: string, source: ReplicaSource, signal: AbortSignal): Promise<void> {
  const removeOld = () => removeLeftovers(dirname(database), `${basename(database)}.next-`)
  removeOld()
  const next = `${database}.next-${process.pid}`
  try {
    await restoreReplica(source, next, signal)
    checkReplica(next)
    // Litestream restores a file for its own user alone; SQLite creates one like this.
    chmodSync(next, 0o644 & ~process.umask())
    syncFile(next)
    // A log beside the old database does not belong to the new one. Readers of a replica do not write one.
    for (const end of ['-wal', '-shm']) rmSync(`${database}${end}`, { force: true })
    renameSync(next, database)
    syncFile(dirname(database))
  } finally {
    // Also what Litestream leaves beside it.
    removeOld()
  }
}
