import type { Db } from '../../open'
import { findMessage } from '../series/find'
import { listThreadIds, MAX_THREAD } from './threadIds'

/** The number of mails that the mails of a thread name (In-Reply-To, References) and that were not imported here; 0 for an unknown mail. */
export function countMissingInThread(db: Db, messageId: string): number {
  const id = findMessage(db, messageId)
  return id === undefined ? 0 : countMissing(db, listThreadIds(db, id, MAX_THREAD))
}

/** The number of mails that these mails name and that were not imported here. */
export function countMissing(db: Db, ids: readonly number[]): number {
  const count = db
    .prepare<{ ids: string }, number>(
      `SELECT count(DISTINCT named.value)
       FROM json_each(@ids) AS hit
            CROSS JOIN messages ON messages.id = hit.value
            CROSS JOIN json_each(messages.refs) AS named
       WHERE NOT EXISTS (SELECT 1 FROM messages AS known WHERE known.key = named.value)`,
    )
    .pluck()
  return count.get({ ids: JSON.stringify(ids) }) ?? 0
}
