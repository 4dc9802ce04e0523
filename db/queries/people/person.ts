import type { Db } from '../../open'
import { isoTime, person } from '../format'
import { type Labelled, listOwnStandings } from '../review/seriesReview'
import {
  newestMailMs,
  STALE_MS,
  STATE_COLUMNS,
  STATE_JOINS,
  type StateRow,
  stateOf,
  turnOf,
} from '../series/seriesState'
import type { PersonDetail, PersonPageView, PersonSeriesView } from '../views'

const PAGE_ROWS = 50
/** Most series under way that are looked at for what waits. */
const MAX_WAITING = 100
/** Most series looked at for the names and addresses of a person. */
const MAX_NAMED = 200

interface PersonRow {
  readonly name: string
  readonly emails: string
}

interface SeriesRow extends StateRow {
  readonly id: number
  readonly key: string
  readonly title: string
  readonly author_name: string
  readonly author_email: string
  readonly person: number
}

/** What the person with this address did, a page of series at a time; undefined for an address in no series on record. */
export function getPerson(db: Db, address: string, page = 1): PersonPageView | undefined {
  const email = address.toLowerCase()
  // `name+list@host` is the person with `name@host`, by whose address a series knows them.
  const detail = findPerson(db, email) ?? findPerson(db, email.replace(/\+[^@]*@/, '@'))
  if (detail === undefined) return undefined
  const marks = detail.emails.map(() => '?').join(', ')
  const total =
    db
      .prepare<string[], number>(`SELECT count(DISTINCT series) FROM addresses WHERE email IN (${marks})`)
      .pluck()
      .get(...detail.emails) ?? 0
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  const current = Math.min(Math.max(1, Math.trunc(page) || 1), pages)
  const rows = db
    .prepare<(string | number)[], SeriesRow>(
      `SELECT series.id, series.key, title, author_name, author_email, min(person) AS person, ${STATE_COLUMNS}
       FROM addresses JOIN series ON series.id = addresses.series ${STATE_JOINS}
       WHERE email IN (${marks}) GROUP BY series.id ORDER BY last_ms DESC, series.key LIMIT ? OFFSET ?`,
    )
    .all(...detail.emails, PAGE_ROWS, (current - 1) * PAGE_ROWS)
  const newestMs = newestMailMs(db)
  const waiting = listWaiting(db, detail, newestMs)
  return {
    person: detail,
    waiting: waiting.slice(0, MAX_WAITING).map((row) => toSeries(db, row, detail, newestMs)),
    waitingCut: waiting.length > MAX_WAITING,
    series: rows.map((row) => toSeries(db, row, detail, newestMs)),
    total,
    page: current,
    pages,
  }
}

/** Series under way that a person sent and that wait for their author, or in which what they said went stale, was met or answered. */
function listWaiting(db: Db, { emails }: PersonDetail, newestMs: number): SeriesRow[] {
  const marks = emails.map(() => '?').join(', ')
  return db
    .prepare<(string | number)[], SeriesRow>(
      `SELECT series.id, series.key, title, author_name, author_email, min(addresses.person) AS person, ${STATE_COLUMNS}
       FROM addresses CROSS JOIN series ON series.id = addresses.series ${STATE_JOINS}
       WHERE email IN (${marks}) AND series.last_ms >= ?
         AND state IN ('under-review', 'changes-requested', 'partly-applied', 'regression-reported')
         AND (turn = 'author' OR EXISTS (
           SELECT 1 FROM standings WHERE standings.series = series.id AND standings.person = addresses.person
             AND (status IN ('stale', 'addressed') OR (status IN ('open', 'promised') AND answered = 1))))
       GROUP BY series.id ORDER BY series.last_ms DESC, series.key LIMIT ?`,
    )
    .all(...emails, newestMs - STALE_MS, MAX_WAITING + 1)
}

/** Name and addresses: those of every series in which this address is one of several of one person. */
function findPerson(db: Db, email: string): PersonDetail | undefined {
  const rows = db
    .prepare<[string, number], PersonRow>(
      `SELECT name, emails FROM addresses JOIN people USING (series, person) JOIN series ON series.id = series
       WHERE email = ? ORDER BY last_ms DESC, key LIMIT ?`,
    )
    .all(email, MAX_NAMED)
  const name = rows.find((row) => row.name !== '')?.name ?? ''
  const emails = [...new Set(rows.flatMap((row) => JSON.parse(row.emails) as string[]))].sort()
  return rows.length === 0 ? undefined : { name, emails }
}

function toSeries(db: Db, row: SeriesRow, { emails }: PersonDetail, newestMs: number): PersonSeriesView {
  const versions = db
    .prepare<[number], Labelled>('SELECT version, label FROM versions WHERE series = ? ORDER BY position')
    .all(row.id)
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    newest: versions[versions.length - 1]?.label ?? '',
    lastActivity: isoTime(row.last_ms),
    state: stateOf(row, newestMs),
    turn: turnOf(row),
    own: emails.includes(row.author_email) || wrotePatch(db, row.id, emails),
    standings: listOwnStandings(db, row.id, row.person, versions),
  }
}

function wrotePatch(db: Db, series: number, emails: readonly string[]): boolean {
  const marks = emails.map(() => '?').join(', ')
  const found = db
    .prepare<(string | number)[], number>(
      `SELECT 1 FROM versions JOIN patches ON patches.version = versions.id
       WHERE series = ? AND patches.author_email IN (${marks}) LIMIT 1`,
    )
    .pluck()
    .get(series, ...emails)
  return found === 1
}
