import { createMboxSplitter } from '../../lib/mail/mboxSplitter'

/** Types in which a browser runs what it reads. */
export const MARKUP_TYPES = /html|svg|javascript|ecmascript|^(?:text|application)\/xml/i

/** The raw mails of an mbox that is given out; throws when it holds none, or anything beside mails. */
export function readDownload(mbox: Buffer): Buffer[] {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(mbox), ...splitter.end()]
  const mails = items.flatMap((item) => (item.kind === 'mail' ? [item.raw] : []))
  if (mails.length === 0 || mails.length < items.length)
    throw new Error(`${mails.length} mails of ${items.length} pieces`)
  return mails
}
