import type { Db } from '../open'

export interface Subscription {
  readonly name: string
  readonly kind: string
}

/** How a nightly run of one source ended. */
export interface SourceRun {
  readonly atMs: number
  /** Null when it went well. */
  readonly error: string | null
  readonly newMails: number
}

/** Adds a source to those that `nightly` refreshes; false when it stands there. */
export function putSubscription(db: Db, { name, kind }: Subscription, nowMs: number): boolean {
  const insert = db.prepare<[string, string, number]>(
    'INSERT INTO sources (name, kind, added_ms, failures, last_new, total_new) VALUES (?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING',
  )
  return insert.run(name, kind, nowMs).changes > 0
}

/** Takes a source off the list; its mail and its cursor stay. False when it was not on it. */
export function removeSubscription(db: Db, name: string): boolean {
  return db.prepare<[string]>('DELETE FROM sources WHERE name = ?').run(name).changes > 0
}

/** All of them, by name. */
export function listSubscriptions(db: Db): Subscription[] {
  return db.prepare<[], Subscription>('SELECT name, kind FROM sources ORDER BY name').all()
}

/** Counts mails that a source brought. The caller holds the transaction of the mails, so that a run that is killed miscounts none. */
export function addNewMails(db: Db, name: string, newMails: number): void {
  if (newMails === 0) return
  db.prepare<[number, string]>('UPDATE sources SET total_new = total_new + ? WHERE name = ?').run(newMails, name)
}

/** Notes how a run ended; its mails are counted already. */
export function putSourceRun(db: Db, name: string, { atMs, error, newMails }: SourceRun): void {
  if (error === null) {
    db.prepare<[number, number, number, string]>(
      `UPDATE sources SET last_run_ms = ?, last_success_ms = ?, last_error = NULL, failures = 0, last_new = ? WHERE name = ?`,
    ).run(atMs, atMs, newMails, name)
  } else {
    db.prepare<[number, string, string]>(
      'UPDATE sources SET last_run_ms = ?, last_error = ?, failures = failures + 1 WHERE name = ?',
    ).run(atMs, error, name)
  }
}
