import { isOpenState, type SeriesStateKind, STALE_MS } from '../../../lib/review/states'
import type { Db } from '../../open'
import { isoTime, readList } from '../format'
import type { StateView, TurnView } from '../views'

/** The columns that stateOf and turnOf read. STATE_JOINS joins the mails that they name. */
export const STATE_COLUMNS = `series.state, state_mail.key AS state_message, series.state_quote, series.state_tree, series.state_release,
  series.state_patches, series.last_ms, series.turn, series.turn_why, series.turn_since_ms, turn_mail.key AS turn_message`
export const STATE_JOINS = `LEFT JOIN messages AS state_mail ON state_mail.id = series.state_message
  LEFT JOIN messages AS turn_mail ON turn_mail.id = series.turn_message`

export interface StateRow {
  readonly state: SeriesStateKind
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

/** When the newest mail of the database was received, in milliseconds; 0 when there is no mail. */
export function newestMailMs(db: Db): number {
  return db.prepare<[], number | null>('SELECT max(received_ms) FROM messages').pluck().get() ?? 0
}

/** The state of a series as readers see it: an open series that got no mail for STALE_MS before the newest mail is stale. */
export function stateOf(row: StateRow, newestMs: number): StateView {
  const stale = isOpenState(row.state) && newestMs - row.last_ms > STALE_MS
  return {
    kind: stale ? 'stale' : row.state,
    messageId: row.state_message ?? '',
    quote: stale ? '' : row.state_quote,
    tree: row.state_tree,
    release: row.state_release,
    patches: readList(row.state_patches),
  }
}

export function turnOf(row: StateRow): TurnView {
  return { whose: row.turn, why: row.turn_why, since: isoTime(row.turn_since_ms), messageId: row.turn_message ?? '' }
}
