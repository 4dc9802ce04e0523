import type { MessageId } from '../../lib/mail/types'
import type { Db } from '../open'

/** Mails with one Message-ID that are kept. Lists that rewrite mail make a handful; only an attack makes a hundred. */
const MAX_VARIANTS = 100

/** Why a mail is not kept. */
export const TOO_MANY_VARIANTS = `more than ${MAX_VARIANTS} mails with different content have this Message-ID, and ${MAX_VARIANTS} of them were received before this one`

/** A mail among others with its Message-ID. `id`: 0 before it is stored. */
interface Variant {
  readonly id: number
  readonly message_id: MessageId
  readonly received_ms: number
  readonly content_hash: string
}

/**
 * Prepares finding the mail that has to go when this one is kept: undefined if there is room for both, or the mail itself. The mails
 * that were received first are kept, whichever is imported first; of those received at the same time, the ones with the lower hash.
 */
export function openVariantLimit(db: Db): (mail: Variant) => number | undefined {
  const selectLast = db.prepare<{ id: number; message_id: MessageId; offset: number }, Omit<Variant, 'message_id'>>(
    `SELECT messages.id, messages.received_ms, messages.content_hash FROM messages
     WHERE messages.message_id = @message_id AND messages.id <> @id
     ORDER BY messages.received_ms, messages.content_hash LIMIT 1 OFFSET @offset`,
  )
  return ({ id, message_id, received_ms, content_hash }) => {
    const last = selectLast.get({ id, message_id, offset: MAX_VARIANTS - 1 })
    if (last === undefined) return undefined
    const earlier = received_ms === last.received_ms ? content_hash < last.content_hash : received_ms < last.received_ms
    return earlier ? last.id : id
  }
}
