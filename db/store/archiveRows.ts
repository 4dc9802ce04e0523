import { fileIds } from '../../lib/mail/attachedFiles'
import { forgetPlace } from '../derive/around'
import { type PackedMail, unpackMail } from '../mail/packedMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { openMessageRows } from './messageRows'

/** Identifies a mail, even among mails with the same Message-ID. */
interface MailKey {
  readonly messageId: string
  readonly contentHash: string
}

/** What one archive adds and takes back. */
export interface ArchiveRows {
  /** Notes that the archive holds a mail, which is then no longer hidden by that archive. */
  readonly putOrigin: (part: string, oid: string, mail: MailKey) => void
  /** The mail that a blob of the archive brought; undefined when it brought none. */
  readonly findOrigin: (part: string, oid: string) => MailKey | undefined
  /**
   * The mails that this part brought and that are no longer among its blobs; forgets their blobs. When most mails are gone, another
   * archive has taken the place of the first, and then no mail counts as taken back.
   */
  readonly takeGone: (part: string, oids: ReadonlySet<string>) => MailKey[]
  /** Hides a mail on behalf of this archive and removes it. Adds to `touched` what must be derived again. */
  readonly hide: (mail: MailKey, touched: Set<number>) => void
  /** Hides whatever comes under this Message-ID. */
  readonly hideAll: (messageId: string) => void
  /** Whether this mail was hidden by any archive or by hand. */
  readonly isHidden: (mail: MailKey) => boolean
}

/** Stored instead of a content hash: every mail with the Message-ID. */
const ANY_CONTENT = ''
/** Below this many mails, one in common shows that two states of an archive are the same archive; above, half of them must be in common. */
const FEW_MAILS = 10

interface OriginRow extends MailKey {
  readonly oid: string
}

/** Prepares the statements with which an archive adds mails and takes them back. The caller holds the transaction. */
export function openArchiveRows(db: Db, source: string): ArchiveRows {
  const insertOrigin = openInsert(
    db,
    'origins',
    'source, part, oid, message_id, content_hash',
    'ON CONFLICT DO NOTHING',
  )
  const columns = 'oid, message_id AS messageId, content_hash AS contentHash'
  const selectOrigin = db.prepare<{ source: string; part: string; oid: string }, OriginRow>(
    `SELECT ${columns} FROM origins WHERE source = @source AND part = @part AND oid = @oid`,
  )
  const selectOrigins = db.prepare<{ source: string; part: string }, OriginRow>(
    `SELECT ${columns} FROM origins WHERE source = @source AND part = @part`,
  )
  const deleteOrigin = db.prepare('DELETE FROM origins WHERE source = @source AND part = @part AND oid = @oid')
  const insertHidden = openInsert(db, 'hidden', 'message_id, content_hash, source', 'ON CONFLICT DO NOTHING')
  const deleteHidden = db.prepare(
    'DELETE FROM hidden WHERE message_id = @messageId AND content_hash = @contentHash AND source = @source',
  )
  const selectHidden = db
    .prepare<MailKey & { anyContent: string }, 1>(
      `SELECT 1 FROM hidden WHERE message_id = @messageId AND content_hash IN (@contentHash, @anyContent) LIMIT 1`,
    )
    .pluck()
  return {
    putOrigin(part, oid, { messageId, contentHash }) {
      insertOrigin({ source, part, oid, message_id: messageId, content_hash: contentHash })
      deleteHidden.run({ messageId, contentHash, source })
    },
    findOrigin: (part, oid) => selectOrigin.get({ source, part, oid }),
    takeGone(part, oids) {
      const known = selectOrigins.all({ source, part })
      const gone = known.filter(({ oid }) => !oids.has(oid))
      for (const { oid } of gone) deleteOrigin.run({ source, part, oid })
      const still = known.length - gone.length
      const same = known.length < FEW_MAILS ? still > 0 : still * 2 >= known.length
      return same ? gone : []
    },
    hide(mail, touched) {
      insertHidden({ message_id: mail.messageId, content_hash: mail.contentHash, source })
      removeMail(db, mail, touched)
    },
    hideAll(messageId) {
      insertHidden({ message_id: messageId, content_hash: ANY_CONTENT, source })
    },
    isHidden: ({ messageId, contentHash }) =>
      selectHidden.get({ messageId, contentHash, anyContent: ANY_CONTENT }) === 1,
  }
}

/**
 * Removes a mail, the mails that its attached files made, and everything that was derived from them, and adds to `touched` what must be
 * derived again. Does nothing when there is no such mail. Foreign keys are checked at the end of the transaction, after the derivation.
 */
function removeMail(db: Db, { messageId, contentHash }: MailKey, touched: Set<number>): void {
  const id = db
    .prepare<MailKey, number>('SELECT id FROM messages WHERE message_id = @messageId AND content_hash = @contentHash')
    .pluck()
    .get({ messageId, contentHash })
  if (id === undefined) return
  const packed = db.prepare<{ id: number }, PackedMail>('SELECT raw, body FROM mails WHERE id = @id').get({ id })
  for (const file of packed === undefined ? [] : filesOf(packed)) {
    const hashes = db.prepare<{ file: string }, string>('SELECT content_hash FROM messages WHERE message_id = @file')
    for (const hash of hashes.pluck().all({ file })) removeMail(db, { messageId: file, contentHash: hash }, touched)
  }
  forgetPlace(db, id, touched)
  openMessageRows(db).remove(id)
  for (const sql of ['DELETE FROM outdated WHERE message = @id', 'DELETE FROM mails WHERE id = @id'])
    db.prepare(sql).run({ id })
  touched.delete(id)
}

function filesOf(packed: PackedMail): string[] {
  try {
    return fileIds(unpackMail(packed))
  } catch {
    // Damaged bytes name no files, and must not keep a mail from being hidden.
    return []
  }
}
