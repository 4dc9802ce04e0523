import { download } from '../../_handlers/download'
import { readInbox } from '../../_handlers/inbox'
import { textEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { mailingListHref } from '../../_model/href'
import { listNewestMails } from '../../data'

/** The newest mails of a list, or of all, as a feed. */
export const GET = download('/[list]/new.atom', ({ params: { list } }) => {
  const lists = readInbox(list)
  const [address] = lists ?? []
  return feedResponse({
    identity: ['newest', address ?? ''],
    title: address ?? 'All lists',
    self: `/${list}/new.atom`,
    page: address === undefined ? '/' : mailingListHref(address),
    entries: listNewestMails(lists).map(textEntry),
  })
})
