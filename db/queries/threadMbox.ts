import { toMboxrd } from '../../lib/mail/mboxrd'
import type { Db } from '../open'
import { type PackedMail, unpackMail } from '../rawMail'
import { findMessage } from './find'

/** A thread is given whole up to these; what is longer is for the archive. */
const MAX_MAILS = 1_000
const MAX_BYTES = 32 * 1024 * 1024

/** Every mail of the thread of a mail, as they came, in order of receipt, as one mboxrd; undefined when the mail is not on record. */
export function getThreadMbox(db: Db, messageId: string): Buffer | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  const thread = db.prepare<[number], number>('SELECT thread FROM places WHERE message = ?').pluck().get(id)
  const ids =
    thread === undefined
      ? [id]
      : db
          .prepare<[number, number], number>(
            'SELECT message FROM places WHERE thread = ? ORDER BY order_ms, message LIMIT ?',
          )
          .pluck()
          .all(thread, MAX_MAILS)
  const read = db.prepare<[number], PackedMail>('SELECT raw, body FROM mails WHERE id = ?')
  const entries: Buffer[] = []
  let bytes = 0
  for (const one of ids) {
    const packed = read.get(one)
    if (packed === undefined) continue
    const entry = toMboxrd(unpackMail(packed))
    bytes += entry.length
    if (bytes > MAX_BYTES && entries.length > 0) break
    entries.push(entry)
  }
  return Buffer.concat(entries)
}
