import { at } from '../../../lib/at'
import { LIVELY_QUEUES, QUEUES, type Queue } from '../../../lib/review/queue'
import { QUIET_MS, SERIES_STATES, type SeriesStateKind } from '../../../lib/review/states'
import { sortTrees } from '../../../lib/series/backport'
import type { Db } from '../../open'
import { choosePage, isoTime, person, readList } from '../format'
import { getHeadline } from '../review/headline'
import { getStandingSums } from '../review/standingSums'
import { type SeriesRowData, summarise } from '../series/seriesDocument'
import { groupOf, newestMailMs, STATE_COLUMNS, STATE_JOINS, stateOf, turnOf } from '../series/seriesState'
import type { SeriesListView, SeriesRow, SeriesSummary, TurnView } from '../views'
import {
  type FilterSql,
  filterSql,
  NO_REPOSTS,
  type Parameters,
  type SeriesFilter,
  stateSql,
  TURNS,
  WHYS,
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
export const EMPTY_LIST: SeriesListView = {
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
  const sql = { ...found, where: `${found.where} AND ${foldSql(filter)}` }
  const newestMs = newestMailMs(db)
  const { total, ...facets } = countFacets(db, sql, filter, newestMs)
  const { page, pages, ...range } = choosePage(total, PAGE_ROWS, filter.page)
  const rows = selectRows(db, sql, filter, newestMs, range)
  const toRow = openToRow(db, newestMs)
  return { rows: rows.map(toRow), total, page, pages, ...facets }
}

/**
 * The condition that leaves one of the backports by one sender with one title, the one with the newest mail. Only where the filter finds all of them
 * or none: what else a filter asks for, one copy may have and another not.
 */
function foldSql({ query, age, reviewer, release, tree, committedMs }: SeriesFilter): string {
  if ([query, age, reviewer, release, tree, committedMs].some((one) => one !== undefined && one !== '')) return '1'
  return `(series.queue <> 'backport' OR NOT EXISTS (
    SELECT 1 FROM series AS newer WHERE newer.queue = 'backport' AND newer.title = series.title
      AND newer.author_email = series.author_email AND (newer.last_ms, newer.key) > (series.last_ms, series.key)))`
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
  const ids = order.slice(0, limit).map(({ id }) => id)
  return { rows: listRows(db, ids), total: order.length }
}

/** The series with these ids, in their order. */
export function listRows(db: Db, ids: readonly number[]): SeriesRow[] {
  const select = db.prepare<{ id: number }, ListRow>(
    `SELECT ${LIST_COLUMNS} FROM series ${STATE_JOINS} WHERE series.id = @id`,
  )
  const toRow = openToRow(db, newestMailMs(db))
  return ids.flatMap((id) => {
    const row = select.get({ id })
    return row === undefined ? [] : [toRow(row)]
  })
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
  readonly why: TurnView['why']
  readonly queue: Queue
  readonly all: number
  readonly old: number
}

/** What is counted, where it was asked for. */
interface Asked {
  readonly state: SeriesStateKind | undefined
  readonly turn: TurnView['whose'] | undefined
  readonly why: TurnView['why'] | undefined
  readonly group: Queue | undefined
}

type Facets = Pick<SeriesListView, 'total' | 'states' | 'turns' | 'groups' | 'whys'>

/** How many series match in all, and how many have each value of what is counted, whatever value of it was asked for. */
function countFacets(db: Db, sql: FilterSql, filter: SeriesFilter, newestMs: number): Facets {
  const rows = db
    .prepare<Parameters, CountRow>(
      `SELECT series.state, series.turn, series.turn_why AS why, series.queue, count(*) AS "all", sum(series.last_ms < @quietBefore) AS old
       FROM ${sql.from} WHERE ${sql.where} GROUP BY series.state, series.turn, series.turn_why, series.queue`,
    )
    .all({ ...sql.parameters, quietBefore: newestMs - QUIET_MS })
  const counted = rows.flatMap(({ queue, all, old, ...row }) => {
    const quiet = LIVELY_QUEUES.includes(queue) ? old : 0
    return [
      { ...row, group: queue, size: all - quiet },
      { ...row, group: 'quiet' as const, size: quiet },
    ]
  })
  const { state, turn, why, group } = filter
  const sum = (asked: Asked): number =>
    counted
      .filter(
        (one) =>
          (asked.state ?? one.state) === one.state &&
          (asked.turn ?? one.turn) === one.turn &&
          (asked.why ?? one.why) === one.why &&
          (asked.group ?? one.group) === one.group,
      )
      .reduce((total, { size }) => total + size, 0)
  const facet = <Value extends string>(values: readonly Value[], count: (value: Value) => number) =>
    values.map((value) => ({ value, count: count(value) })).filter((one) => one.count > 0)
  return {
    total: sum({ state, turn, why, group }),
    states: facet(SERIES_STATES, (value) => sum({ state: value, turn, why, group })),
    turns: facet(TURNS, (value) => sum({ state, turn: value, why, group })),
    groups: facet(QUEUES, (value) => sum({ state, turn, why: undefined, group: value })),
    whys: group === undefined ? [] : facet(WHYS, (value) => sum({ state, turn, why: value, group })),
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
  const selectTrees = db
    .prepare<{ title: string; email: string }, string>(
      `SELECT DISTINCT series.backport FROM series
       WHERE series.queue = 'backport' AND series.title = @title AND series.author_email = @email`,
    )
    .pluck()
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
      turn: turnOf(db, row),
      headline: getHeadline(db, row.id),
      group: groupOf(row, newestMs),
      backport:
        row.queue === 'backport'
          ? sortTrees(
              selectTrees
                .all({ title: row.title, email: row.author_email })
                .flatMap((trees) => readList<string>(trees)),
            )
          : [],
      standings: getStandingSums(db, row.id, newest.total),
    }
  }
}
