import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { countRows } from '../../rows'
import { findDamage } from '../../soundness'
import { isoTime } from '../format'
import { getLargest, type Largest } from './largest'
import { getWithdrawn, type WithdrawnView } from './withdrawn'

export interface Status {
  readonly messages: number
  readonly series: number
  readonly versions: number
  readonly rejected: number
  /** Mails whose rows were made by older rules and will be derived again: above 0 during an upgrade or `rebuild`, or when one was interrupted. */
  readonly outdated: number
  readonly databaseBytes: number
  /** Time of receipt of the newest mail, ISO UTC; null for an empty database. */
  readonly newestMail: string | null
  /** Whether SQLite's quick check found nothing wrong; true when it was not asked for. */
  readonly ok: boolean
  readonly largest: Largest
  readonly withdrawn: WithdrawnView
}

/** Mails and series of each kind that `largest` names. */
const MAX_LARGEST = 5

/** A mail that could not be kept. */
export interface RejectionView {
  readonly source: string
  /** Where in the source: an offset in bytes, or the number of the mail. */
  readonly position: number
  readonly reason: string
}

/** Mails that could not be kept, by source and position; at most `limit` of them. */
export function listRejections(db: Db, limit: number): RejectionView[] {
  return db
    .prepare<{ limit: number }, RejectionView>(
      'SELECT source, position, reason FROM rejections ORDER BY source, position LIMIT @limit',
    )
    .all({ limit })
}

/** Whether any mail was imported, be it a patch or not. */
export function hasMail(db: Db): boolean {
  return db.prepare('SELECT 1 FROM messages LIMIT 1').get() !== undefined
}

/** Counts, size and health. With `check`, SQLite checks every page of the file, which reads all of it. */
export function getStatus(db: Db, { check = false }: { readonly check?: boolean } = {}): Status {
  const newest = hasMail(db) ? newestMailMs(db) : null
  const pages = Number(db.pragma('page_count', { simple: true }))
  return {
    messages: countRows(db, 'messages'),
    series: countRows(db, 'series'),
    versions: countRows(db, 'versions'),
    rejected: countRows(db, 'rejections'),
    outdated: countRows(db, 'outdated'),
    databaseBytes: pages * Number(db.pragma('page_size', { simple: true })),
    newestMail: newest === null ? null : isoTime(newest),
    ok: check ? findDamage(db, 'quick_check') === undefined : true,
    largest: getLargest(db, MAX_LARGEST),
    withdrawn: getWithdrawn(db),
  }
}
