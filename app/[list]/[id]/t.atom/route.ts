import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { missingHeader, readInbox } from '../../../_handlers/inbox'
import { textEntry } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { messageHref } from '../../../_model/href'
import { listThreadMails } from '../../../data'

/** The mails of a thread as a feed, newest first. */
export const GET = download('/[list]/[id]/t.atom', ({ params: { list, id } }) => {
  readInbox(list)
  const mails = found(listThreadMails(id), 'mail')
  const feed = {
    identity: ['thread', id],
    title: mails.at(-1)?.subject ?? '',
    self: `/${list}/${encodeURIComponent(id)}/t.atom`,
    page: messageHref(id),
    entries: mails.map(textEntry),
  }
  return feedResponse(feed, { maxEntries: mails.length, headers: missingHeader(id) })
})
