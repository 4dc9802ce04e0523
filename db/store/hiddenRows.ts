import { ANY_CONTENT, BY_HAND } from '../hiddenBy'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { isServerOf } from './deliveryRows'

/** Identifies a mail, even among mails with the same Message-ID. */
export interface MailKey {
  readonly messageId: string
  readonly contentHash: string
}

/** Which mails were withdrawn by an archive or hidden by hand. The caller holds the transaction. */
export interface HiddenRows {
  readonly put: (mail: MailKey, source: string) => void
  /** Forgets that this source withdrew a mail. */
  readonly remove: (mail: MailKey, source: string) => void
  /** Whoever withdrew or hid a mail. */
  readonly list: (mail: MailKey) => string[]
}

/** Prepares the statements on the table `hidden`. */
export function openHiddenRows(db: Db): HiddenRows {
  const insert = openInsert(db, 'hidden', 'message_id, content_hash, source, hidden_ms', 'ON CONFLICT DO NOTHING')
  const remove = db.prepare(
    'DELETE FROM hidden WHERE message_id = @messageId AND content_hash = @contentHash AND source = @source',
  )
  const select = db
    .prepare<MailKey & { anyContent: string }, string>(
      'SELECT DISTINCT source FROM hidden WHERE message_id = @messageId AND content_hash IN (@contentHash, @anyContent)',
    )
    .pluck()
  return {
    put({ messageId, contentHash }, source) {
      insert({ message_id: messageId, content_hash: contentHash, source, hidden_ms: Date.now() })
    },
    remove: ({ messageId, contentHash }, source) => void remove.run({ messageId, contentHash, source }),
    list: ({ messageId, contentHash }) => select.all({ messageId, contentHash, anyContent: ANY_CONTENT }),
  }
}

/**
 * Who keeps a mail out that this deliverer brings, given whoever hid it; undefined if nobody does. What the operator hid stays out. What an archive
 * withdrew can be brought by others, but not by the server of that archive, where it may be found for a while, or in another list.
 */
export function whoKeepsOut(hiddenBy: readonly string[], deliverer: string): string | undefined {
  return hiddenBy.find((source) => source === BY_HAND) ?? hiddenBy.find((source) => isServerOf(deliverer, source))
}
