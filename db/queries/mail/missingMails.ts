import type { Db } from '../../open'
import { findMessage } from '../series/find'

/** Bounds the mails of a thread whose references are read; a longer one is not served as an mbox. */
const MAX_MAILS = 1_000

/** How many mails are named by the mails of a thread (In-Reply-To, References) and were not imported here. 0 for an unknown mail. */
export function countMissing(db: Db, messageId: string): number {
  const id = findMessage(db, messageId)
  if (id === undefined) return 0
  const count = db
    .prepare<{ id: number; limit: number }, number>(
      `SELECT count(DISTINCT named.value)
       FROM (SELECT places.message FROM places
             WHERE places.thread = (SELECT own.thread FROM places AS own WHERE own.message = @id)
             ORDER BY places.order_ms LIMIT @limit) AS hit
            JOIN messages ON messages.id = hit.message
            JOIN json_each(messages.refs) AS named
       WHERE NOT EXISTS (SELECT 1 FROM messages AS known WHERE known.key = named.value)`,
    )
    .pluck()
  return count.get({ id, limit: MAX_MAILS }) ?? 0
}
