import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { realFile } from './disk'
import { DatabaseError } from './open'

/**
 * What is known about a database that `reroll follow` keeps up to date. It is in a file beside the database, because the database itself
 * stays as it was written on the other machine. Times are ISO UTC.
 */
export interface Replica {
  /** The time of the newest write that is certainly in it. */
  readonly asOf: string
  /** Names the end of the log that it was restored from. */
  readonly position: string
  /** When the replica was last found to have nothing newer, or was restored. */
  readonly checked: string
  /** Seconds between two checks. */
  readonly every: number
  /** What went wrong since then, for the operator; null if nothing did. */
  readonly problem: string | null
}

/** What readers are told about a replica. */
export interface ReplicaView extends Pick<Replica, 'asOf' | 'checked'> {
  /** Whether the last checks failed or did not happen, so that newer mail may be missing. */
  readonly behind: boolean
}

/** A replica that has not been checked for so long, and for three rounds, is behind: nothing keeps it up to date. */
const BEHIND_MS = 60_000
const BEHIND_ROUNDS = 3

/** The file with what is known about a replica. A database without it is not a replica. */
export function replicaPath(database: string): string {
  return `${realFile(database)}-replica`
}

/** Whether `reroll follow` keeps this database up to date; nothing else may write to it. */
export function isReplica(database: string): boolean {
  return existsSync(replicaPath(database))
}

/** Throws DatabaseError for a replica, before something writes to it. */
export function refuseReplica(database: string): void {
  if (!isReplica(database)) return
  throw new DatabaseError(
    `${database}: a replica, which reroll follow keeps; write on the machine that it is a replica of, serve it with REROLL_READ_ONLY=1, or remove ${replicaPath(database)} to make it a database of its own`,
  )
}

/** Undefined for a database that is not a replica. */
export function readReplica(database: string): Replica | undefined {
  try {
    // The file is ours and is replaced as a whole.
    return JSON.parse(readFileSync(replicaPath(database), 'utf8')) as Replica
  } catch {
    return undefined
  }
}

/** Replaces the file at once, so that a reader finds the whole of the old or of the new one. */
export function writeReplica(database: string, replica: Replica): void {
  const path = replicaPath(database)
  writeFileSync(`${path}.half`, `${JSON.stringify(replica, null, 1)}\n`)
  renameSync(`${path}.half`, path)
}

/** What readers are told; undefined for a database that is not a replica. */
export function viewReplica(database: string, nowMs: number): ReplicaView | undefined {
  const replica = readReplica(database)
  if (replica === undefined) return undefined
  const { asOf, checked, every } = replica
  const behind = nowMs - Date.parse(checked) > Math.max(BEHIND_MS, BEHIND_ROUNDS * every * 1_000)
  return { asOf, checked, behind }
}

/** Changes with what the pages say about a replica; '' for a database that is not one. */
export function replicaStamp(database: string, nowMs: number): string {
  const view = viewReplica(database, nowMs)
  if (view === undefined) return ''
  return ` as of ${view.asOf}${view.behind ? `, checked ${view.checked}` : ''}`
}
