import type { Db } from '../../../db/open'
import { byHash } from './sample'

/** A series whose open comments are to be judged. */
export interface JudgedSeries {
  /** Message-ID of the first version's head, by which it is ranked. */
  readonly id: string
  /** Message-ID of the newest version's head, by which it is found again. */
  readonly newest: string
}

/** Cases of an archive. */
const CASES = 40

/** Draws series as test/labels/comments/README.md lays down. The same seed gives the same series, whatever their order. */
export function drawSeries(series: readonly JudgedSeries[], seed: number): JudgedSeries[] {
  return [...series].sort(byHash(seed)).slice(0, CASES)
}

/** Series whose newest version was sent at `sinceMs` or later, and that somebody answered who posted none of their mails. */
export function listReviewed(db: Db, sinceMs: number): JudgedSeries[] {
  return db
    .prepare<{ sinceMs: number }, JudgedSeries>(
      `WITH ends AS (SELECT series, max(position) AS last FROM versions GROUP BY series)
       SELECT firsts.message_id AS id, heads.message_id AS newest
       FROM ends
            JOIN versions AS oldest ON oldest.series = ends.series AND oldest.position = 1
            JOIN messages AS firsts ON firsts.id = oldest.head
            JOIN versions AS newest ON newest.series = ends.series AND newest.position = ends.last
            JOIN messages AS heads ON heads.id = newest.head
       WHERE coalesce(heads.sent_ms, heads.received_ms) >= @sinceMs AND EXISTS (
         SELECT 1 FROM places JOIN messages ON messages.id = places.message
         WHERE places.series = ends.series AND places.kind NOT IN ('cover', 'patch') AND NOT EXISTS (
           SELECT 1 FROM places AS posted JOIN messages AS mails ON mails.id = posted.message
           WHERE posted.series = ends.series AND posted.kind IN ('cover', 'patch')
             AND (mails.from_email = messages.from_email OR mails.from_name = messages.from_name)))`,
    )
    .all({ sinceMs })
}
