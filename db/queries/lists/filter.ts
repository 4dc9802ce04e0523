import { matchExpression, parseTerms } from '../../../lib/search/terms'
import type { Db } from '../../open'
import { newestMailMs, STALE_MS } from '../series/seriesState'
import type { StateView, TurnView } from '../views'
import { candidateSeries } from './search'

const DAY_MS = 24 * 60 * 60_000

export const STATES = [
  'under-review',
  'changes-requested',
  'applied',
  'partly-applied',
  'regression-reported',
  'rejected',
  'withdrawn',
  'superseded',
  'stale',
] as const satisfies readonly StateView['kind'][]

export const TURNS = ['author', 'reviewers', 'maintainer', 'nobody'] as const satisfies readonly TurnView['whose'][]

/** Days before the newest mail on record; with `over-`, that long and longer. */
export const AGES = { '7d': 7, '30d': 30, '90d': 90, '1y': 365, 'over-7d': 7, 'over-30d': 30, 'over-90d': 90 } as const

export type Age = keyof typeof AGES

/** What a list of series is narrowed to; all of it must fit. Texts are as a reader typed them. */
export interface SeriesFilter {
  /** Words, a Message-ID or an archive link, as the search reads them. */
  readonly query?: string
  /** Address of a mailing list, exact. */
  readonly list?: string
  /** Words of the name or address of who sent it or wrote patches of it. */
  readonly author?: string
  /** The same of somebody else who said something that counts. */
  readonly reviewer?: string
  readonly state?: StateView['kind']
  /** A file or folder, exact, without slashes at its ends. */
  readonly path?: string
  readonly turn?: TurnView['whose']
  readonly age?: Age
}

/** A filter as SQL: `from` names the tables, series among them, and `order` walks them by newest activity. */
export interface FilterSql {
  readonly from: string
  readonly where: string
  readonly order: string
  readonly parameters: readonly (string | number)[]
}

/**
 * The SQL of a filter; undefined when nothing can fit. A path or a list is walked by its own index, newest first; words are looked
 * up in the full-text index. State and turn are left to the caller, who counts over them.
 */
export function filterSql(db: Db, filter: SeriesFilter): FilterSql | undefined {
  const conditions: string[] = []
  const parameters: (string | number)[] = []
  const add = (condition: string, ...values: readonly (string | number)[]): void => {
    conditions.push(condition)
    parameters.push(...values)
  }
  const { query = '', list, path, age } = filter
  const driver = path !== undefined ? 'touched' : list !== undefined ? 'series_lists' : undefined
  if (path !== undefined) add('touched.path = ?', path)
  if (path === undefined && list !== undefined) add('series_lists.list = ?', list)
  if (path !== undefined && list !== undefined) {
    add('EXISTS (SELECT 1 FROM series_lists AS l WHERE l.series = series.id AND l.list = ?)', list)
  }
  const people = peopleExpression(filter)
  if (people === undefined) return undefined
  if (people !== '') add('series.id IN (SELECT rowid FROM series_search WHERE series_search MATCH ?)', people)
  if (query !== '') {
    const found = candidateSeries(db, query)
    if (found.length === 0) return undefined
    add('series.id IN (SELECT value FROM json_each(?))', JSON.stringify(found.map(({ id }) => id)))
  }
  if (age !== undefined) {
    add(`series.last_ms ${age.startsWith('over-') ? '<' : '>='} ?`, newestMailMs(db) - AGES[age] * DAY_MS)
  }
  return {
    // CROSS JOIN is SQLite's way to fix the order of a join: the path or the list is looked up first.
    from: driver === undefined ? 'series' : `${driver} CROSS JOIN series ON series.id = ${driver}.series`,
    where: conditions.length === 0 ? '1' : conditions.join(' AND '),
    order: `${driver ?? 'series'}.last_ms DESC, series.key`,
    parameters,
  }
}

/** '' without people in the filter; undefined when a name has no letter to look for. */
function peopleExpression({ author, reviewer }: SeriesFilter): string | undefined {
  const parts: string[] = []
  for (const [column, text] of [['author', author] as const, ['reviewer', reviewer] as const]) {
    if (text === undefined || text === '') continue
    const words = matchExpression(parseTerms(text))
    if (words === '') return undefined
    parts.push(`{${column}} : (${words})`)
  }
  return parts.join(' AND ')
}

/** The condition for a state, which for those that can go stale depends on the newest mail. */
export function stateSql(
  state: StateView['kind'] | undefined,
  newestMs: number,
): { where: string; parameters: (string | number)[] } {
  const cutoff = newestMs - STALE_MS
  switch (state) {
    case undefined:
      return { where: '1', parameters: [] }
    case 'stale':
      return {
        where: `series.state IN ('under-review', 'changes-requested') AND series.last_ms < ?`,
        parameters: [cutoff],
      }
    case 'under-review':
    case 'changes-requested':
      return { where: 'series.state = ? AND series.last_ms >= ?', parameters: [state, cutoff] }
    default:
      return { where: 'series.state = ?', parameters: [state] }
  }
}
