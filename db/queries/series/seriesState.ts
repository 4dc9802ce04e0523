import type { Db } from '../../open'
import { isoTime } from '../format'
import type { StateView, TurnView } from '../views'

/** Without mail for so long before the newest mail of the archive, a series under review is stale: no clock decides. */
export const STALE_MS = 90 * 24 * 60 * 60_000
const LIVE: readonly StateView['kind'][] = ['under-review', 'changes-requested']

/** The columns that stateOf and turnOf read; joined as `state_mail` and `turn_mail`. */
export const STATE_COLUMNS = `state, state_mail.key AS state_message, state_quote, state_tree, state_release, state_patches, series.last_ms,
  turn, turn_why, turn_since_ms, turn_mail.key AS turn_message`
export const STATE_JOINS =
  'LEFT JOIN messages AS state_mail ON state_mail.id = state_message LEFT JOIN messages AS turn_mail ON turn_mail.id = turn_message'

export interface StateRow {
  readonly state: StateView['kind']
  readonly state_message: string | null
  readonly state_quote: string
  readonly state_tree: string | null
  readonly state_release: string | null
  readonly state_patches: string
  readonly last_ms: number
  readonly turn: TurnView['whose']
  readonly turn_why: TurnView['why']
  readonly turn_since_ms: number
  readonly turn_message: string | null
}

/** Time of receipt of the newest mail on record, in milliseconds; 0 for an empty archive. */
export function newestMailMs(db: Db): number {
  return db.prepare<[], number | null>('SELECT max(received_ms) FROM messages').pluck().get() ?? 0
}

export function stateOf(row: StateRow, newestMs: number): StateView {
  const stale = LIVE.includes(row.state) && newestMs - row.last_ms > STALE_MS
  return {
    kind: stale ? 'stale' : row.state,
    messageId: row.state_message ?? '',
    quote: stale ? '' : row.state_quote,
    tree: row.state_tree,
    release: row.state_release,
    patches: JSON.parse(row.state_patches) as number[],
  }
}

export function turnOf(row: StateRow): TurnView {
  return { whose: row.turn, why: row.turn_why, since: isoTime(row.turn_since_ms), messageId: row.turn_message ?? '' }
}
