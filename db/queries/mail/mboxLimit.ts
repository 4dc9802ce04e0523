import { figure } from '../../../lib/text'

/** Bounds an mbox that is served; versions of 500 patches have five million bytes. */
const MAX_MBOX_BYTES = 32 * 1024 * 1024

/** An mbox that is not served because it would be incomplete. The message tells the reader why. */
export class MboxLimit extends Error {
  override readonly name = 'MboxLimit'
}

/**
 * Joins mails into one mbox. `what` names them at the start of a sentence: 'The thread'. Throws MboxLimit when they are too large together, before
 * all of them are read.
 */
export function joinMails(mails: Iterable<Buffer>, what: string): Buffer {
  const kept: Buffer[] = []
  let bytes = 0
  for (const mail of mails) {
    bytes += mail.length
    if (bytes > MAX_MBOX_BYTES) {
      throw new MboxLimit(
        `${what} is longer than the ${figure(MAX_MBOX_BYTES)} bytes that an mbox may have here: take its mails one by one, or from the archive.`,
      )
    }
    kept.push(mail)
  }
  return Buffer.concat(kept)
}
