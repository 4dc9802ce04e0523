import type { MessageId } from '../../lib/mail/types'
import { deriveTouched } from '../derive/derive'
import { ANY_CONTENT, BY_HAND } from '../hiddenBy'
import type { Db } from '../open'
import { removeMail } from './archiveRows'
import { openHiddenRows } from './hiddenRows'
import { overwriteWords } from './overwriteWords'

/**
 * Removes every mail with this Message-ID and everything that was derived from it, and keeps the Message-ID out whatever a source
 * brings later, in one transaction. Returns how many mails were removed; an unknown id is kept out all the same.
 */
export function hideMessage(db: Db, messageId: MessageId): number {
  const removed = db
    .transaction(() => {
      const hidden = openHiddenRows(db)
      const hashes = db
        .prepare<{ messageId: MessageId }, string>('SELECT content_hash FROM messages WHERE message_id = @messageId')
        .pluck()
        .all({ messageId })
      const touched = new Set<number>()
      hidden.put({ messageId, contentHash: ANY_CONTENT }, BY_HAND)
      for (const contentHash of hashes) {
        hidden.put({ messageId, contentHash }, BY_HAND)
        removeMail(db, { messageId, contentHash }, touched)
      }
      deriveTouched(db, touched)
      if (hashes.length > 0) overwriteWords(db)
      return hashes.length
    })
    .immediate()
  db.pragma('wal_checkpoint(TRUNCATE)')
  return removed
}

/**
 * Lets mails with this Message-ID in again, for the next import to bring. Returns whoever had hidden it: archives that withdrew it, BY_HAND
 * for the operator; none if it was not hidden.
 */
export function unhideMessage(db: Db, messageId: MessageId): string[] {
  return db
    .prepare<{ messageId: MessageId }, string>('DELETE FROM hidden WHERE message_id = @messageId RETURNING source')
    .pluck()
    .all({ messageId })
    .filter((source, index, all) => all.indexOf(source) === index)
}
