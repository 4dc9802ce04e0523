import type { Db } from './open'

/** A process that runs `nightly`. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** When the process began, in the terms of its system: a pid may be used again. */
  readonly process: string
  readonly sinceMs: number
}

interface HolderRow {
  readonly pid: number
  readonly host: string
  readonly process: string
  readonly since_ms: number
}

/** The run that is under way, dead or alive. */
export function getHolder(db: Db): Holder | undefined {
  const row = db.prepare<[], HolderRow>('SELECT pid, host, process, since_ms FROM nightly_lock').get()
  return row === undefined ? undefined : { pid: row.pid, host: row.host, process: row.process, sinceMs: row.since_ms }
}

/** Takes the lock, also from a holder that is not alive; returns the holder when it is. One transaction, so that of two only one gets it. */
export function takeLock(db: Db, me: Holder, isAlive: (holder: Holder) => boolean): Holder | undefined {
  const take = db.transaction(() => {
    const holder = getHolder(db)
    if (holder !== undefined && isAlive(holder)) return holder
    db.prepare<[number, string, string, number]>(
      'INSERT OR REPLACE INTO nightly_lock (id, pid, host, process, since_ms) VALUES (1, ?, ?, ?, ?)',
    ).run(me.pid, me.host, me.process, me.sinceMs)
    return undefined
  })
  return take.immediate()
}

/** Gives the lock back, if it is still mine. */
export function releaseLock(db: Db, { pid, host, process }: Holder): void {
  db.prepare<[number, string, string]>('DELETE FROM nightly_lock WHERE pid = ? AND host = ? AND process = ?').run(
    pid,
    host,
    process,
  )
}
