import type { Db } from '../../open'

/** Bounds the mails of a thread that is served as an mbox or a feed. */
export const MAX_THREAD = 1_000

/** The row ids of the mails in the thread of a mail in the order of receipt, or newest first: at most `limit`. */
export function listThreadIds(
  db: Db,
  id: number,
  limit: number,
  order: 'oldest first' | 'newest first' = 'oldest first',
): readonly number[] {
  const direction = order === 'newest first' ? 'DESC' : 'ASC'
  const ids = db
    .prepare<{ id: number; limit: number }, number>(
      `SELECT places.message FROM places
       WHERE places.thread = (SELECT own.thread FROM places AS own WHERE own.message = @id)
       ORDER BY places.order_ms ${direction}, places.message ${direction} LIMIT @limit`,
    )
    .pluck()
    .all({ id, limit })
  return ids.length === 0 ? [id] : ids
}
