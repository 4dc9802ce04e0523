import type { MailKind } from '../../../lib/series/kind'
import type { Db } from '../../open'
import { isoTime, person, shownNumber } from '../format'
import type { PersonDetail, SeriesMailView } from '../views'

interface MailRow {
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly kind: MailKind
  readonly label: string | null
  readonly number: number | null
}

const SELECT = `SELECT messages.key, messages.from_name, messages.from_email, places.order_ms, places.kind, versions.label, places.number
  FROM places JOIN messages ON messages.id = places.message
       LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version`

/** The mail of a series that was received last, with the name that its sender has elsewhere on the page; undefined for a series without mails. */
export function findNewestMail(db: Db, series: number, people: readonly PersonDetail[]): SeriesMailView | undefined {
  const row = db
    .prepare<{ series: number }, MailRow>(
      `${SELECT} WHERE places.series = @series ORDER BY places.order_ms DESC, messages.key LIMIT 1`,
    )
    .get({ series })
  if (row === undefined) return undefined
  const sender = people.find(({ emails }) => emails.includes(row.from_email))
  return toMail({ ...row, from_name: sender?.name ?? row.from_name })
}

/** The mail with this key; undefined when there is none. */
export function findMail(db: Db, key: string): SeriesMailView | undefined {
  const row = db.prepare<{ key: string }, MailRow>(`${SELECT} WHERE messages.key = @key`).get({ key })
  return row === undefined ? undefined : toMail(row)
}

function toMail({ key, from_name, from_email, order_ms, kind, label, number }: MailRow): SeriesMailView {
  return {
    messageId: key,
    from: person(from_name, from_email),
    received: isoTime(order_ms),
    kind,
    label: label ?? '',
    patch: shownNumber(number),
  }
}

/** Bounds the list for a page, which names each new mail. */
const MAX_KEYS = 2_000

/** The keys of the mails of a series, named by its own id, newest first. */
export function listSeriesMails(db: Db, id: string): string[] {
  return db
    .prepare<{ id: string; limit: number }, string>(
      `SELECT messages.key
       FROM series JOIN places ON places.series = series.id JOIN messages ON messages.id = places.message
       WHERE series.key = @id ORDER BY places.order_ms DESC, messages.key LIMIT @limit`,
    )
    .pluck()
    .all({ id, limit: MAX_KEYS })
}
