import type { ComponentChildren } from 'preact'
import type { Hits } from '../../db/queries/lists/hits'
import { openMarks } from '../../db/queries/lists/search'
import { Marked } from '../_components/lists/Marked'
import { SearchHint, SearchProblem } from '../_components/lists/SearchProblem'
import { Hints, isEmpty, Results } from '../_components/lists/SearchResults'
import { SeriesHits } from '../_components/lists/SeriesHits'
import { OwnSearch, SearchForm } from '../_components/shell/Masthead'
import { Page } from '../_components/shell/Page'
import { found } from '../_handlers/handler'
import { readInbox } from '../_handlers/inbox'
import { page, redirectTo, refusedIf } from '../_handlers/pages'
import { commitHref, messageHref, pullHref, searchFeedHref, searchHref, seriesHref } from '../_model/href'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import {
  findCommits,
  findHits,
  getMessage,
  getSeriesHead,
  groupMessages,
  isPull,
  readPastedId,
  searchMessages,
  searchPeople,
  searchPulls,
  searchSeries,
} from '../data'

/**
 * Search, in all mail, in that of a mailing list, or in that of a series. A pasted Message-ID, the address of a mail in an archive, or the
 * hash of a commit opens what it names.
 */
export const GET = page('/search', ({ query: { q = '', list, series: id, page: number } }) => {
  const query = q.trim()
  const everywhere = list === undefined && id === undefined
  const pasted = everywhere ? findPasted(query) : undefined
  if (pasted !== undefined) return redirectTo(pasted, 307)
  const lists = list === undefined ? undefined : readInbox(list)
  const series = id === undefined ? undefined : found(getSeriesHead(id), 'series')
  const hits = findHits(query, { lists, series: id })
  const mark = openMarks(hits)
  const showTitle = (title: string) => <Marked pieces={mark.title(title)} />
  if (series !== undefined) {
    return refusedIf(
      hits.problem,
      <SearchPage query={query} list={list} feed={false} problem={hits.problem}>
        <SeriesHits
          series={series}
          hits={searchMessages(hits, readPage(number))}
          href={searchHref(query, { list, series: series.key })}
          all={searchHref(query, { list })}
          showTitle={showTitle}
        />
      </SearchPage>,
    )
  }
  const showName = (name: string) => <Marked pieces={mark.name(name)} />
  const results =
    query === '' ? undefined : { ...lookFor(query, hits, readPage(number), everywhere), showTitle, showName }
  const missing = results === undefined || results.people.total > 0 ? undefined : hits.pasted
  return refusedIf(
    hits.problem,
    <SearchPage query={query} list={list} feed={!isEmpty(results)} problem={hits.problem}>
      {list === undefined ? null : <Within name={list} query={query} />}
      {results === undefined ? <Hints /> : <Results query={query} found={results} list={list} missing={missing} />}
    </SearchPage>,
  )
})

function SearchPage(props: {
  readonly query: string
  readonly list: string | undefined
  /** Whether there is a feed of what was found. */
  readonly feed: boolean
  /** Why the query was not understood. */
  readonly problem: string | undefined
  readonly children: ComponentChildren
}) {
  const { query, list, problem, children } = props
  const feed = { href: searchFeedHref(query, { list }), title: `Search: ${visible(query)}` }
  return (
    <OwnSearch.Provider value>
      <Page
        title={query === '' ? 'Search · Reroll' : `${visible(query)} · Search · Reroll`}
        feed={props.feed && problem === undefined ? feed : undefined}
      >
        <h1>Search</h1>
        <div className="list-form">
          <SearchForm id="search" query={query} list={list} large />
          {problem === undefined ? <SearchHint /> : null}
        </div>
        <SearchProblem problem={problem} />
        {children}
      </Page>
    </OwnSearch.Provider>
  )
}

/** The list that is searched. */
function Within({ name, query }: { readonly name: string; readonly query: string }) {
  return (
    <p className="list-sum">
      Mails that came through the mailing list <bdi>{visible(name)}</bdi>.{' '}
      <a href={searchHref(query)}>Search all mail</a>
    </p>
  )
}

function lookFor(query: string, hits: Hits, page: number, everywhere: boolean) {
  const others = everywhere && page === 1
  return {
    people: others ? searchPeople(query) : { rows: [], total: 0 },
    series: searchSeries(hits),
    mails: groupMessages(hits, page),
    pulls: others ? searchPulls(query) : { rows: [], total: 0, cut: false },
  }
}

/** Where a pasted Message-ID, link or hash of a commit leads: to its series, to the mail that belongs to none, or to the commit. */
function findPasted(query: string): string | undefined {
  if (findCommits(query).length > 0) return commitHref(query.toLowerCase())
  const id = readPastedId(query)
  if (id === undefined) return undefined
  if (isPull(id)) return pullHref(id)
  const series = getSeriesHead(id)
  if (series !== undefined) return seriesHref(series.key)
  return getMessage(id) === undefined ? undefined : messageHref(id)
}
