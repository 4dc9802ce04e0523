import type { Db } from '../open'

const DAY_MS = 24 * 60 * 60_000
/** A mail that an archive did not have six times, a month apart in the end, will not come. */
const MAX_TRIES = 6
/** A series that rested for so long before the newest mail is not worth a question. */
const STALE_MS = 90 * DAY_MS

/**
 * Heads of versions under review that lack patches or whose older versions are not on record, newest activity first. One that was
 * looked up before comes again after 1, 2, 4, 8, 16 days; at once when that was in the future, by a clock that was wrong.
 */
export function findIncomplete(db: Db, nowMs: number, limit: number): string[] {
  return db
    .prepare<[number, number, number, number, number, number], string>(
      `SELECT message_id FROM versions JOIN series ON series.id = versions.series JOIN messages ON messages.id = versions.head
       LEFT JOIN lookups USING (message_id)
       WHERE series.state IN ('under-review', 'changes-requested')
         AND (versions.missing <> '[]' OR (versions.position = 1 AND versions.version > 1))
         AND series.last_ms >= (SELECT max(received_ms) FROM messages) - ?
         AND (tries IS NULL OR (tries < ? AND (tried_ms + (? << (tries - 1)) <= ? OR tried_ms > ?)))
       ORDER BY series.last_ms DESC, versions.position LIMIT ?`,
    )
    .pluck()
    .all(STALE_MS, MAX_TRIES, DAY_MS, nowMs, nowMs, limit)
}

/** Notes that a version was looked up. */
export function putLookup(db: Db, messageId: string, nowMs: number): void {
  db.prepare<[string, number]>(
    'INSERT INTO lookups (message_id, tried_ms, tries) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET tried_ms = excluded.tried_ms, tries = tries + 1',
  ).run(messageId, nowMs)
}
