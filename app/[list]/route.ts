import { readInbox } from '../_handlers/inbox'
import { page, redirectTo } from '../_handlers/pages'
import { mailingListHref, searchHref } from '../_model/href'

/** Redirects the address of an inbox to the list or the search here. With `x=A` the search is a feed, as in a public-inbox. */
export const GET = page('/[list]', ({ params: { list }, query: { q = '', x } }) => {
  const [address] = readInbox(list) ?? []
  if (q.trim() === '') return redirectTo(address === undefined ? '/' : mailingListHref(address), 307)
  if (address === undefined) return redirectTo(searchHref(q, x === 'A' ? '/search/atom' : '/search'), 307)
  const query = `q=${encodeURIComponent(q)}`
  return redirectTo(
    x === 'A' ? `/atom?${query}&list=${encodeURIComponent(address)}` : `${mailingListHref(address)}?${query}`,
    307,
  )
})
