import { whyAgain } from '../../../lib/review/again'
import { mailboxKey } from '../../../lib/review/basis'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import { NO_REPOSTS } from '../lists/filter'
import { listRows } from '../lists/seriesRows'
import { openIsMaintainer } from '../review/maintainers'
import { listOwnAsked } from '../review/remarkList'
import { type Labelled, listOwnStandings } from '../review/seriesReview'
import type { PersonDetail, PersonPageView, PersonSeriesView } from '../views'
import { findPerson } from './findPerson'
import { listDuties } from './personDuties'

const PAGE_ROWS = 50

/** A series in which a person has a number. */
interface TakenPart {
  readonly id: number
  readonly person: number
}

/** The rows of `addresses` that a person has. */
const OF_PERSON = `addresses.email IN (SELECT value FROM json_each(@emails)) AND addresses.series ${NO_REPOSTS}`

/** What is waiting on the person with this address, and what they did, a page of series at a time; undefined for an address in no series. */
export function getPerson(db: Db, address: string, page = 1): PersonPageView | undefined {
  const person = findPerson(db, address)
  if (person === undefined) return undefined
  const emails = JSON.stringify(person.emails)
  const count = db.prepare<{ emails: string }, number>(
    `SELECT count(DISTINCT addresses.series) FROM addresses WHERE ${OF_PERSON}`,
  )
  const total = Number(count.pluck().get({ emails }))
  const { page: current, pages, ...range } = choosePage(total, PAGE_ROWS, page)
  const taken = db
    .prepare<{ emails: string; limit: number; offset: number }, TakenPart>(
      `SELECT series.id, min(addresses.person) AS person FROM addresses JOIN series ON series.id = addresses.series
       WHERE ${OF_PERSON} GROUP BY series.id
       ORDER BY series.queue = 'backport', series.last_ms DESC, series.key LIMIT @limit OFFSET @offset`,
    )
    .all({ emails, ...range })
  const toSeries = openToSeries(db, person)
  const maintainer = openIsMaintainer(db)(person.emails.map(mailboxKey))
  return {
    person,
    maintainer,
    ...listDuties(db, { person, newestMs: newestMailMs(db), toSeries }),
    series: taken.flatMap(toSeries),
    total,
    page: current,
    pages,
  }
}

/** Prepares to read a series in which the person has a number; without one, they said nothing there. */
function openToSeries(
  db: Db,
  { emails }: PersonDetail,
): (taken: Partial<TakenPart> & Pick<TakenPart, 'id'>) => PersonSeriesView[] {
  const select = db.prepare<{ id: number }, Labelled>(
    'SELECT version, label FROM versions WHERE series = @id ORDER BY position',
  )
  return ({ id, person }) =>
    listRows(db, [id]).map((row) => {
      const versions = select.all({ id })
      const standings = person === undefined ? [] : listOwnStandings(db, id, person, versions)
      return {
        row,
        own: emails.includes(row.author.email) || wrotePatch(db, id, emails),
        standings,
        asked: person === undefined ? [] : listOwnAsked(db, id, person, versions),
        again: whyAgain(standings.map((one) => ({ ...one, last: null, sentence: `${one.messageId} ${one.quote}` }))),
      }
    })
}

function wrotePatch(db: Db, series: number, emails: readonly string[]): boolean {
  const select = db.prepare<{ series: number; emails: string }, 1>(
    `SELECT 1 FROM versions JOIN patches ON patches.version = versions.id
     WHERE versions.series = @series AND patches.author_email IN (SELECT value FROM json_each(@emails)) LIMIT 1`,
  )
  return select.pluck().get({ series, emails: JSON.stringify(emails) }) === 1
}
