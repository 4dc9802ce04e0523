import type { Db } from '../../open'
import { isoTime } from '../format'
import type { MailingListView } from '../views'

/** Bounds the lists that are named. */
const MAX_LISTS = 500

interface ListRow {
  readonly list: string
  readonly series: number
  readonly last_ms: number
}

/** The mailing lists by name, each with the number of its series and the time of the newest mail. Each list is one step in the index. */
export function listMailingLists(db: Db): MailingListView[] {
  const next = db.prepare<{ after: string }, ListRow>(
    `SELECT list, count(*) AS series, max(last_ms) AS last_ms FROM series_lists
     WHERE list = (SELECT min(list) FROM series_lists WHERE list > @after) GROUP BY list`,
  )
  const lists: MailingListView[] = []
  let row = next.get({ after: '' })
  while (row !== undefined && lists.length < MAX_LISTS) {
    lists.push({ list: row.list, series: row.series, lastActivity: isoTime(row.last_ms) })
    row = next.get({ after: row.list })
  }
  return lists
}
