import { join } from 'node:path'
import type { Archive } from './mails'
import { format, measure } from './pageLoad'
import { createPeerInbox, missingPeer } from './peers'
import type { BenchContext, Row } from './row'
import { startPublicInbox } from './servers'

/** The page of public-inbox-httpd that shows the thread of a mail; `perSecond` is at ten connections, 0 if the peer is not installed. */
export async function measurePeerThread(
  context: BenchContext,
  archive: Archive,
  id: string,
  row: { readonly section: string; readonly thread: string; readonly forMs: number },
): Promise<{ readonly row: Row; readonly perSecond: number }> {
  const { section, thread, forMs } = row
  const missing = missingPeer('public-inbox-httpd')
  if (missing !== undefined) return { row: { section, what: 'public-inbox-httpd', figure: missing }, perSecond: 0 }
  context.note(`public-inbox-httpd, ${thread}`)
  const inbox = createPeerInbox(join(context.folder, `peer-of-${archive.mails.length}`), archive)
  await inbox.index('basic')
  const path = `/bench/${encodeURIComponent(id)}/t/`
  const server = await startPublicInbox(inbox.env, path)
  try {
    const measured = await measure(server, path, forMs)
    const what = `public-inbox-httpd, ${thread}`
    return { row: { section, what, figure: format(measured) }, perSecond: measured[1]?.perSecond ?? 0 }
  } finally {
    await server.close()
  }
}
