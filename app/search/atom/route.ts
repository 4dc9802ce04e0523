import { mailEntry, seriesEntry } from '../../_model/feedEntries'
import { feedResponse } from '../../_model/feedResponse'
import { searchHref } from '../../_model/href'
import { readText } from '../../_model/searchParams'
import { listFeed, searchMessages } from '../../data'

export const dynamic = 'force-dynamic'

/** What a search finds: series with what became of them, and mails, newest first. */
export function GET(request: Request): Response {
  const query = readText(new URL(request.url).searchParams.get('q') ?? undefined).trim()
  const found =
    query === '' ? [] : [...listFeed({ query }).map(seriesEntry), ...searchMessages(query).rows.map(mailEntry)]
  return feedResponse({
    identity: ['search', query],
    title: `Search: ${query}`,
    self: searchHref(query, '/search/atom'),
    page: searchHref(query),
    entries: found.sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0)),
  })
}
