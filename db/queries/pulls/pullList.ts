import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { findMessage } from '../series/find'
import { listPulledSeries } from './pulledSeries'
import { openPullPatches } from './pullPatches'
import { daysSince, openPullPeople } from './pullPeople'
import { openSummary, openSummaryOf, seriesIn, toTry } from './pullSummary'
import { readPullText } from './pullText'
import type { PullDocument, PullSummary, SeriesPullView } from './pullViews'
import { openPullFacts, PULL_COLUMNS, type PullRow, REQUEST } from './readPulls'

const PAGE_ROWS = 50
/** Patches of one request that its page lists. */
const MAX_PATCHES = 2_000

/** Whether there is any pull request. */
export function hasPulls(db: Db): boolean {
  return db.prepare(`SELECT 1 FROM pulls WHERE ${REQUEST} LIMIT 1`).get() !== undefined
}

/** Whether this mail is a pull request and no series in the lists. */
export function isPull(db: Db, messageId: string): boolean {
  const id = findMessage(db, messageId)
  const select = db.prepare<{ id: number }, 1>(
    `SELECT 1 FROM pulls JOIN places ON places.message = pulls.message
     WHERE pulls.message = @id AND ${REQUEST} AND (pulls.reposted = 1 OR places.series IS NULL)`,
  )
  return id !== undefined && select.get({ id }) !== undefined
}

/** One page of summaries, `size` to a page from 1; none after the last. */
export function summarisePullPage(db: Db, page = 1, size = PAGE_ROWS): Generator<PullSummary> {
  return summarisePulls(db, { limit: size, offset: (page - 1) * size })
}

/** Pull requests, newest first; all of them unless a range is given. */
export function* summarisePulls(
  db: Db,
  { limit, offset }: { readonly limit: number; readonly offset: number } = { limit: -1, offset: 0 },
): Generator<PullSummary> {
  const ids = db
    .prepare<{ limit: number; offset: number }, number>(
      `SELECT pulls.message FROM pulls CROSS JOIN messages ON messages.id = pulls.message
       WHERE ${REQUEST} ORDER BY messages.received_ms DESC, messages.key LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ limit, offset })
  const select = openSelect(db)
  const toSummary = openSummary(db)
  for (const id of ids) {
    const row = select(id)
    if (row !== undefined) yield toSummary(row)
  }
}

/** The pull request that a mail makes, or that holds it as one of its patches or answers; undefined when there is none. */
export function getPull(db: Db, messageId: string): PullDocument | undefined {
  const id = findMessage(db, messageId)
  const row = id === undefined ? undefined : findPull(db, id)
  if (row === undefined) return undefined
  const facts = openPullFacts(db)
  const shortlog = openPullPatches(db).listPatches(row, MAX_PATCHES)
  const ownSeries = db
    .prepare<{ id: number }, string>(
      'SELECT series.key FROM places JOIN series ON series.id = places.series WHERE places.message = @id AND places.head = @id',
    )
    .pluck()
  const text = readPullText(db, row)
  return {
    ...openSummaryOf(db, facts)(row, seriesIn(shortlog)),
    ...text,
    ...openPullPeople(db)(row.from_email, text.to),
    days: facts.stateOf(row) === 'requested' ? daysSince(newestMailMs(db), row.received_ms) : null,
    base: row.base,
    head: row.head,
    proof: facts.proofOf(row),
    supersededBy: toTry(facts.nextOf(row)),
    supersedes: toTry(facts.beforeOf(row)),
    shortlog,
    seriesIn: listPulledSeries(db, shortlog),
    ownSeries: (row.reposted === 1 ? undefined : ownSeries.get({ id: row.id })) ?? null,
  }
}

/** The request that a mail makes, else the one nearest above it. */
export function findPull(db: Db, message: number): PullRow | undefined {
  const select = openSelect(db)
  const parentOf = db.prepare<{ id: number }, number | null>('SELECT parent FROM places WHERE message = @id').pluck()
  let id: number | null | undefined = message
  for (let steps = 0; id != null && steps < 100; steps++) {
    const row = select(id)
    if (row !== undefined) return row
    id = parentOf.get({ id })
  }
  return undefined
}

/** Requests that the page of a series names. */
const MAX_NAMED = 3

/** The pull requests that list patches of a series, those that were archived first. `total`: how many there are. */
export function listSeriesPulls(
  db: Db,
  series: number,
): { readonly pulls: readonly SeriesPullView[]; readonly pullCount: number } {
  const all = db
    .prepare<{ series: number }, PullRow & { readonly listed: number }>(
      `SELECT ${PULL_COLUMNS}, count(DISTINCT pulled.message) AS listed
       FROM versions JOIN patches ON patches.version = versions.id JOIN pulled ON pulled.message = patches.message
            JOIN pulls ON pulls.message = pulled.pull JOIN messages ON messages.id = pulls.message
       WHERE versions.series = @series AND ${REQUEST} GROUP BY pulls.message ORDER BY pulls.message`,
    )
    .all({ series })
  return {
    pulls: all.slice(0, MAX_NAMED).map((row) => ({
      id: row.key,
      from: person(row.from_name, row.from_email),
      date: isoTime(row.received_ms),
      patches: row.listed,
    })),
    pullCount: all.length,
  }
}

function openSelect(db: Db): (id: number) => PullRow | undefined {
  const select = db.prepare<{ id: number }, PullRow>(
    `SELECT ${PULL_COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message WHERE pulls.message = @id AND ${REQUEST}`,
  )
  return (id) => select.get({ id })
}
