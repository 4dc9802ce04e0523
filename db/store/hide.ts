import type { MessageId } from '../../lib/mail/types'
import { deriveTouched } from '../derive/derive'
import type { Db } from '../open'
import { openArchiveRows } from './archiveRows'

/** Stands for the operator where else the name of an archive does: no archive can take its word back. */
const BY_HAND = 'by hand'

/**
 * Removes every mail of this id, with all that was made of it, and keeps it out whatever a source brings later, in one
 * transaction. Returns how many mails were removed; an id that is not on record is kept out all the same.
 */
export function hideMessage(db: Db, messageId: MessageId): number {
  const archive = openArchiveRows(db, BY_HAND)
  // What is freed is overwritten: the text must not be found in the file afterwards.
  db.pragma('secure_delete = ON')
  const removed = db
    .transaction(() => {
      const hashes = db
        .prepare<[string], string>('SELECT content_hash FROM messages WHERE message_id = ?')
        .pluck()
        .all(messageId)
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

/** Lets mails of this id in again, for the next import to bring. Returns whether the id was hidden by hand. */
export function unhideMessage(db: Db, messageId: MessageId): boolean {
  return db.prepare('DELETE FROM hidden WHERE message_id = ? AND source = ?').run(messageId, BY_HAND).changes > 0
}
