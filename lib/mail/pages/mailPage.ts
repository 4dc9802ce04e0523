import type { MessageId } from '../types'
import { readHypermail } from './hypermailPage'
import { readMhonarc } from './mhonarcPage'
import { readPatchworkPage } from './patchworkPage'
import { readPipermailPage } from './pipermailPage'
import { encodeShownMail } from './shownMail'

export interface MailPage {
  /** Null when the page does not show it. */
  readonly messageId: MessageId | null
  /** The mail as the page shows it, written as a raw mail; null when it shows no text or no sender. */
  readonly raw: Buffer | null
}

/** Each archive program marks its pages; the reader of another program returns undefined for them. */
const READERS = [readPipermailPage, readHypermail, readMhonarc, readPatchworkPage]

/** Reads the mail that a page of pipermail, hypermail, MHonArc or Patchwork shows. Undefined for any other page. Never throws. */
export function parseMailPage(html: string): MailPage | undefined {
  for (const read of READERS) {
    const shown = read(html)
    if (shown === undefined) continue
    const sender = shown.from.name !== '' || shown.from.email !== ''
    const raw = shown.body.trim() === '' || !sender ? null : encodeShownMail(shown)
    if (raw !== null || shown.messageId !== null) return { messageId: shown.messageId, raw }
  }
  return undefined
}
