import type { MessageId } from '../../../lib/mail/types'
import type { Db } from '../../open'

/** Mails and series that are unusually large, so that an operator finds what is odd. */
export interface Largest {
  /** Mails with more than 8 keys, those with the most first. Imports look up other mails by these keys. */
  readonly keys: readonly KeyedMail[]
  /** Series with the most mails first. */
  readonly mails: readonly LargeSeries[]
  /** Series with the most patches first, counted in all versions together. */
  readonly patches: readonly LargeSeries[]
}

interface KeyedMail {
  readonly messageId: MessageId
  readonly subject: string
  /** How many keys the mail has. */
  readonly keys: number
}

interface LargeSeries {
  readonly id: string
  readonly title: string
  /** How many mails it has, with covers and patches. */
  readonly mails: number
  /** How many patches its versions have together. */
  readonly patches: number
}

/** The `limit` mails with the most keys, and the `limit` series with the most mails and with the most patches. */
export function getLargest(db: Db, limit: number): Largest {
  // The bound is that of the index, which holds few mails.
  const keyed = db.prepare<{ limit: number }, KeyedMail>(
    `SELECT messages.key AS messageId, messages.subject, messages.keys FROM messages
     WHERE messages.keys > 8 ORDER BY messages.keys DESC LIMIT @limit`,
  )
  const series = (order: 'messages' | 'patches') =>
    db.prepare<{ limit: number }, LargeSeries>(
      `SELECT series.key AS id, series.title, series.messages AS mails, series.patches
       FROM series ORDER BY series.${order} DESC LIMIT @limit`,
    )
  return {
    keys: keyed.all({ limit }),
    mails: series('messages').all({ limit }),
    patches: series('patches').all({ limit }),
  }
}
