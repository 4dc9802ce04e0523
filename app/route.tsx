import { Filters } from './_components/lists/Filters'
import { Pager } from './_components/lists/Pager'
import { SeriesList } from './_components/lists/SeriesList'
import { Page } from './_components/shell/Page'
import { page } from './_handlers/pages'
import { type FilterValues, filterHref, readFilters } from './_model/filters'
import { count } from './_model/pageWords'
import { readPage } from './_model/searchParams'
import { EMPTY_LIST, listSeries } from './data'

/** All series, newest activity first, or those that match the filters. */
export const GET = page('/', ({ query }) => {
  const page = readPage(query.page)
  const { values, filter } = readFilters(query)
  const list = filter === undefined ? EMPTY_LIST : listSeries({ ...filter, page })
  const filtered = Object.keys(values).length > 0
  return (
    <Page
      title={list.page > 1 ? `Patch series, page ${list.page} · Reroll` : 'Patch series · Reroll'}
      feed={{ href: filterHref('/atom', values), title: filtered ? 'Series that match these filters' : 'All series' }}
    >
      <div className="list-head">
        <h1>Patch series</h1>
        <p className="list-sum" role="status">
          {count(list.total, 'series', 'series')}
          {filtered ? (list.total === 1 ? ' matches' : ' match') : ''}, newest activity first
        </p>
        <p className="list-feed">
          <a href={filterHref('/atom', values)}>Atom feed</a>
        </p>
      </div>
      {list.total === 0 && !filtered ? null : <Filters values={values} list={list} />}
      {list.total === 0 ? <Empty values={values} /> : <SeriesList rows={list.rows} />}
      <Pager page={list.page} pages={list.pages} path={filterHref('/', values)} />
    </Page>
  )
})

function Empty({ values }: { readonly values: FilterValues }) {
  if (Object.keys(values).length === 0) {
    return (
      <p className="list-empty">
        Nothing has been imported yet. Import a mailbox with <code>npm run ingest -- path/to/archive.mbox</code>.
      </p>
    )
  }
  return (
    <p className="list-empty">
      No series match. Remove a filter above, or <a href="/">show all series</a>.
      {values.path === undefined ? null : (
        <>
          {' '}
          A path is a complete file or directory name from the top of the tree: <a href="/path">browse paths</a>.
        </>
      )}
    </p>
  )
}
