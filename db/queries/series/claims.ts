import type { Db } from '../../open'
import { isoTime, person } from '../format'
import type { ClaimView } from '../views'

interface ClaimRow {
  readonly kind: ClaimView['kind']
  readonly key: string
  readonly from_name: string
  readonly from_email: string
  readonly order_ms: number
  readonly quote: string
}

/** What strangers say became of a series, in the order of receipt. */
export function listClaims(db: Db, series: number): ClaimView[] {
  return db
    .prepare<[number], ClaimRow>(
      `SELECT claims.kind, key, from_name, from_email, order_ms, quote
       FROM claims JOIN messages ON messages.id = claims.message JOIN places ON places.message = messages.id
       WHERE claims.series = ? AND basis = 'none' AND claims.kind <> 'speaker' ORDER BY order_ms, key, claims.kind`,
    )
    .all(series)
    .map(({ kind, key, from_name: name, from_email: email, order_ms: orderMs, quote }) => ({
      kind,
      person: person(name, email),
      messageId: key,
      received: isoTime(orderMs),
      quote,
    }))
}
