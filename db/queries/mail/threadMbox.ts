import { toMboxrd } from '../../../lib/mail/mboxrd'
import { figure } from '../../../lib/text'
import type { Db } from '../../open'
import { findMessage } from '../series/find'
import { joinMails, MboxLimit } from './mboxLimit'
import { getRawMessage, loadRaw } from './rawMessage'
import { listThreadIds, MAX_THREAD } from './threadIds'

/**
 * Every mail in the thread of a mail, as it came and in the order of receipt, as one mboxrd; undefined when the mail is unknown.
 * Throws MboxLimit when the mails are too many or too large together.
 */
export function getThreadMbox(db: Db, messageId: string): Buffer | undefined {
  const id = findMessage(db, messageId)
  if (id === undefined) return undefined
  const ids = listThreadIds(db, id, MAX_THREAD + 1)
  if (ids.length > MAX_THREAD) {
    throw new MboxLimit(
      `The thread has more than the ${figure(MAX_THREAD)} mails that an mbox may have here: take its versions one by one, or the thread from the archive.`,
    )
  }
  const mails = function* () {
    for (const one of ids) {
      const raw = loadRaw(db, one)
      if (raw !== undefined) yield toMboxrd(raw)
    }
  }
  return joinMails(mails(), 'The thread')
}

/** A mail as an mbox of one, as a public-inbox gives it. */
export function getMailMbox(db: Db, messageId: string): Buffer | undefined {
  const raw = getRawMessage(db, messageId)
  return raw === undefined ? undefined : toMboxrd(raw)
}
