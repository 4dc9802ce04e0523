import type { Db } from '../open'
import { isoTime, person } from './format'
import { listOwnStandings } from './review'
import { newestMailMs, STATE_COLUMNS, STATE_JOINS, type StateRow, stateOf, turnOf } from './state'
import { listVersions } from './versions'
import type { PersonDetail, PersonPageView, PersonSeriesView } from './views'

const PAGE_ROWS = 50

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
  const detail = findPerson(db, address.toLowerCase())
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
  return { person: detail, series: rows.map((row) => toSeries(db, row, detail, newestMs)), total, page: current, pages }
}

/** Name and addresses: those of every series in which this address is one of several of one person. */
function findPerson(db: Db, email: string): PersonDetail | undefined {
  const rows = db
    .prepare<[string], PersonRow>(
      `SELECT name, emails FROM addresses JOIN people USING (series, person) JOIN series ON series.id = series
       WHERE email = ? ORDER BY last_ms DESC, key`,
    )
    .all(email)
  const name = rows.find((row) => row.name !== '')?.name ?? ''
  const emails = [...new Set(rows.flatMap((row) => JSON.parse(row.emails) as string[]))].sort()
  return rows.length === 0 ? undefined : { name, emails }
}

function toSeries(db: Db, row: SeriesRow, { emails }: PersonDetail, newestMs: number): PersonSeriesView {
  const versions = listVersions(db, row.id)
  const wrote = versions.some(({ patches }) => patches.some(({ author }) => emails.includes(author.email)))
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    newest: versions[versions.length - 1]?.label ?? '',
    lastActivity: isoTime(row.last_ms),
    state: stateOf(row, newestMs),
    turn: turnOf(row),
    own: wrote || emails.includes(row.author_email),
    standings: listOwnStandings(db, row.id, row.person, versions),
  }
}
