import { parseMessageReference } from '../../lib/mail/archiveLink'
import type { Db } from '../open'
import { findSeries } from './find'
import { isoTime, person } from './format'
import { type SeriesRowData, summarise } from './series'
import { newestMailMs, STATE_COLUMNS, STATE_JOINS, stateOf, turnOf } from './state'
import type { SeriesListView, SeriesRow, SeriesSummary } from './views'

const PAGE_ROWS = 50
const MAX_TERMS = 8

export interface ListFilter {
  /** Words that title, author, list or a patch title must all hold, or a Message-ID or archive link. */
  readonly query?: string
  /** From 1. */
  readonly page?: number
}

interface ListRow extends SeriesRowData {
  readonly replies: number
  readonly reviewers: number
  readonly first_ms: number
}

/** A page of series, newest activity first. A page beyond the last is the last. */
export function listSeries(db: Db, { query = '', page = 1 }: ListFilter = {}): SeriesListView {
  const { where, parameters } = buildFilter(db, query)
  const total =
    db
      .prepare<string[], number>(`SELECT count(*) FROM series WHERE ${where}`)
      .pluck()
      .get(...parameters) ?? 0
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  const current = Math.min(Math.max(1, Math.trunc(page) || 1), pages)
  const newestMs = newestMailMs(db)
  const rows = db
    .prepare<(string | number)[], ListRow>(
      `SELECT series.id, series.key, title, author_name, author_email, lists, first_ms, messages, replies, reviewers, ${STATE_COLUMNS}
       FROM series ${STATE_JOINS} WHERE ${where} ORDER BY last_ms DESC, series.key LIMIT ? OFFSET ?`,
    )
    .all(...parameters, PAGE_ROWS, (current - 1) * PAGE_ROWS)
  return { rows: rows.map((row) => toRow(db, row, newestMs)), total, page: current, pages }
}

/** Every series that fits, with versions and patches, newest activity first: the JSON of `list`. */
export function* summariseSeries(db: Db, query = ''): Generator<SeriesSummary> {
  const { where, parameters } = buildFilter(db, query)
  const rows = db
    .prepare<string[], SeriesRowData>(
      `SELECT series.id, series.key, title, author_name, author_email, lists, messages, ${STATE_COLUMNS}
       FROM series ${STATE_JOINS} WHERE ${where} ORDER BY last_ms DESC, series.key`,
    )
    .all(...parameters)
  const newestMs = newestMailMs(db)
  for (const row of rows) yield summarise(db, row, newestMs)
}

function buildFilter(db: Db, query: string): { where: string; parameters: string[] } {
  const reference = /[@:]/.test(query) ? parseMessageReference(query) : undefined
  const named = reference === undefined ? undefined : findSeries(db, reference)
  if (named !== undefined) return { where: 'series.key = ?', parameters: [named.key] }
  const terms = query
    .slice(0, 500)
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, MAX_TERMS)
  const fields = ['title', 'author_name', 'author_email', 'lists'].map((field) => `${field} LIKE ? ESCAPE '\\'`)
  const clause = `(${fields.join(' OR ')}
    OR EXISTS (SELECT 1 FROM versions JOIN patches ON patches.version = versions.id
               WHERE versions.series = series.id AND patches.title LIKE ? ESCAPE '\\'))`
  const where = terms.map(() => clause).join(' AND ')
  const patterns = terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`)
  const parameters = patterns.flatMap((pattern) => [...fields, clause].map(() => pattern))
  return { where: where === '' ? '1' : where, parameters }
}

function toRow(db: Db, row: ListRow, newestMs: number): SeriesRow {
  const versions = db
    .prepare<[number], { label: string; total: number; missing: string }>(
      'SELECT label, total, missing FROM versions WHERE series = ? ORDER BY position',
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
    total,
    present: total - (JSON.parse(newest?.missing ?? '[]') as number[]).length,
    replies: row.replies,
    reviewers: row.reviewers,
    firstPosted: isoTime(row.first_ms),
    lastActivity: isoTime(row.last_ms),
    state: stateOf(row, newestMs),
    turn: turnOf(row),
  }
}
