import { DAY_MS } from '../../../lib/isoTime'
import { LIVELY_QUEUES, type Queue } from '../../../lib/review/queue'
import { QUIET_MS, type SeriesStateKind } from '../../../lib/review/states'
import { joinMatch } from '../../../lib/search/cover'
import { matchColumns } from '../../../lib/search/matchColumns'
import { nameQuery } from '../../../lib/search/nameQuery'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import type { TurnView } from '../views'
import { findHits, type Hits } from './hits'
import { candidateSeries } from './search'

export const TURNS = ['author', 'reviewers', 'maintainer', 'nobody'] as const satisfies readonly TurnView['whose'][]

/** Why a series waits, in the order of lists. */
export const WHYS = [
  'unreviewed',
  'answered',
  'in-review',
  'ready',
  'open-remarks',
  'promised',
  'pledged',
  'called-good',
  'pushed',
  'fix-posted',
  'pinged',
  'in-pull-request',
  'deferred',
  'settled',
] as const satisfies readonly TurnView['why'][]

/** The age of the last activity in days before the newest mail of the database: at most that many, or more with `over-`. */
export const AGES = { '7d': 7, '30d': 30, '90d': 90, '1y': 365, 'over-7d': 7, 'over-30d': 30, 'over-90d': 90 } as const

export type Age = keyof typeof AGES

/** What a list of series is narrowed to; a series must match all of it. Texts are as a reader typed them. */
export interface SeriesFilter {
  /** What the search finds for this text: those of its series. */
  readonly query?: string
  /** What the search found, in place of `query`. */
  readonly hits?: Hits
  /** The exact address of a mailing list. */
  readonly list?: string
  /** Words in the name or address of someone who sent it, wrote patches of it or took a position on it. */
  readonly person?: string
  /** Words in the name or address of someone who sent the series or wrote patches of it. */
  readonly author?: string
  /** Words in the name or address of someone else who took a position on it. */
  readonly reviewer?: string
  readonly state?: SeriesStateKind
  readonly group?: Queue
  /** The exact path of a file or folder, without slashes at its ends. */
  readonly path?: string
  readonly turn?: TurnView['whose']
  readonly why?: TurnView['why']
  readonly age?: Age
  /** The release that first has a commit of it; `v6.1` also finds `v6.1-rc1`. */
  readonly release?: string
  /** The name of a tree that has a commit of it. */
  readonly tree?: string
  /** A commit of it was committed at this time or later, in milliseconds. */
  readonly committedMs?: number
}

/** Values for the named parameters of a statement. */
export type Parameters = Readonly<Record<string, string | number>>

/** A condition in SQL, with the values of its parameters. */
interface Condition {
  readonly where: string
  readonly parameters: Parameters
}

/** A filter in SQL: `from` names the tables, series among them, and `order` goes through them by newest activity. */
export interface FilterSql extends Condition {
  readonly from: string
  readonly order: string
}

/** The condition on the id of a series that leaves out those that are only the patches of pull requests, posted before by others: they are reviewed there. */
export const NO_REPOSTS = `NOT IN (
  SELECT places.series FROM pulls JOIN places ON places.message = pulls.message
  WHERE pulls.reposted = 1 AND places.series IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM versions LEFT JOIN pulls AS own ON own.message = versions.head
    WHERE versions.series = places.series AND own.reposted IS NOT 1))`

/**
 * The SQL of a filter, without state and turn, which the caller counts over; undefined when nothing can match. A path or a list is
 * read from its own index, newest first, and words are looked up in the full-text index.
 */
export function filterSql(db: Db, filter: SeriesFilter): FilterSql | undefined {
  const conditions: string[] = [`series.id ${NO_REPOSTS}`]
  const parameters: Record<string, string | number> = {}
  const add = (name: string, condition: string, value: string | number): void => {
    conditions.push(condition)
    parameters[name] = value
  }
  const { query = '', list, path, age } = filter
  const hits = filter.hits ?? (query === '' ? undefined : findHits(db, query))
  const driver = path !== undefined ? 'touched' : list !== undefined ? 'series_lists' : undefined
  if (path !== undefined) add('path', 'touched.path = @path', path)
  if (list !== undefined) {
    const other =
      'EXISTS (SELECT 1 FROM series_lists WHERE series_lists.series = series.id AND series_lists.list = @list)'
    add('list', driver === 'series_lists' ? 'series_lists.list = @list' : other, list)
  }
  const people = peopleExpression(filter)
  if (people === undefined) return undefined
  if (people !== '') {
    add('people', 'series.id IN (SELECT rowid FROM series_search WHERE series_search MATCH @people)', people)
  }
  if (hits !== undefined) {
    const found = candidateSeries(db, hits)
    if (found.length === 0) return undefined
    const ids = JSON.stringify(found.map(({ id }) => id))
    add('found', 'series.id IN (SELECT value FROM json_each(@found))', ids)
  }
  if (age !== undefined) {
    const sign = age.startsWith('over-') ? '<' : '>='
    add('since', `series.last_ms ${sign} @since`, newestMailMs(db) - AGES[age] * DAY_MS)
  }
  const committed = commitCondition(filter)
  if (committed !== undefined) {
    conditions.push(committed.where)
    Object.assign(parameters, committed.parameters)
  }
  return {
    // CROSS JOIN keeps the order of the join: the path or the list is looked up first.
    from: driver === undefined ? 'series' : `${driver} CROSS JOIN series ON series.id = ${driver}.series`,
    where: conditions.join(' AND '),
    order: `${driver ?? 'series'}.last_ms DESC, series.key`,
    parameters,
  }
}

/** The condition that one commit of a series meets all that the filter asks of commits. Undefined when it asks nothing. */
function commitCondition({ release, tree, committedMs }: SeriesFilter): Condition | undefined {
  const conditions = [
    ...(release === undefined ? [] : ['(commits.release = @release OR commits.release GLOB @candidates)']),
    ...(committedMs === undefined ? [] : ['commits.committed_ms >= @committedMs']),
    ...(tree === undefined
      ? []
      : [
          `EXISTS (SELECT 1 FROM sightings JOIN branches ON branches.id = sightings.branch JOIN trees ON trees.id = branches.tree
                   WHERE sightings."commit" = commits.id AND sightings.gone_ms IS NULL AND trees.name = @tree)`,
        ]),
  ]
  if (conditions.length === 0) return undefined
  return {
    where: `series.id IN (
      SELECT places.series FROM ties JOIN commits ON commits.id = ties."commit" JOIN places ON places.message = ties.message
      WHERE places.series IS NOT NULL AND ${conditions.join(' AND ')})`,
    parameters: {
      ...(release !== undefined && { release, candidates: `${release.replace(/[*?[]/g, '[$&]')}-rc*` }),
      ...(committedMs !== undefined && { committedMs }),
      ...(tree !== undefined && { tree }),
    },
  }
}

/** '' without people in the filter; undefined when a name has no letter to look for. */
function peopleExpression({ person, author, reviewer }: SeriesFilter): string | undefined {
  const parts: string[] = []
  const asked = [
    [['author', 'reviewer'], person],
    [['author'], author],
    [['reviewer'], reviewer],
  ] as const
  for (const [columns, text] of asked) {
    if (text === undefined || text === '') continue
    const name = nameQuery(text)
    if (name === undefined) return undefined
    const inOne = columns.map((column) => matchColumns(name, { from: [column] }))
    parts.push(joinMatch(inOne, 'OR'))
  }
  return joinMatch(parts, 'AND')
}

/** The condition for what is counted: state, turn, its reason and group. A group depends on the newest mail, since a series can go quiet. */
export function stateSql({ state, turn, why, group }: SeriesFilter, newestMs: number): Condition {
  const asked = [
    ...(state === undefined ? [] : ['series.state = @state']),
    ...(turn === undefined ? [] : ['series.turn = @turn']),
    ...(why === undefined ? [] : ['series.turn_why = @why']),
  ]
  const parameters = { ...(state && { state }), ...(turn && { turn }), ...(why && { why }) }
  const quietBefore = newestMs - QUIET_MS
  const lively = JSON.stringify(LIVELY_QUEUES)
  if (group === undefined) return { where: asked.join(' AND ') || '1', parameters }
  if (group === 'quiet') {
    const where = ['series.queue IN (SELECT value FROM json_each(@lively)) AND series.last_ms < @quietBefore', ...asked]
    return { where: where.join(' AND '), parameters: { ...parameters, lively, quietBefore } }
  }
  if (!LIVELY_QUEUES.includes(group))
    return { where: ['series.queue = @group', ...asked].join(' AND '), parameters: { ...parameters, group } }
  const where = ['series.queue = @group AND series.last_ms >= @quietBefore', ...asked]
  return { where: where.join(' AND '), parameters: { ...parameters, group, quietBefore } }
}

/**
 * The filter that leaves one of the backports by one sender with one title, the one with the newest mail. Only where it finds all of them or none: what else a
 * filter asks for, one copy may have and another not.
 */
export function folded(sql: FilterSql, filter: SeriesFilter): FilterSql {
  const { query, hits, age, person, reviewer, release, tree, committedMs } = filter
  if ([query, hits, age, person, reviewer, release, tree, committedMs].some((one) => one !== undefined && one !== ''))
    return sql
  const where = `${sql.where} AND (series.queue <> 'backport' OR NOT EXISTS (
    SELECT 1 FROM series AS newer WHERE newer.queue = 'backport' AND newer.title = series.title
      AND newer.author_email = series.author_email AND (newer.last_ms, newer.key) > (series.last_ms, series.key)))`
  return { ...sql, where }
}
