import { at } from '../../../lib/at'
import { isOpenState, type SeriesStateKind, type ShownStateKind, STALE_MS } from '../../../lib/review/states'
import type { Db } from '../../open'
import { choosePage, isoTime, person, readList } from '../format'
import { getStandingSums } from '../review/standingSums'
import { type SeriesRowData, summarise } from '../series/seriesDocument'
import { newestMailMs, STATE_COLUMNS, STATE_JOINS, stateOf, turnOf } from '../series/seriesState'
import type { FacetView, SeriesListView, SeriesRow, SeriesSummary, TurnView } from '../views'
import {
  type FilterSql,
  filterSql,
  NO_REPOSTS,
  type Parameters,
  type SeriesFilter,
  STATES,
  stateSql,
  TURNS,
} from './filter'
import { candidateSeries } from './search'

const PAGE_ROWS = 50

export interface ListFilter extends SeriesFilter {
  /** From 1. */
  readonly page?: number
}

interface ListRow extends SeriesRowData {
  readonly replies: number
}

const LIST_COLUMNS = `series.key, series.title, series.lists, series.messages, series.replies, ${STATE_COLUMNS}`

/** The list when nothing can match. */
export const EMPTY_LIST: SeriesListView = { rows: [], total: 0, page: 1, pages: 1, states: [], turns: [] }

/**
 * A page of the series that match, newest activity first, with the number of series in each state and with each turn.
 * A page after the last is the last.
 */
export function listSeries(db: Db, filter: ListFilter = {}): SeriesListView {
  const sql = filterSql(db, filter)
  if (sql === undefined) return EMPTY_LIST
  const newestMs = newestMailMs(db)
  const { total, states, turns } = countFacets(db, sql, filter, newestMs)
  const { page, pages, ...range } = choosePage(total, PAGE_ROWS, filter.page)
  const rows = selectRows(db, sql, filter, newestMs, range)
  const toRow = openToRow(db, newestMs)
  return { rows: rows.map(toRow), total, page, pages, states, turns }
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
const RANK = { id: 0, title: 1, head: 2, mail: 3 } as const

/** The series that a search finds, those with the words in their title first, then by activity; `total` counts all of them. */
export function searchSeries(db: Db, query: string, limit = FOUND_ROWS): { rows: SeriesRow[]; total: number } {
  const ranks = new Map(candidateSeries(db, query).map(({ id, by }) => [id, RANK[by]]))
  const order = db
    .prepare<{ found: string }, number>(
      `SELECT series.id FROM series WHERE series.id IN (SELECT value FROM json_each(@found)) AND series.id ${NO_REPOSTS}
       ORDER BY series.last_ms DESC, series.key`,
    )
    .pluck()
    .all({ found: JSON.stringify([...ranks.keys()]) })
    .map((id) => ({ id, rank: ranks.get(id) ?? RANK.mail }))
    .sort((a, b) => a.rank - b.rank)
  const select = db.prepare<{ id: number }, ListRow>(
    `SELECT ${LIST_COLUMNS} FROM series ${STATE_JOINS} WHERE series.id = @id`,
  )
  const rows = order.slice(0, limit).flatMap(({ id }) => select.get({ id }) ?? [])
  const toRow = openToRow(db, newestMailMs(db))
  return { rows: rows.map(toRow), total: order.length }
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

interface CountRow {
  readonly state: SeriesStateKind
  readonly turn: TurnView['whose']
  readonly all: number
  readonly old: number
}

interface Facets {
  readonly total: number
  readonly states: readonly FacetView<ShownStateKind>[]
  readonly turns: readonly FacetView<TurnView['whose']>[]
}

/** How many series match in all, how many of each state whatever state was asked for, and how many with each turn whatever turn was asked for. */
function countFacets(db: Db, sql: FilterSql, { state, turn }: SeriesFilter, newestMs: number): Facets {
  const rows = db
    .prepare<Parameters, CountRow>(
      `SELECT series.state, series.turn, count(*) AS "all", sum(series.last_ms < @staleBefore) AS old
       FROM ${sql.from} WHERE ${sql.where} GROUP BY series.state, series.turn`,
    )
    .all({ ...sql.parameters, staleBefore: newestMs - STALE_MS })
  const counted = rows.flatMap((row) => {
    const stale = isOpenState(row.state) ? row.old : 0
    return [
      { state: row.state, turn: row.turn, size: row.all - stale },
      { state: 'stale' as const, turn: row.turn, size: stale },
    ]
  })
  const sum = (ofState: ShownStateKind | undefined, ofTurn: TurnView['whose'] | undefined): number =>
    counted
      .filter((one) => (ofState ?? one.state) === one.state && (ofTurn ?? one.turn) === one.turn)
      .reduce((total, { size }) => total + size, 0)
  return {
    total: sum(state, turn),
    states: STATES.map((value) => ({ value, count: sum(value, turn) })).filter(({ count }) => count > 0),
    turns: TURNS.map((value) => ({ value, count: sum(state, value) })).filter(({ count }) => count > 0),
  }
}

interface VersionRow {
  readonly label: string
  readonly total: number
  readonly missing_count: number
  readonly received_ms: number
}

/** Prepares turning database rows into rows of the list. */
function openToRow(db: Db, newestMs: number): (row: ListRow) => SeriesRow {
  const select = db.prepare<{ id: number }, VersionRow>(
    `SELECT versions.label, versions.total, versions.missing_count, messages.received_ms
     FROM versions JOIN messages ON messages.id = versions.head WHERE versions.series = @id ORDER BY versions.position`,
  )
  return (row) => {
    const versions = select.all({ id: row.id })
    const newest = at(versions, versions.length - 1)
    return {
      id: row.key,
      title: row.title,
      author: person(row.author_name, row.author_email),
      lists: readList(row.lists),
      versionLabels: versions.map(({ label }) => label),
      newestPosted: isoTime(newest.received_ms),
      total: newest.total,
      present: newest.total - newest.missing_count,
      messages: row.messages,
      replies: row.replies,
      lastActivity: isoTime(row.last_ms),
      state: stateOf(db, row, newestMs),
      turn: turnOf(row),
      standings: getStandingSums(db, row.id, newest.total),
    }
  }
}
