import { figure } from '../../../lib/text'
import { findNightlyRunOf } from '../../nightlyLock'
import type { Db } from '../../open'
import { isoTime } from '../format'

/** A source that `nightly` refreshes. Times are ISO, UTC. */
export interface SourceView {
  readonly name: string
  /** What it is, in words: 'mbox file', 'public-inbox mirror'. */
  readonly kind: string
  readonly added: string
  /** Null before the first run. */
  readonly lastRun: string | null
  /** When it was last read completely; null when never. */
  readonly lastSuccess: string | null
  /** Seconds since then, or since it was added. */
  readonly lagSeconds: number
  /** From the last run; null when that went well. */
  readonly lastError: string | null
  /** Runs that failed since the last that went well. */
  readonly failures: number
  /** How many mails the last good run brought, and all runs together. */
  readonly lastNew: number
  readonly totalNew: number
}

/** The nightly run that is under way. */
export interface RunningView {
  readonly since: string
}

interface SourceRow {
  readonly name: string
  readonly kind: string
  readonly added_ms: number
  readonly last_run_ms: number | null
  readonly last_success_ms: number | null
  readonly last_error: string | null
  readonly failures: number
  readonly last_new: number
  readonly total_new: number
}

/** All tracked sources, by name. `nowMs` is the clock of the caller. */
export function listSources(db: Db, nowMs: number): SourceView[] {
  return db
    .prepare<[], SourceRow>('SELECT * FROM sources ORDER BY name')
    .all()
    .map((row) => ({
      name: row.name,
      kind: row.kind,
      added: isoTime(row.added_ms),
      lastRun: row.last_run_ms === null ? null : isoTime(row.last_run_ms),
      lastSuccess: row.last_success_ms === null ? null : isoTime(row.last_success_ms),
      lagSeconds: Math.max(0, Math.round((nowMs - (row.last_success_ms ?? row.added_ms)) / 1_000)),
      lastError: row.last_error,
      failures: row.failures,
      lastNew: row.last_new,
      totalNew: row.total_new,
    }))
}

/** The nightly run that is under way; null when there is none. */
export function getRunning(db: Db): RunningView | null {
  const sinceMs = findNightlyRunOf(db)
  return sinceMs === undefined ? null : { since: isoTime(sinceMs) }
}

/** What came of the last run of a source, in words: `read completely, 12 new mails`, `failed 3 times in a row: cannot be reached`. */
export function runWords(source: Pick<SourceView, 'lastRun' | 'lastError' | 'failures' | 'lastNew'>): string {
  const { lastRun, lastError, failures, lastNew } = source
  if (lastRun === null) return 'not read yet: the next nightly run reads it'
  if (failures > 0) {
    const times = failures === 1 ? 'failed' : `failed ${failures} times in a row`
    return lastError === null ? times : `${times}: ${lastError}`
  }
  const mails = lastNew === 0 ? 'no new mail' : lastNew === 1 ? '1 new mail' : `${figure(lastNew)} new mails`
  return `read completely, ${mails}`
}
