import { type PackedMail, unpackMail } from '../../mail/rawMail'
import type { Db } from '../../open'
import { findMessage } from '../series/find'

/** The mail as it came, byte for byte; undefined when it is not on record. */
export function getRawMessage(db: Db, messageId: string): Buffer | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  const packed = db.prepare<[number], PackedMail>('SELECT raw, body FROM mails WHERE id = ?').get(id)
  return packed === undefined ? undefined : unpackMail(packed)
}
