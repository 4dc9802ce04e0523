import { figure } from '../../../lib/text'

/** Bytes of an mbox that is given out; versions of 500 patches have five million. */
const MAX_MBOX_BYTES = 32 * 1024 * 1024

/** An mbox that is not given out, for what is given would not be all of it; the message says why, for the reader. */
export class MboxLimit extends Error {
  override readonly name = 'MboxLimit'
}

/** The mails as one mbox. `what` they are, at the beginning of a sentence. Throws MboxLimit when they are too long together, before they are all read. */
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
