import type { MailKind } from '../../../lib/series/kind'
import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { SeriesMailView } from '../views'

interface MailRow {
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly kind: MailKind
  readonly label: string | null
  readonly number: number | null
}

const SELECT = `SELECT messages.key, from_name, from_email, order_ms, kind, versions.label, number
  FROM places JOIN messages ON messages.id = places.message
       LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version`

/** The mail that was received last; undefined for a series without mails. */
export function findNewestMail(db: Db, series: number): SeriesMailView | undefined {
  const row = db
    .prepare<[number], MailRow>(`${SELECT} WHERE places.series = ? ORDER BY order_ms DESC, messages.key LIMIT 1`)
    .get(series)
  return row === undefined ? undefined : toMail(row)
}

/** The mail with this key; undefined when no mail on record has it or it has no place. */
export function findMail(db: Db, key: string): SeriesMailView | undefined {
  const row = db.prepare<[string], MailRow>(`${SELECT} WHERE messages.key = ?`).get(key)
  return row === undefined ? undefined : toMail(row)
}

function toMail({ key, from_name, from_email, order_ms, kind, label, number }: MailRow): SeriesMailView {
  return {
    messageId: key,
    from: person(from_name, from_email),
    received: isoTime(order_ms),
    kind,
    label: label ?? '',
    patch: number,
  }
}

/** More mails than these are not told one by one; the newest are. */
const MAX_KEYS = 2_000

/** Message-IDs of the mails of a series by its own id, newest first. */
export function listSeriesMails(db: Db, id: string): string[] {
  return db
    .prepare<[string], string>(
      `SELECT messages.key FROM series JOIN places ON places.series = series.id JOIN messages ON messages.id = places.message
       WHERE series.key = ? ORDER BY order_ms DESC, messages.key LIMIT ${MAX_KEYS}`,
    )
    .pluck()
    .all(id)
}
