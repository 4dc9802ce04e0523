import { download } from '../../_handlers/download'
import { badRequest } from '../../_handlers/handler'
import { readInbox } from '../../_handlers/inbox'
import { mailEntry, newestFirst, seriesEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { searchFeedHref, searchHref } from '../../_model/href'
import { findHits, listFeed, searchMessages } from '../../data'

/** What a search finds: series with their state, and mails, newest first. `list` limits it to a mailing list. */
export const GET = download('/search/atom', ({ query: { q = '', list } }) => {
  const query = q.trim()
  const hits = findHits(query, { lists: list === undefined ? undefined : readInbox(list) })
  if (hits.problem !== undefined) return badRequest(hits.problem)
  const found = [...listFeed({ hits }).map(seriesEntry), ...searchMessages(hits).rows.map(mailEntry)]
  return feedResponse({
    identity: ['search', query, ...(list === undefined ? [] : [list])],
    title: `Search: ${query}${list === undefined ? '' : ` in ${list}`}`,
    self: searchFeedHref(query, { list }),
    page: searchHref(query, { list }),
    entries: newestFirst(found),
  })
})
