import { findPastedId } from '../../db/queries/lists/search'
import { MessageHits } from '../_components/lists/MessageHits'
import { Pager } from '../_components/lists/Pager'
import { SeriesList } from '../_components/lists/SeriesList'
import { PullList } from '../_components/pulls/PullList'
import { SearchForm } from '../_components/shell/Masthead'
import { Page, Section } from '../_components/shell/Page'
import { page, redirectTo } from '../_handlers/pages'
import { filterHref } from '../_model/filters'
import { messageHref, pullHref, searchHref, seriesHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import { getMessage, getSeriesHead, isPull, searchMessages, searchPulls, searchSeries } from '../data'

/** Search. A pasted Message-ID, or the address of a mail in an archive, opens what it names. */
export const GET = page('/search', ({ query: { q = '', page: number } }) => {
  const query = q.trim()
  const pasted = findPasted(query)
  if (pasted !== undefined) return redirectTo(pasted, 307)
  const results = query === '' ? undefined : lookFor(query, readPage(number))
  const feed = { href: searchHref(query, '/search/atom'), title: `Search: ${visible(query)}` }
  return (
    <Page
      title={query === '' ? 'Search · Reroll' : `${visible(query)} · Search · Reroll`}
      feed={results === undefined || isEmpty(results) ? undefined : feed}
    >
      <div className="list-head">
        <h1>Search</h1>
      </div>
      <div className="list-form">
        <SearchForm id="search" query={query} large />
      </div>
      {results === undefined ? <Hints /> : <Results query={query} found={results} />}
    </Page>
  )
})

type Found = ReturnType<typeof lookFor>

function lookFor(query: string, page: number) {
  return { series: searchSeries(query), mails: searchMessages(query, page), pulls: page > 1 ? [] : searchPulls(query) }
}

function isEmpty({ series, mails }: Found): boolean {
  return series.total === 0 && mails.total === 0
}

function Results({ query, found }: { readonly query: string; readonly found: Found }) {
  const { series, mails, pulls } = found
  if (isEmpty(found)) {
    return (
      <>
        <p className="list-none" role="status">
          No results for “{visible(query)}”.
        </p>
        <CutNote onlyWords={mails.onlyWords} />
        <Hints />
      </>
    )
  }
  return (
    <>
      <p className="list-sum" role="status">
        {count(series.total, 'series', 'series')} and {mails.cut ? 'at least ' : ''}
        {count(mails.total, 'mail')} for “{visible(query)}”
      </p>
      <CutNote onlyWords={mails.onlyWords} />
      {mails.page > 1 || series.total === 0 ? null : (
        <Section
          id="series"
          title="Series"
          note={
            series.rows.length < series.total ? (
              <a href={filterHref('/', { q: query })}>all {series.total}, by activity</a>
            ) : undefined
          }
        >
          <SeriesList rows={series.rows} level={3} />
        </Section>
      )}
      {pulls.length === 0 ? null : (
        <Section id="pulls" title="Pull requests" note="newest first">
          <PullList rows={pulls} level={3} />
        </Section>
      )}
      {mails.total === 0 ? null : (
        <Section
          id="mails"
          title="Mails"
          note={mails.cut ? `the ${count(mails.total, 'mail')} received last` : 'newest first'}
        >
          <MessageHits hits={mails.rows} />
          <Pager page={mails.page} pages={mails.pages} path={searchHref(query)} />
        </Section>
      )}
    </>
  )
}

function CutNote({ onlyWords }: { readonly onlyWords: number | null }) {
  return onlyWords === null ? null : <p>Only the first {onlyWords} words were searched for.</p>
}

/** The search syntax, shown without a query or when nothing is found. */
function Hints() {
  return (
    <dl className="list-hints">
      <div>
        <dt>
          <code>vfio life cycle</code>
        </dt>
        <dd>all of these words, in one title or in one mail</dd>
      </div>
      <div>
        <dt>
          <code>"life cycle"</code>
        </dt>
        <dd>this phrase</dd>
      </div>
      <div>
        <dt>
          <code>regist*</code>
        </dt>
        <dd>prefix, three letters or more</dd>
      </div>
      <div>
        <dt>
          <code>drivers/vfio/pci</code>
        </dt>
        <dd>
          series that touch this path; <a href="/path">all paths</a>
        </dd>
      </div>
      <div>
        <dt>
          <code>20220921104401.38898-1-name@host</code>
        </dt>
        <dd>a Message-ID or a link to any mail archive opens its series</dd>
      </div>
    </dl>
  )
}

/** Where a pasted Message-ID or link leads: to its series, or to the mail that belongs to none. */
function findPasted(query: string): string | undefined {
  const id = findPastedId(query)
  if (id === undefined) return undefined
  if (isPull(id)) return pullHref(id)
  const series = getSeriesHead(id)
  if (series !== undefined) return seriesHref(series.key)
  return getMessage(id) === undefined ? undefined : messageHref(id)
}
