import { download } from '../../_handlers/download'
import { mailEntry, newestFirst, seriesEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { searchHref } from '../../_model/href'
import { listFeed, searchMessages } from '../../data'

/** What a search finds: series with their state, and mails, newest first. */
export const GET = download('/search/atom', ({ query: { q = '' } }) => {
  const query = q.trim()
  const found =
    query === '' ? [] : [...listFeed({ query }).map(seriesEntry), ...searchMessages(query).rows.map(mailEntry)]
  return feedResponse({
    identity: ['search', query],
    title: `Search: ${query}`,
    self: searchHref(query, '/search/atom'),
    page: searchHref(query),
    entries: newestFirst(found),
  })
})
