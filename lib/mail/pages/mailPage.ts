import type { MessageId } from '../types'
import { readHypermail } from './hypermailPage'
import { readMhonarc } from './mhonarcPage'
import { readPatchworkPage } from './patchworkPage'
import { readPipermailPage } from './pipermailPage'
import { encodeShownMail } from './shownMail'

export interface MailPage {
  /** null when the page does not tell it. */
  readonly messageId: MessageId | null
  /** The mail as the page shows it; null when it shows no text. */
  readonly raw: Buffer | null
}

/** Readers by the marks that the archive programs leave in every page; each gives undefined for a page that is not its own. */
const READERS = [readPipermailPage, readHypermail, readMhonarc, readPatchworkPage]

/** The mail that a page of pipermail, hypermail, MHonArc or Patchwork shows; undefined for any other page. Never throws. */
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
