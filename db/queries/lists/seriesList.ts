import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { getStandingSums } from '../review/standingSums'
import { type SeriesRowData, summarise } from '../series/seriesDocument'
import { newestMailMs, STALE_MS, STATE_COLUMNS, STATE_JOINS, stateOf, turnOf } from '../series/seriesState'
import type { FacetView, SeriesListView, SeriesRow, SeriesSummary, StateView, TurnView } from '../views'
import { type FilterSql, filterSql, type SeriesFilter, STATES, stateSql, TURNS } from './filter'
import { candidateSeries } from './search'

const PAGE_ROWS = 50

export interface ListFilter extends SeriesFilter {
  /** From 1. */
  readonly page?: number
}

interface ListRow extends SeriesRowData {
  readonly replies: number
  readonly reviewers: number
  readonly first_ms: number
}

const LIST_COLUMNS = `series.id, series.key, title, author_name, author_email, lists, first_ms, messages, replies, reviewers, ${STATE_COLUMNS}`

export const EMPTY_LIST: SeriesListView = { rows: [], total: 0, page: 1, pages: 1, states: [], turns: [] }

/** A page of the series that fit, newest activity first, with how many there are of each state and turn. A page beyond the last is the last. */
export function listSeries(db: Db, filter: ListFilter = {}): SeriesListView {
  const sql = filterSql(db, filter)
  if (sql === undefined) return EMPTY_LIST
  const newestMs = newestMailMs(db)
  const { total, states, turns } = countFacets(db, sql, filter, newestMs)
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  const current = Math.min(Math.max(1, Math.trunc(filter.page ?? 1) || 1), pages)
  const rows = selectRows(db, sql, filter, newestMs, PAGE_ROWS, (current - 1) * PAGE_ROWS)
  return { rows: rows.map((row) => toRow(db, row, newestMs)), total, page: current, pages, states, turns }
}

/** Every series that fits, with versions and patches, newest activity first: the JSON of `list`. */
export function* summariseSeries(db: Db, filter: SeriesFilter = {}): Generator<SeriesSummary> {
  const sql = filterSql(db, filter)
  if (sql === undefined) return
  const newestMs = newestMailMs(db)
  // -1 is no limit.
  for (const row of selectRows(db, sql, filter, newestMs, -1, 0)) yield summarise(db, row, newestMs)
}

/** One page of summaries; none beyond the last. */
export function summarisePage(db: Db, { page = 1, ...filter }: ListFilter): SeriesSummary[] {
  const sql = filterSql(db, filter)
  if (sql === undefined) return []
  const newestMs = newestMailMs(db)
  const rows = selectRows(db, sql, filter, newestMs, PAGE_ROWS, (page - 1) * PAGE_ROWS)
  return rows.map((row) => summarise(db, row, newestMs))
}

const FOUND_ROWS = 20

/** The series a search found, those with the words in their title first, then by activity; `total` counts all of them. */
export function searchSeries(db: Db, query: string, limit = FOUND_ROWS): { rows: SeriesRow[]; total: number } {
  const found = new Map(candidateSeries(db, query).map(({ id, by }) => [id, by]))
  const newestMs = newestMailMs(db)
  const rank = { id: 0, title: 1, head: 2, mail: 3 } as const
  const order = db
    .prepare<[string], { id: number }>(
      'SELECT id FROM series WHERE id IN (SELECT value FROM json_each(?)) ORDER BY last_ms DESC, key',
    )
    .all(JSON.stringify([...found.keys()]))
    .sort((a, b) => rank[found.get(a.id) ?? 'mail'] - rank[found.get(b.id) ?? 'mail'])
  const select = db.prepare<[number], ListRow>(`SELECT ${LIST_COLUMNS} FROM series ${STATE_JOINS} WHERE series.id = ?`)
  const rows = order.slice(0, limit).flatMap(({ id }) => select.get(id) ?? [])
  return { rows: rows.map((row) => toRow(db, row, newestMs)), total: order.length }
}

function selectRows(
  db: Db,
  { from, where, order, parameters }: FilterSql,
  { state, turn }: SeriesFilter,
  newestMs: number,
  limit: number,
  offset: number,
): ListRow[] {
  const ofState = stateSql(state, newestMs)
  const ofTurn = turn === undefined ? '' : 'AND series.turn = ?'
  return db
    .prepare<(string | number)[], ListRow>(
      `SELECT ${LIST_COLUMNS} FROM ${from} ${STATE_JOINS}
       WHERE ${where} AND ${ofState.where} ${ofTurn} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .all(...parameters, ...ofState.parameters, ...(turn === undefined ? [] : [turn]), limit, offset)
}

interface CountRow {
  readonly state: StateView['kind']
  readonly turn: TurnView['whose']
  readonly all: number
  readonly old: number
}

interface Facets {
  readonly total: number
  readonly states: readonly FacetView<StateView['kind']>[]
  readonly turns: readonly FacetView<TurnView['whose']>[]
}

/** How many fit in all, of each state whatever the state asked for, and of each turn whatever the turn asked for. */
function countFacets(db: Db, sql: FilterSql, { state, turn }: SeriesFilter, newestMs: number): Facets {
  const rows = db
    .prepare<(string | number)[], CountRow>(
      `SELECT series.state, series.turn, count(*) AS "all", sum(series.last_ms < ?) AS old
       FROM ${sql.from} WHERE ${sql.where} GROUP BY series.state, series.turn`,
    )
    .all(newestMs - STALE_MS, ...sql.parameters)
  const counted = rows.flatMap((row) => {
    const live = row.state === 'under-review' || row.state === 'changes-requested'
    const stale = live ? row.old : 0
    return [
      { state: row.state, turn: row.turn, size: row.all - stale },
      { state: 'stale' as const, turn: row.turn, size: stale },
    ]
  })
  const sum = (ofState: StateView['kind'] | undefined, ofTurn: TurnView['whose'] | undefined): number =>
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
  readonly key: string
  readonly total: number
  readonly missing: string
  readonly received_ms: number
}

function toRow(db: Db, row: ListRow, newestMs: number): SeriesRow {
  const versions = db
    .prepare<[number], VersionRow>(
      `SELECT label, versions.key, total, missing, received_ms
       FROM versions JOIN messages ON messages.id = head WHERE series = ? ORDER BY position`,
    )
    .all(row.id)
  const newest = versions[versions.length - 1]
  const total = newest?.total ?? 0
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    lists: JSON.parse(row.lists) as string[],
    versionLabels: versions.map(({ label }) => label),
    newestPosted: isoTime(newest?.received_ms ?? row.first_ms),
    total,
    present: total - (JSON.parse(newest?.missing ?? '[]') as number[]).length,
    replies: row.replies,
    reviewers: row.reviewers,
    firstPosted: isoTime(row.first_ms),
    lastActivity: isoTime(row.last_ms),
    state: stateOf(row, newestMs),
    turn: turnOf(row),
    standings: getStandingSums(db, row.id, total),
  }
}
