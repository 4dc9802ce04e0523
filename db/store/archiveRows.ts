import { fileIds } from '../../lib/mail/attachedFiles'
import { forgetPlace } from '../derive/around'
import { type PackedMail, unpackMail } from '../mail/packedMail'
import type { Db } from '../open'
import { openInsert } from '../rows'
import { openDeliveryRows } from './deliveryRows'
import { type MailKey, openHiddenRows, whoKeepsOut } from './hiddenRows'
import { openMessageRows } from './messageRows'

/**
 * What came of a withdrawal. `removed`: the mail is gone. `kept`: another source delivered it too, so it stays. `ignored`: the archive
 * never delivered this mail, or has withdrawn it before, so nothing happened.
 */
export type Withdrawal = 'removed' | 'kept' | 'ignored'

/** What one archive adds and withdraws. */
export interface ArchiveRows {
  /** Notes that the archive holds a mail, which then no longer counts as withdrawn by it. */
  readonly putOrigin: (part: string, oid: string, mail: MailKey) => void
  /** The mail that a blob of the archive brought; undefined when it brought none. */
  readonly findOrigin: (part: string, oid: string) => MailKey | undefined
  /**
   * The mails that this part brought and that are no longer among its blobs; forgets their blobs. When most mails are gone, another
   * archive has taken the place of the first, and then no mail counts as withdrawn.
   */
  readonly takeGone: (part: string, oids: ReadonlySet<string>) => MailKey[]
  /** Withdraws what this archive delivered. The mail is removed if nobody else delivered it; adds to `touched` what must then be derived again. */
  readonly withdraw: (mail: MailKey, touched: Set<number>) => Withdrawal
}

/** Below this many mails, one in common shows that two states of an archive are the same archive; above, half of them must be in common. */
const FEW_MAILS = 10

interface OriginRow extends MailKey {
  readonly oid: string
}

/** Prepares the statements with which an archive adds mails and withdraws them. The caller holds the transaction. */
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
  const findId = openFindId(db)
  const deliveries = openDeliveryRows(db)
  const hidden = openHiddenRows(db)
  return {
    putOrigin(part, oid, mail) {
      const { messageId, contentHash } = mail
      insertOrigin({ source, part, oid, message_id: messageId, content_hash: contentHash })
      hidden.remove(mail, source)
    },
    findOrigin: (part, oid) => selectOrigin.get({ source, part, oid }),
    takeGone(part, oids) {
      const known = selectOrigins.all({ source, part })
      const gone = known.filter(({ oid }) => !oids.has(oid))
      for (const { oid } of gone) deleteOrigin.run({ source, part, oid })
      const still = new Set(known.flatMap((one) => (oids.has(one.oid) ? keyText(one) : [])))
      const held = known.length - gone.length
      const same = known.length < FEW_MAILS ? held > 0 : held * 2 >= known.length
      return same ? gone.filter((one) => !still.has(keyText(one))) : []
    },
    withdraw(mail, touched) {
      const id = findId(mail)
      if (id === undefined || !deliveries.withdraw(id, source)) return 'ignored'
      hidden.put(mail, source)
      const hiddenBy = hidden.list(mail)
      if (deliveries.list(id).some((other) => whoKeepsOut(hiddenBy, other) === undefined)) return 'kept'
      removeMail(db, mail, touched)
      return 'removed'
    },
  }
}

function keyText({ messageId, contentHash }: MailKey): string {
  return `${contentHash} ${messageId}`
}

/**
 * Removes a mail, the mails that its attached files made, and everything that was derived from them, and adds to `touched` what must be
 * derived again. Does nothing when there is no such mail. Foreign keys are checked at the end of the transaction, after the derivation.
 */
export function removeMail(db: Db, mail: MailKey, touched: Set<number>): void {
  const id = openFindId(db)(mail)
  if (id === undefined) return
  // Overwrites what is freed: the text must not be found in the file afterwards.
  db.pragma('secure_delete = ON')
  const packed = db.prepare<{ id: number }, PackedMail>('SELECT raw, body FROM mails WHERE id = @id').get({ id })
  for (const file of packed === undefined ? [] : filesOf(packed)) {
    const hashes = db.prepare<{ file: string }, string>('SELECT content_hash FROM messages WHERE message_id = @file')
    for (const hash of hashes.pluck().all({ file })) removeMail(db, { messageId: file, contentHash: hash }, touched)
  }
  forgetPlace(db, id, touched)
  openMessageRows(db).remove(id)
  for (const sql of [
    'DELETE FROM outdated WHERE message = @id',
    'DELETE FROM mails WHERE id = @id',
    // What a rebuild noted of it names it.
    "DELETE FROM rejections WHERE source = 'rebuild' AND position = @id",
  ])
    db.prepare(sql).run({ id })
  touched.delete(id)
}

/** Prepares finding the row id of a mail; undefined if it is not stored. */
function openFindId(db: Db): (mail: MailKey) => number | undefined {
  const select = db
    .prepare<MailKey, number>('SELECT id FROM messages WHERE message_id = @messageId AND content_hash = @contentHash')
    .pluck()
  return ({ messageId, contentHash }) => select.get({ messageId, contentHash })
}

function filesOf(packed: PackedMail): string[] {
  try {
    return fileIds(unpackMail(packed))
  } catch {
    // Damaged bytes name no files, and must not keep a mail from being hidden.
    return []
  }
}
