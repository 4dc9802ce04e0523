import { at } from '../../../lib/at'
import { QUIET_MS, UNFINISHED_STATES } from '../../../lib/review/states'
import type { Db } from '../../open'
import { choosePage, isoTime, person, readList } from '../format'
import { NO_REPOSTS } from '../lists/filter'
import { LOOK_AGAIN_PARAMETERS, LOOKS_AGAIN } from '../review/looksAgain'
import { listOwnAsked } from '../review/remarkList'
import { type Labelled, listOwnStandings } from '../review/seriesReview'
import { newestMailMs, STATE_COLUMNS, STATE_JOINS, type StateRow, stateOf, turnOf } from '../series/seriesState'
import type { PersonDetail, PersonPageView, PersonSeriesView } from '../views'

const PAGE_ROWS = 50
/** Bounds the series under way that are looked at for what waits. */
const MAX_WAITING = 100
/** Bounds the series that are looked at for the names and addresses of a person. */
const MAX_NAMED = 200

interface SeriesRow extends StateRow {
  readonly key: string
  readonly title: string
  /** Number of the person within the series. */
  readonly person: number
}

const SERIES_COLUMNS = `series.key, series.title, min(addresses.person) AS person, ${STATE_COLUMNS}`
/** The rows of `addresses` that a person has. */
const OF_PERSON = `addresses.email IN (SELECT value FROM json_each(@emails)) AND addresses.series ${NO_REPOSTS}`

/** What the person with this address did, a page of series at a time; undefined for an address in no series. */
export function getPerson(db: Db, address: string, page = 1): PersonPageView | undefined {
  const email = address.toLowerCase()
  // `name+list@host` is the same person as `name@host`, the address under which a series knows them.
  const detail = findPerson(db, email) ?? findPerson(db, email.replace(/\+[^@]*@/, '@'))
  if (detail === undefined) return undefined
  const emails = JSON.stringify(detail.emails)
  const count = db.prepare<{ emails: string }, number>(
    `SELECT count(DISTINCT addresses.series) FROM addresses WHERE ${OF_PERSON}`,
  )
  const total = Number(count.pluck().get({ emails }))
  const { page: current, pages, ...range } = choosePage(total, PAGE_ROWS, page)
  const rows = db
    .prepare<{ emails: string; limit: number; offset: number }, SeriesRow>(
      `SELECT ${SERIES_COLUMNS} FROM addresses JOIN series ON series.id = addresses.series ${STATE_JOINS}
       WHERE ${OF_PERSON} GROUP BY series.id ORDER BY series.last_ms DESC, series.key LIMIT @limit OFFSET @offset`,
    )
    .all({ emails, ...range })
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

/**
 * Series under way that may wait for a person: their own ones that wait for the author, and those where the code under their tag
 * changed, their comment was addressed, or the author answered it.
 */
function listWaiting(db: Db, { emails }: PersonDetail, newestMs: number): SeriesRow[] {
  return db
    .prepare<Readonly<Record<string, string | number>>, SeriesRow>(
      `SELECT ${SERIES_COLUMNS} FROM addresses CROSS JOIN series ON series.id = addresses.series ${STATE_JOINS}
       WHERE ${OF_PERSON} AND series.last_ms >= @since
         AND series.state IN (SELECT value FROM json_each(@unfinished))
         AND (series.turn = 'author' OR EXISTS (
           SELECT 1 FROM standings
           WHERE standings.series = series.id AND standings.person = addresses.person AND ${LOOKS_AGAIN}))
       GROUP BY series.id ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({
      emails: JSON.stringify(emails),
      since: newestMs - QUIET_MS,
      unfinished: JSON.stringify(UNFINISHED_STATES),
      ...LOOK_AGAIN_PARAMETERS,
      limit: MAX_WAITING + 1,
    })
}

/** The name and all addresses of the person with this address, from the series in which it is one of several of the same person. */
function findPerson(db: Db, email: string): PersonDetail | undefined {
  const rows = db
    .prepare<{ email: string; limit: number }, { name: string; emails: string }>(
      `SELECT people.name, people.emails
       FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
            JOIN series ON series.id = addresses.series
       WHERE addresses.email = @email ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({ email, limit: MAX_NAMED })
  const name = rows.find((row) => row.name !== '')?.name ?? ''
  const emails = [...new Set(rows.flatMap((row) => readList<string>(row.emails)))].sort()
  return rows.length === 0 ? undefined : { name, emails }
}

function toSeries(db: Db, row: SeriesRow, { emails }: PersonDetail, newestMs: number): PersonSeriesView {
  const versions = db
    .prepare<{ id: number }, Labelled>('SELECT version, label FROM versions WHERE series = @id ORDER BY position')
    .all({ id: row.id })
  return {
    id: row.key,
    title: row.title,
    author: person(row.author_name, row.author_email),
    newest: at(versions, versions.length - 1).label,
    lastActivity: isoTime(row.last_ms),
    state: stateOf(db, row, newestMs),
    turn: turnOf(db, row),
    own: emails.includes(row.author_email) || wrotePatch(db, row.id, emails),
    standings: listOwnStandings(db, row.id, row.person, versions),
    asked: listOwnAsked(db, row.id, row.person, versions),
  }
}

function wrotePatch(db: Db, series: number, emails: readonly string[]): boolean {
  const select = db.prepare<{ series: number; emails: string }, 1>(
    `SELECT 1 FROM versions JOIN patches ON patches.version = versions.id
     WHERE versions.series = @series AND patches.author_email IN (SELECT value FROM json_each(@emails)) LIMIT 1`,
  )
  return select.pluck().get({ series, emails: JSON.stringify(emails) }) === 1
}
