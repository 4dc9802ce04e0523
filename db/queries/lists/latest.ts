import { groupBy } from '../../../lib/groupBy'
import { DAY_MS } from '../../../lib/isoTime'
import { WAITING_POSITIONS } from '../../../lib/review/positions'
import { isApplied, SERIES_STATES, type SeriesStateKind } from '../../../lib/review/states'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { LatestView } from '../views'
import type { FilterSql, Parameters } from './filter'

/** Bounds the mails of a day that are looked at, the newest of them. */
const MAX_MAILS = 2_000

/** States whose mail says that patches were applied. That of a regression report is about patches that were applied before. */
const TAKEN: readonly SeriesStateKind[] = SERIES_STATES.filter(
  (state) => isApplied(state) && state !== 'regression-reported',
)

/** When nothing can match. */
export const NOTHING_LATEST: LatestView = { asOf: null, since: null, versions: [], comments: [], applied: [] }

interface MailRow {
  readonly id: number
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly series: number
  readonly series_key: string
  readonly title: string
  readonly state: SeriesStateKind
  readonly state_message: number | null
}

/** When the newest mail was received; null without mail. */
export function getNewestMail(db: Db): string | null {
  const ms = newestMailMs(db)
  return ms === 0 ? null : isoTime(ms)
}

/**
 * What came in the day before the newest mail, for the series that match a filter: versions, review comments that ask for something, and series that a mail or
 * a merged pull request showed to be applied. The newest first. The filter has no condition on groups.
 */
export function listLatest(
  db: Db,
  { from, where, parameters }: Omit<FilterSql, 'order'>,
  newestMs: number,
): LatestView {
  if (newestMs === 0) return NOTHING_LATEST
  const sinceMs = newestMs - DAY_MS
  const mails = listMails(db, sinceMs)
  const matching = new Set(
    db
      .prepare<Parameters, number>(
        `SELECT series.id FROM ${from} WHERE ${where} AND series.id IN (SELECT value FROM json_each(@latest))`,
      )
      .pluck()
      .all({ ...parameters, latest: JSON.stringify([...new Set(mails.map(({ series }) => series))]) }),
  )
  const own = mails.filter(({ series }) => matching.has(series))
  return {
    asOf: isoTime(newestMs),
    since: isoTime(sinceMs),
    versions: listVersions(db, own),
    comments: listComments(db, own),
    applied: own
      .filter(({ id, state, state_message: message }) => message === id && TAKEN.includes(state))
      .map((mail) => ({ ...seriesOf(mail), by: person(mail.from_name, mail.from_email), messageId: mail.key })),
  }
}

const MAIL_COLUMNS = `messages.id, messages.key, messages.from_name, messages.from_email, series.id AS series, series.key AS series_key, series.title,
  series.state, series.state_message`
const NEWEST_FIRST =
  'WHERE messages.received_ms >= @sinceMs ORDER BY messages.received_ms DESC, messages.id, series.id LIMIT @limit'

/** The mails since then, each with its series; and those by which a pull request was merged, with every series in it. */
function listMails(db: Db, sinceMs: number): readonly MailRow[] {
  const posted = db.prepare<{ sinceMs: number; limit: number }, MailRow>(
    `SELECT ${MAIL_COLUMNS} FROM messages CROSS JOIN places ON places.message = messages.id CROSS JOIN series ON series.id = places.series
     ${NEWEST_FIRST}`,
  )
  const pulled = db.prepare<{ sinceMs: number; limit: number }, MailRow>(
    `SELECT DISTINCT ${MAIL_COLUMNS} FROM messages CROSS JOIN pulls ON pulls.proof = messages.id CROSS JOIN pulled ON pulled.pull = pulls.message
            CROSS JOIN places ON places.message = pulled.message CROSS JOIN series ON series.id = places.series
     ${NEWEST_FIRST}`,
  )
  const range = { sinceMs, limit: MAX_MAILS }
  const found = [...posted.all(range), ...pulled.all(range)]
  return [...new Map(found.map((mail) => [`${mail.id} ${mail.series}`, mail])).values()]
}

function seriesOf({ series_key, title }: MailRow) {
  return { id: series_key, title }
}

function listVersions(db: Db, mails: readonly MailRow[]): LatestView['versions'] {
  const select = db.prepare<{ id: number; series: number }, { label: string; key: string; before: string | null }>(
    `SELECT versions.label, versions.key,
            (SELECT older.key FROM comparisons JOIN versions AS older ON older.series = versions.series AND older.position = comparisons.from_version
             WHERE comparisons.series = versions.series AND comparisons.to_version = versions.position LIMIT 1) AS before
     FROM versions WHERE versions.head = @id AND versions.series = @series`,
  )
  return mails.flatMap((mail) => {
    const version = select.get({ id: mail.id, series: mail.series })
    if (version === undefined) return []
    const { label, key, before } = version
    const step = before === null ? null : { from: before, to: key }
    return { ...seriesOf(mail), label, step, author: person(mail.from_name, mail.from_email) }
  })
}

/** Who made how many comments on which series, by their newest mail. */
function listComments(db: Db, mails: readonly MailRow[]): LatestView['comments'] {
  const count = db
    .prepare<{ id: number; series: number; positions: string }, number>(
      `SELECT count(*) FROM remarks
       WHERE remarks.message = @id AND remarks.series = @series AND remarks.position IN (SELECT value FROM json_each(@positions))`,
    )
    .pluck()
  const positions = JSON.stringify(WAITING_POSITIONS)
  const commented = mails.flatMap((mail) => {
    const size = count.get({ id: mail.id, series: mail.series, positions }) ?? 0
    return size === 0 ? [] : { mail, size }
  })
  return [...groupBy(commented, ({ mail }) => `${mail.series} ${mail.from_email}`).values()].map(
    ([first, ...rest]) => ({
      ...seriesOf(first.mail),
      by: person(first.mail.from_name, first.mail.from_email),
      messageId: first.mail.key,
      size: rest.reduce((sum, { size }) => sum + size, first.size),
    }),
  )
}
