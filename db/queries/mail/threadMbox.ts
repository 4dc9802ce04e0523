import { toMboxrd } from '../../../lib/mail/mboxrd'
import { figure } from '../../../lib/text'
import { type PackedMail, unpackMail } from '../../mail/rawMail'
import type { Db } from '../../open'
import { findMessage } from '../series/find'
import { joinMails, MboxLimit } from './mboxLimit'

/** Mails of a thread that is given out: what is longer is for the archive. */
const MAX_MAILS = 1_000

/**
 * Every mail of the thread of a mail, as they came, in order of receipt, as one mboxrd; undefined when the mail is not on record.
 * Throws MboxLimit when there are too many, or when they are too long together.
 */
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
          .all(thread, MAX_MAILS + 1)
  if (ids.length > MAX_MAILS) {
    throw new MboxLimit(
      `The thread has more than the ${figure(MAX_MAILS)} mails that an mbox may have here: take its versions one by one, or the thread from the archive.`,
    )
  }
  const read = db.prepare<[number], PackedMail>('SELECT raw, body FROM mails WHERE id = ?')
  const mails = function* () {
    for (const one of ids) {
      const packed = read.get(one)
      if (packed !== undefined) yield toMboxrd(unpackMail(packed))
    }
  }
  return joinMails(mails(), 'The thread')
}
