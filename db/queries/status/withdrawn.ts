import { BY_HAND } from '../../hiddenBy'
import type { Db } from '../../open'
import { isoTime } from '../format'

/** What archives withdrew, and what the operator hid. */
export interface WithdrawnView {
  /** Mails that archives withdrew. */
  readonly count: number
  /** Message-IDs that were hidden by hand, which are not listed. */
  readonly hiddenByHand: number
  /** The mails that archives withdrew, the latest first; at most twenty. */
  readonly latest: readonly WithdrawnMailView[]
}

interface WithdrawnMailView {
  /** The Message-ID. */
  readonly id: string
  /** The archive that withdrew it. */
  readonly source: string
  /** ISO, UTC; null if that was before the time was recorded. */
  readonly at: string | null
  /** Whether the mail is still here, because another source delivered it too. */
  readonly kept: boolean
}

const MAX_LATEST = 20

interface HiddenRow {
  readonly id: string
  readonly source: string
  readonly hidden_ms: number | null
  readonly kept: 0 | 1
}

/** Which mails archives withdrew, and how many the operator hid. */
export function getWithdrawn(db: Db): WithdrawnView {
  const count = db.prepare<{ byHand: string }, number>('SELECT count(*) FROM hidden WHERE source <> @byHand').pluck()
  const byHand = db
    .prepare<{ byHand: string }, number>('SELECT count(DISTINCT message_id) FROM hidden WHERE source = @byHand')
    .pluck()
  const latest = db.prepare<{ byHand: string; limit: number }, HiddenRow>(
    `SELECT hidden.message_id AS id, hidden.source, hidden.hidden_ms,
       EXISTS (SELECT 1 FROM messages
               WHERE messages.message_id = hidden.message_id AND messages.content_hash = hidden.content_hash) AS kept
     FROM hidden WHERE hidden.source <> @byHand
     ORDER BY hidden.hidden_ms DESC, hidden.message_id LIMIT @limit`,
  )
  return {
    count: count.get({ byHand: BY_HAND }) ?? 0,
    hiddenByHand: byHand.get({ byHand: BY_HAND }) ?? 0,
    latest: latest.all({ byHand: BY_HAND, limit: MAX_LATEST }).map(({ id, source, hidden_ms, kept }) => ({
      id,
      source,
      at: hidden_ms === null ? null : isoTime(hidden_ms),
      kept: kept === 1,
    })),
  }
}
