import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import { summarise } from '../series/seriesDocument'
import { STATE_JOINS } from '../series/seriesState'
import type { SeriesListView, SeriesRow, SeriesSummary } from '../views'
import { countFacets } from './facets'
import { type FilterSql, filterSql, folded, NO_REPOSTS, type Parameters, type SeriesFilter, stateSql } from './filter'
import type { Hits } from './hits'
import { candidateSeries } from './search'
import { LIST_COLUMNS, type ListRow, listRows, openToRow } from './seriesRows'

const PAGE_ROWS = 50

export interface ListFilter extends SeriesFilter {
  /** From 1. */
  readonly page?: number
}

/** The list when nothing can match. */
const EMPTY_LIST: SeriesListView = {
  rows: [],
  total: 0,
  page: 1,
  pages: 1,
  states: [],
  turns: [],
  groups: [],
  whys: [],
}

/**
 * A page of the series that match, newest activity first, with the number of series in each state, group and with each turn. Backports that one person
 * posted under one title are one row. A page after the last is the last.
 */
export function listSeries(db: Db, filter: ListFilter = {}): SeriesListView {
  const found = filterSql(db, filter)
  if (found === undefined) return EMPTY_LIST
  const sql = folded(found, filter)
  const newestMs = newestMailMs(db)
  const { total, states, turns, groups, whys } = countFacets(db, sql, filter, newestMs)
  const { page, pages, ...range } = choosePage(total, PAGE_ROWS, filter.page)
  const rows = selectRows(db, sql, filter, newestMs, range)
  const toRow = openToRow(db, newestMs)
  return { rows: rows.map(toRow), total, page, pages, states, turns, groups, whys }
}

/** Every series that matches, with versions and patches, newest activity first: the JSON of `list`. */
export function* summariseSeries(db: Db, filter: SeriesFilter = {}): Generator<SeriesSummary> {
  const sql = filterSql(db, filter)
  if (sql === undefined) return
  const newestMs = newestMailMs(db)
  // To SQLite, -1 is no limit.
  for (const row of selectRows(db, sql, filter, newestMs, { limit: -1, offset: 0 })) yield summarise(db, row, newestMs)
}

/** One page of summaries, each read when it is asked for; none after the last page. `size` is the number of series on a page. */
export function* summarisePage(
  db: Db,
  { page = 1, size = PAGE_ROWS, ...filter }: ListFilter & { readonly size?: number },
): Generator<SeriesSummary> {
  const sql = filterSql(db, filter)
  if (sql === undefined) return
  const newestMs = newestMailMs(db)
  const rows = selectRows(db, sql, filter, newestMs, { limit: size, offset: (page - 1) * size })
  for (const row of rows) yield summarise(db, row, newestMs)
}

const FOUND_ROWS = 20
/** How a series was found, the best way first. */
const RANK = { id: 0, title: 1, subject: 2, mail: 3 } as const

/** The series that a search finds, those with the words in their title first, then in the subject of a mail, then by activity; `total` counts all of them. */
export function searchSeries(db: Db, hits: Hits, limit = FOUND_ROWS): { rows: SeriesRow[]; total: number } {
  const ranks = new Map(candidateSeries(db, hits).map(({ id, by }) => [id, RANK[by]]))
  const order = db
    .prepare<{ found: string }, number>(
      `SELECT series.id FROM series WHERE series.id IN (SELECT value FROM json_each(@found)) AND series.id ${NO_REPOSTS}
       ORDER BY series.last_ms DESC, series.key`,
    )
    .pluck()
    .all({ found: JSON.stringify([...ranks.keys()]) })
    .map((id) => ({ id, rank: ranks.get(id) ?? RANK.mail }))
    .sort((a, b) => a.rank - b.rank)
  const ids = order.slice(0, limit).map(({ id }) => id)
  return { rows: listRows(db, ids), total: order.length }
}

function selectRows(
  db: Db,
  { from, where, order, parameters }: FilterSql,
  filter: SeriesFilter,
  newestMs: number,
  range: { readonly limit: number; readonly offset: number },
): ListRow[] {
  const state = stateSql(filter, newestMs)
  return db
    .prepare<Parameters, ListRow>(
      `SELECT ${LIST_COLUMNS} FROM ${from} ${STATE_JOINS}
       WHERE ${where} AND ${state.where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...parameters, ...state.parameters, ...range })
}
