import { redirect } from 'next/navigation'
import styles from '../_components/list.module.css'
import { SearchForm } from '../_components/Masthead'
import { Page } from '../_components/Page'
import { Pager } from '../_components/Pager'
import { SeriesList } from '../_components/SeriesList'
import { messageHref, seriesHref } from '../_model/href'
import { findPastedId } from '../_model/messageId'
import { readPage, readText, type SearchParams } from '../_model/searchParams'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import { getMessage, getSeriesDocument, listSeries } from '../data'

export const dynamic = 'force-dynamic'

/** Search. A pasted Message-ID, or the address of a mail in an archive, opens what it names. */
export default async function SearchPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const query = readText(params.q).trim()
  redirectPasted(query)
  const list = query === '' ? undefined : listSeries({ query, page: readPage(params.page) })
  return (
    <Page title={query === '' ? 'Search · Reroll' : `${visible(query)} · Search · Reroll`}>
      <div className={styles.head}>
        <h1>Search</h1>
        {list === undefined ? null : (
          <p className={styles.sum} role="status">
            {list.total === 0 ? 'no results' : count(list.total, 'series', 'series')} for “{visible(query)}”
          </p>
        )}
      </div>
      <div className={styles.form}>
        <SearchForm id="search" query={query} large />
      </div>
      {list === undefined ? null : <SeriesList rows={list.rows} />}
      {list === undefined ? null : (
        <Pager page={list.page} pages={list.pages} path={`/search?q=${encodeURIComponent(query)}`} />
      )}
    </Page>
  )
}

function redirectPasted(query: string): void {
  const id = findPastedId(query)
  if (id === undefined) return
  const series = getSeriesDocument(id)
  if (series !== undefined) redirect(seriesHref(series.id))
  if (getMessage(id) !== undefined) redirect(messageHref(id))
}
