import { LIVELY_QUEUES, type Queue } from '../../../lib/review/queue'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import type { ListQueueView, QueueGroupView, QueueView } from '../views'
import { listMailingLists } from './browse'
import { countFacets } from './facets'
import { type FilterSql, filterSql, folded, type Parameters, stateSql } from './filter'
import { listLatest, NOTHING_LATEST } from './latest'
import type { ListFilter } from './seriesList'
import { listRows } from './seriesRows'

/** Rows of a group in which somebody has to act; and of a page of one group. */
const GROUP_ROWS = 100
/** Rows of each group that the page of all lists shows, of so many lists with most series. */
const LIST_ROWS = 5
const MAX_SHOWN_LISTS = 10
const MAINTAINERS_QUEUES: readonly Queue[] = ['ready', 'waiting-on-review']
/** Rows of the others, which are folded and link to all of the group. */
const FOLDED_ROWS = 10

/** The queue when nothing can match. */
export const EMPTY_QUEUE: QueueView = { groups: [], total: 0, page: 1, pages: 1, states: [], latest: NOTHING_LATEST }

/**
 * The series that match as a maintainer's list. Without `group` in the filter all groups, each with its first rows; with it that group alone, in pages. A page after the last is
 * the last. Backports that one person posted under one title are one row.
 */
export function listQueue(db: Db, filter: ListFilter = {}): QueueView {
  const found = filterSql(db, filter)
  if (found === undefined) return EMPTY_QUEUE
  const sql = folded(found, filter)
  const newestMs = newestMailMs(db)
  const { total, states, groups, whysOf } = countFacets(db, sql, filter, newestMs)
  const one = filter.group !== undefined
  const { page, pages, limit, offset } = choosePage(one ? total : 0, GROUP_ROWS, filter.page)
  const shown = groups.filter(({ value }) => (filter.group ?? value) === value)
  const views = shown.map(({ value: group, count }): QueueGroupView => {
    const range = { limit: one || LIVELY_QUEUES.includes(group) ? limit : FOLDED_ROWS, offset }
    const ids = selectIds(db, sql, { ...filter, group }, newestMs, range)
    return { group, total: count, rows: listRows(db, ids), whys: whysOf(group) }
  })
  return { groups: views, total, page, pages, states, latest: listLatest(db, found, newestMs) }
}

/** How many rows the whole queue has: copies of a backport are one. */
export function countQueue(db: Db): number {
  const found = filterSql(db, {})
  if (found === undefined) return 0
  return countFacets(db, folded(found, {}), {}, newestMailMs(db)).total
}

/** The mailing lists by name, each with the sizes of its groups. `cut`: there are more. */
export function listQueuesOfLists(db: Db): { readonly lists: readonly ListQueueView[]; readonly cut: boolean } {
  const { lists, cut } = listMailingLists(db)
  const newestMs = newestMailMs(db)
  const busiest = new Set([...lists].sort((a, b) => b.series - a.series).slice(0, MAX_SHOWN_LISTS))
  const views = lists.flatMap((one): ListQueueView[] => {
    const { list, lastActivity } = one
    const found = filterSql(db, { list })
    if (found === undefined) return []
    const sql = folded(found, {})
    const { total, groups } = countFacets(db, sql, {}, newestMs)
    const range = { limit: LIST_ROWS, offset: 0 }
    const ids = busiest.has(one)
      ? MAINTAINERS_QUEUES.flatMap((group) => selectIds(db, sql, { list, group }, newestMs, range))
      : []
    return [{ list, lastActivity, total, groups, rows: listRows(db, ids) }]
  })
  return { lists: views, cut }
}

/** The ids of the first series of a group: the longest wait first, or the newest mail. The rows are read after sorting, which would read every row of the group. */
function selectIds(
  db: Db,
  { from, where, order, parameters }: FilterSql,
  filter: ListFilter & { readonly group: Queue },
  newestMs: number,
  range: { readonly limit: number; readonly offset: number },
): number[] {
  const state = stateSql(filter, newestMs)
  const first = LIVELY_QUEUES.includes(filter.group) ? 'series.turn_since_ms, series.key' : order
  return db
    .prepare<Parameters, number>(
      `SELECT series.id FROM ${from} WHERE ${where} AND ${state.where} ORDER BY ${first} LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...parameters, ...state.parameters, ...range })
}
