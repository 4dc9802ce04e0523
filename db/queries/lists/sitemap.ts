import type { Db } from '../../open'
import { countRows } from '../../rows'
import { isoTime } from '../format'

/** A series as crawlers are told of it. */
export interface SitemapEntry {
  /** The key of the series. */
  readonly key: string
  /** When its newest mail was received, ISO UTC. */
  readonly newest: string
}

/** Series in one part: a fifth of what the protocol allows, so that an answer stays small enough to be kept. */
const PART_SERIES = 10_000

/** How many parts name all series; 1 for an empty database. */
export function countParts(db: Db, size = PART_SERIES): number {
  return Math.max(1, Math.ceil(countRows(db, 'series') / size))
}

/** The series of one part, counted from 1, newest activity first. */
export function listPart(db: Db, part: number, size = PART_SERIES): SitemapEntry[] {
  return db
    .prepare<{ limit: number; offset: number }, { key: string; last_ms: number }>(
      'SELECT key, last_ms FROM series ORDER BY last_ms DESC, key LIMIT @limit OFFSET @offset',
    )
    .all({ limit: size, offset: (part - 1) * size })
    .map(({ key, last_ms }) => ({ key, newest: isoTime(last_ms) }))
}
