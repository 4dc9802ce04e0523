import { readInbox } from '../_handlers/inbox'
import { page, redirectTo } from '../_handlers/pages'
import { mailingListHref, searchFeedHref, searchHref } from '../_model/href'

/** Redirects the address of an inbox to the list here, or to the search of its mails. With `x=A` the search is a feed, as in a public-inbox. */
export const GET = page('/[list]', ({ params: { list: name }, query: { q = '', x } }) => {
  const [address] = readInbox(name) ?? []
  if (q.trim() === '') return redirectTo(address === undefined ? '/' : mailingListHref(address), 307)
  const list = address === undefined ? undefined : name
  return redirectTo(x === 'A' ? searchFeedHref(q, { list }) : searchHref(q, { list }), 307)
})
