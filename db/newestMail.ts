import type { Db } from './open'

/**
 * When the newest mail was received, in milliseconds; 0 without mail. Ages and "quiet" count to it. A time after now is no receipt but a wrong
 * clock or a lie, by which one mail would make everything else quiet; it counts only if there is nothing else, as when the clock here is wrong.
 */
export function newestMailMs(db: Db): number {
  const select = db.prepare<[], number | null>(
    `SELECT coalesce(
       (SELECT received_ms FROM messages WHERE received_ms <= unixepoch() * 1000 ORDER BY received_ms DESC LIMIT 1),
       (SELECT max(received_ms) FROM messages))`,
  )
  return select.pluck().get() ?? 0
}
