import type { MessageId } from '../../lib/mail/types'
import { deriveTouched } from '../derive/derive'
import type { Db } from '../open'
import { openArchiveRows } from './archiveRows'

/** Stored instead of the name of an archive. No archive has this name, so none can let the mail in again. */
const BY_HAND = 'by hand'

/**
 * Removes every mail with this Message-ID and everything that was derived from it, and keeps the Message-ID out whatever a source
 * brings later, in one transaction. Returns how many mails were removed; an unknown id is kept out all the same.
 */
export function hideMessage(db: Db, messageId: MessageId): number {
  const archive = openArchiveRows(db, BY_HAND)
  // Overwrites what is freed: the text must not be found in the file afterwards.
  db.pragma('secure_delete = ON')
  const removed = db
    .transaction(() => {
      const hashes = db
        .prepare<{ messageId: MessageId }, string>('SELECT content_hash FROM messages WHERE message_id = @messageId')
        .pluck()
        .all({ messageId })
      const touched = new Set<number>()
      archive.hideAll(messageId)
      for (const contentHash of hashes) archive.hide({ messageId, contentHash }, touched)
      deriveTouched(db, touched)
      return hashes.length
    })
    .immediate()
  db.pragma('wal_checkpoint(TRUNCATE)')
  return removed
}

/** Lets mails with this Message-ID in again, for the next import to bring. Returns whether it was hidden by hand. */
export function unhideMessage(db: Db, messageId: MessageId): boolean {
  const remove = db.prepare('DELETE FROM hidden WHERE message_id = @messageId AND source = @source')
  return remove.run({ messageId, source: BY_HAND }).changes > 0
}
