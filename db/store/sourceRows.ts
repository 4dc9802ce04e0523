import { DAY_MS } from '../../lib/isoTime'
import { OPEN_STATES, QUIET_MS } from '../../lib/review/states'
import { newestMailMs } from '../newestMail'
import type { Db } from '../open'

/** A source that `nightly` refreshes. */
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

/** Adds a source to those that `nightly` refreshes. Returns false when it is one of them already. */
export function putSubscription(db: Db, { name, kind }: Subscription, nowMs: number): boolean {
  const insert = db.prepare(
    `INSERT INTO sources (name, kind, added_ms, failures, last_new, total_new) VALUES (@name, @kind, @nowMs, 0, 0, 0)
     ON CONFLICT DO NOTHING`,
  )
  return insert.run({ name, kind, nowMs }).changes > 0
}

/** Removes a source from the list; its mail and its cursor stay. Returns false when it was not on the list. */
export function removeSubscription(db: Db, name: string): boolean {
  return db.prepare('DELETE FROM sources WHERE name = @name').run({ name }).changes > 0
}

/** All subscriptions, by name. */
export function listSubscriptions(db: Db): Subscription[] {
  return db.prepare<[], Subscription>('SELECT name, kind FROM sources ORDER BY name').all()
}

/** Counts mails that a source brought. The caller holds the transaction of the mails, so that a killed run is not counted wrong. */
export function addNewMails(db: Db, name: string, newMails: number): void {
  if (newMails === 0) return
  db.prepare('UPDATE sources SET total_new = total_new + @newMails WHERE name = @name').run({ name, newMails })
}

/** Notes how a run of a source ended. Its mails have been counted by addNewMails. */
export function putSourceRun(db: Db, name: string, { atMs, error, newMails }: SourceRun): void {
  if (error === null) {
    db.prepare(
      `UPDATE sources SET last_run_ms = @atMs, last_success_ms = @atMs, last_error = NULL, failures = 0, last_new = @newMails
       WHERE name = @name`,
    ).run({ name, atMs, newMails })
  } else {
    db.prepare(
      'UPDATE sources SET last_run_ms = @atMs, last_error = @error, failures = failures + 1 WHERE name = @name',
    ).run({ name, atMs, error })
  }
}

/** How far a source was read; null when never. */
export function getCursor(db: Db, source: string): string | null {
  const select = db.prepare<{ source: string }, string>('SELECT cursor FROM cursors WHERE source = @source')
  return select.pluck().get({ source }) ?? null
}

/** Moves the cursor of a source; writes nothing when it is there already. The caller holds the transaction of the mail. */
export function putCursor(db: Db, source: string, cursor: string): void {
  if (getCursor(db, source) === cursor) return
  db.prepare(
    `INSERT INTO cursors (source, cursor) VALUES (@source, @cursor)
     ON CONFLICT DO UPDATE SET cursor = excluded.cursor`,
  ).run({ source, cursor })
}

/** A mail that an archive did not have six times, over a month, will not come. */
const MAX_TRIES = 6

/**
 * The heads of versions under review that lack patches or whose older versions are not in the database, newest activity first.
 * One that was looked up before comes again after 1, 2, 4, 8 and 16 days, or at once when a wrong clock put that into the future.
 * A series that went quiet is not looked up.
 */
export function findIncomplete(db: Db, nowMs: number, limit: number): string[] {
  const select = db.prepare<Record<string, string | number>, string>(
    `SELECT messages.message_id
     FROM versions JOIN series ON series.id = versions.series JOIN messages ON messages.id = versions.head
          LEFT JOIN lookups ON lookups.message_id = messages.message_id
     WHERE series.state IN (SELECT value FROM json_each(@openStates))
       AND (versions.missing <> '[]' OR (versions.position = 1 AND versions.version > 1))
       AND series.last_ms >= @quietBefore
       AND (lookups.tries IS NULL
            OR (lookups.tries < @maxTries
                AND (lookups.tried_ms + (@dayMs << (lookups.tries - 1)) <= @nowMs OR lookups.tried_ms > @nowMs)))
     ORDER BY series.last_ms DESC, versions.position LIMIT @limit`,
  )
  const openStates = JSON.stringify(OPEN_STATES)
  const bounds = { quietBefore: newestMailMs(db) - QUIET_MS, maxTries: MAX_TRIES, dayMs: DAY_MS }
  return select.pluck().all({ openStates, ...bounds, nowMs, limit })
}

/** Notes that the version with this head was looked up. */
export function putLookup(db: Db, messageId: string, nowMs: number): void {
  db.prepare(
    `INSERT INTO lookups (message_id, tried_ms, tries) VALUES (@messageId, @nowMs, 1)
     ON CONFLICT DO UPDATE SET tried_ms = excluded.tried_ms, tries = lookups.tries + 1`,
  ).run({ messageId, nowMs })
}
