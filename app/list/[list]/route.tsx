import { Pager } from '../../_components/lists/Pager'
import { SeriesList } from '../../_components/lists/SeriesList'
import { Page } from '../../_components/shell/Page'
import { notFound } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { filterHref } from '../../_model/filters'
import { mailingListHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { readPage } from '../../_model/searchParams'
import { visible } from '../../_model/visible'
import { listSeries } from '../../data'

/** The series that went to a mailing list, named by its address. */
export const GET = page('/list/[list]', ({ params, query }) => {
  const address = params.list.toLowerCase()
  const list = listSeries({ list: address, page: readPage(query.page) })
  if (list.total === 0) notFound()
  const feed = `${mailingListHref(address)}/atom`
  return (
    <Page
      title={`${visible(address)} · Reroll`}
      feed={{ href: feed, title: visible(address) }}
      crumbs={[{ text: 'Mailing lists', href: '/list' }]}
    >
      <div className="list-head">
        <h1>
          <bdi>{visible(address)}</bdi>
        </h1>
        <p className="list-sum">{count(list.total, 'series', 'series')}, newest activity first</p>
        <p className="list-feed">
          <a href={filterHref('/', { list: address })}>filter these</a> · <a href={feed}>Atom feed</a>
        </p>
      </div>
      <SeriesList rows={list.rows} />
      <Pager page={list.page} pages={list.pages} path={mailingListHref(address)} />
    </Page>
  )
})
