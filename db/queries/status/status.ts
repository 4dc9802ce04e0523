import type { Db } from '../../open'
import { isoTime } from '../format'

export interface Status {
  readonly messages: number
  readonly series: number
  readonly versions: number
  readonly rejected: number
  readonly databaseBytes: number
  /** Time of receipt of the newest mail, ISO UTC; null for an empty database. */
  readonly newestMail: string | null
  /** SQLite's own quick check found nothing. */
  readonly ok: boolean
}

/** A mail that could not be kept. */
export interface RejectionView {
  readonly source: string
  /** Where in the source: an offset in bytes, or a count of mails. */
  readonly position: number
  readonly reason: string
}

/** Mails that could not be kept, by source and position, `limit` at most. */
export function listRejections(db: Db, limit: number): RejectionView[] {
  return db
    .prepare<[number], RejectionView>(
      'SELECT source, position, reason FROM rejections ORDER BY source, position LIMIT ?',
    )
    .all(limit)
}

/** Counts, size and health. `check: false` leaves out the check of every page, which reads the whole file. */
export function getStatus(db: Db, { check = false }: { readonly check?: boolean } = {}): Status {
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  const newest = db.prepare<[], number | null>('SELECT max(received_ms) FROM messages').pluck().get() ?? null
  const pages = Number(db.pragma('page_count', { simple: true }))
  return {
    messages: count('messages'),
    series: count('series'),
    versions: count('versions'),
    rejected: count('rejections'),
    databaseBytes: pages * Number(db.pragma('page_size', { simple: true })),
    newestMail: newest === null ? null : isoTime(newest),
    ok: check ? db.pragma('quick_check', { simple: true }) === 'ok' : true,
  }
}
