import type { Db } from '../open'
import { isoTime } from './format'

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
