import { type PackedMail, unpackMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { findMessage } from '../series/find'

/** The mail as it came, byte for byte; undefined when it is unknown. */
export function getRawMessage(db: Db, messageId: string): Buffer | undefined {
  const id = findMessage(db, messageId)
  return id === undefined ? undefined : loadRaw(db, id)
}

/** The bytes of the mail with this row id. */
export function loadRaw(db: Db, id: number): Buffer | undefined {
  const packed = db.prepare<{ id: number }, PackedMail>('SELECT raw, body FROM mails WHERE id = @id').get({ id })
  return packed === undefined ? undefined : unpackMail(packed)
}
