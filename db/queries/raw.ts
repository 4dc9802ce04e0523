import { unpack } from '../blob'
import type { Db } from '../open'
import { findMessage } from './find'

/** The mail as it came, byte for byte; undefined when it is not on record. */
export function getRawMessage(db: Db, messageId: string): Buffer | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  const raw = db.prepare<[number], Buffer>('SELECT raw FROM mails WHERE id = ?').pluck().get(id)
  return raw === undefined ? undefined : unpack(raw)
}
