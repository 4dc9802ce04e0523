import type { Db } from '../../open'

/** The row ids of the mails in the thread of a mail, in the order of receipt, at most `limit`. */
export function listThreadIds(db: Db, id: number, limit: number): readonly number[] {
  const ids = db
    .prepare<{ id: number; limit: number }, number>(
      `SELECT places.message FROM places
       WHERE places.thread = (SELECT own.thread FROM places AS own WHERE own.message = @id)
       ORDER BY places.order_ms, places.message LIMIT @limit`,
    )
    .pluck()
    .all({ id, limit })
  return ids.length === 0 ? [id] : ids
}
