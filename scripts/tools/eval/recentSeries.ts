import type { Db } from '../../../db/open'
import { byHash } from './sample'

/** A series that is to be judged. */
export interface JudgedSeries {
  /** Message-ID of the first version's head, by which it is ranked. */
  readonly id: string
  /** Message-ID of the newest version's head, by which it is found again. */
  readonly newest: string
}

/** Cases of an archive. */
const CASES = 40

/** Draws `count` series as test/labels/comments and test/labels/states lay down. The same seed gives the same series, whatever their order. */
export function drawSeries(series: readonly JudgedSeries[], seed: number, count = CASES): JudgedSeries[] {
  return [...series].sort(byHash(seed)).slice(0, count)
}

/** Series whose newest version was sent at `sinceMs` or later, and that somebody answered who posted none of their mails. */
export function listReviewed(db: Db, sinceMs: number): JudgedSeries[] {
  const isReviewed = db
    .prepare<{ series: number }, 1>(
      `SELECT 1 FROM places JOIN messages ON messages.id = places.message
       WHERE places.series = @series AND places.kind NOT IN ('cover', 'patch') AND NOT EXISTS (
         SELECT 1 FROM places AS posted JOIN messages AS mails ON mails.id = posted.message
         WHERE posted.series = @series AND posted.kind IN ('cover', 'patch')
           AND (mails.from_email = messages.from_email OR mails.from_name = messages.from_name))
       LIMIT 1`,
    )
    .pluck()
  return listRecent(db, sinceMs).filter(({ series }) => isReviewed.get({ series }) === 1)
}

/** Series whose newest version was sent at `sinceMs` or later, with their row ids. */
export function listRecent(db: Db, sinceMs: number): (JudgedSeries & { readonly series: number })[] {
  return db
    .prepare<{ sinceMs: number }, JudgedSeries & { readonly series: number }>(
      `WITH ends AS (SELECT series, max(position) AS last FROM versions GROUP BY series)
       SELECT ends.series, firsts.message_id AS id, heads.message_id AS newest
       FROM ends
            JOIN versions AS oldest ON oldest.series = ends.series AND oldest.position = 1
            JOIN messages AS firsts ON firsts.id = oldest.head
            JOIN versions AS newest ON newest.series = ends.series AND newest.position = ends.last
            JOIN messages AS heads ON heads.id = newest.head
       WHERE coalesce(heads.sent_ms, heads.received_ms) >= @sinceMs`,
    )
    .all({ sinceMs })
}
