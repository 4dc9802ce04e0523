import { createMboxSplitter } from '../../lib/mail/mboxSplitter'

/** Content types in which a browser runs scripts. */
export const MARKUP_TYPES = /html|svg|javascript|ecmascript|^(?:text|application)\/xml/i

/** The raw mails of a downloaded mbox. Throws if it contains none, or anything that is not a mail. */
export function readDownload(mbox: Buffer): Buffer[] {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(mbox), ...splitter.end()]
  const mails = items.flatMap((item) => (item.kind === 'mail' ? [item.raw] : []))
  if (mails.length === 0 || mails.length < items.length)
    throw new Error(`${mails.length} mails of ${items.length} pieces`)
  return mails
}
