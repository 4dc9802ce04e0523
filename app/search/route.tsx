import { findPastedId, openMarkTitle } from '../../db/queries/lists/search'
import { Marked } from '../_components/lists/Marked'
import { type Found, Hints, isEmpty, Results } from '../_components/lists/SearchResults'
import { OwnSearch, SearchForm } from '../_components/shell/Masthead'
import { Page } from '../_components/shell/Page'
import { page, redirectTo } from '../_handlers/pages'
import { commitHref, messageHref, pullHref, searchHref, seriesHref } from '../_model/href'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import {
  findCommits,
  getMessage,
  getSeriesHead,
  isPull,
  searchMessages,
  searchPeople,
  searchPulls,
  searchSeries,
} from '../data'

/** Search. A pasted Message-ID, the address of a mail in an archive, or the hash of a commit opens what it names. */
export const GET = page('/search', ({ query: { q = '', page: number } }) => {
  const query = q.trim()
  const pasted = findPasted(query)
  if (pasted !== undefined) return redirectTo(pasted, 307)
  const results = query === '' ? undefined : lookFor(query, readPage(number))
  const feed = { href: searchHref(query, '/search/atom'), title: `Search: ${visible(query)}` }
  return (
    <OwnSearch.Provider value>
      <Page
        title={query === '' ? 'Search · Reroll' : `${visible(query)} · Search · Reroll`}
        feed={results === undefined || isEmpty(results) ? undefined : feed}
      >
        <h1>Search</h1>
        <div className="list-form">
          <SearchForm id="search" query={query} large />
        </div>
        {results === undefined ? <Hints /> : <Results query={query} found={results} missing={findPastedId(query)} />}
      </Page>
    </OwnSearch.Provider>
  )
})

function lookFor(query: string, page: number): Found {
  const mark = openMarkTitle(query)
  return {
    people: page > 1 ? { rows: [], total: 0 } : searchPeople(query),
    series: searchSeries(query),
    mails: searchMessages(query, page),
    pulls: page > 1 ? [] : searchPulls(query),
    showTitle: (title) => <Marked pieces={mark(title)} />,
  }
}

/** Where a pasted Message-ID, link or hash of a commit leads: to its series, to the mail that belongs to none, or to the commit. */
function findPasted(query: string): string | undefined {
  if (findCommits(query).length > 0) return commitHref(query.toLowerCase())
  const id = findPastedId(query)
  if (id === undefined) return undefined
  if (isPull(id)) return pullHref(id)
  const series = getSeriesHead(id)
  if (series !== undefined) return seriesHref(series.key)
  return getMessage(id) === undefined ? undefined : messageHref(id)
}
