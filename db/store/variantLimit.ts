import type { MessageId } from '../../lib/mail/types'
import type { Db } from '../open'

/** Mails with one Message-ID that are kept. Lists that rewrite mail make a handful; only an attack makes a hundred. */
const MAX_VARIANTS = 100

/** Why a mail is not kept. */
export const TOO_MANY_VARIANTS = `${MAX_VARIANTS} mails with different content and this Message-ID are stored already`

/**
 * Prepares finding whether there is room for one more mail with this Message-ID, besides the stored mail `id`. What is stored stays: when a mail
 * was received is what its sender claims, by which a hundred forged ones would push out the mail that others answered.
 */
export function openHasRoom(db: Db): (messageId: MessageId, id: number) => boolean {
  const select = db.prepare<{ messageId: MessageId; id: number; offset: number }, 1>(
    'SELECT 1 FROM messages WHERE message_id = @messageId AND id <> @id LIMIT 1 OFFSET @offset',
  )
  return (messageId, id) => select.get({ messageId, id, offset: MAX_VARIANTS - 1 }) === undefined
}
