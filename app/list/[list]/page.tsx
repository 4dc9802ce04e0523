import { notFound } from 'next/navigation'
import { Pager } from '../../_components/lists/Pager'
import { SeriesList } from '../../_components/lists/SeriesList'
import { definePage } from '../../_components/shell/definePage'
import { Page } from '../../_components/shell/Page'
import { filterHref } from '../../_model/filters'
import { mailingListHref } from '../../_model/href'
import { readMessageId } from '../../_model/messageId'
import { readPage, type SearchParams } from '../../_model/searchParams'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'
import { listSeries } from '../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly list: string }>
  readonly searchParams: Promise<SearchParams>
}

/** The series that went to a mailing list, named by its address. */
async function ListPage({ params, searchParams }: Props) {
  const address = readMessageId((await params).list)?.toLowerCase()
  const list =
    address === undefined ? undefined : listSeries({ list: address, page: readPage((await searchParams).page) })
  if (address === undefined || list === undefined || list.total === 0) notFound()
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
}

export default definePage('/list/[list]', ListPage)
