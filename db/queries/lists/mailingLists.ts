import type { Db } from '../../open'
import { isoTime } from '../format'
import type { MailingListView } from '../views'

/** Most lists that are named. */
const MAX_LISTS = 500

interface ListRow {
  readonly list: string
  readonly last_ms: number
}

/** The mailing lists that series went to, by name, with how many and the newest mail; stepped over by the index. */
export function listMailingLists(db: Db): MailingListView[] {
  const next = db.prepare<[string], ListRow>(
    'SELECT list, last_ms FROM series_lists WHERE list > ? ORDER BY list LIMIT 1',
  )
  const newest = db.prepare<[string], { count: number; last_ms: number }>(
    'SELECT count(*) AS count, max(last_ms) AS last_ms FROM series_lists WHERE list = ?',
  )
  const lists: MailingListView[] = []
  for (let row = next.get(''); row !== undefined && lists.length < MAX_LISTS; row = next.get(row.list)) {
    const { count, last_ms } = newest.get(row.list) ?? { count: 0, last_ms: 0 }
    lists.push({ list: row.list, series: count, lastActivity: isoTime(last_ms) })
  }
  return lists
}
