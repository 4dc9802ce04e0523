import styles from './_components/list.module.css'
import { Page } from './_components/Page'
import { Pager } from './_components/Pager'
import { SeriesList } from './_components/SeriesList'
import { readFilters } from './_model/filters'
import { readPage, type SearchParams } from './_model/searchParams'
import { count } from './_model/words'
import { listSeries } from './data'

export const dynamic = 'force-dynamic'

/** All series, newest activity first. */
export default async function Home({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const page = readPage(params.page)
  const { filter } = readFilters(params)
  const list = listSeries({ ...filter, page })
  return (
    <Page title={page > 1 ? `Patch series, page ${page} · Reroll` : 'Patch series · Reroll'}>
      <div className={styles.head}>
        <h1>Patch series</h1>
        <p className={styles.sum}>{count(list.total, 'series', 'series')}, newest activity first</p>
      </div>
      {list.total === 0 ? (
        <p className={styles.empty}>
          Nothing is on record yet. Import a mailbox with <code>npm run ingest -- path/to/archive.mbox</code>.
        </p>
      ) : (
        <SeriesList rows={list.rows} />
      )}
      <Pager page={list.page} pages={list.pages} path="/" />
    </Page>
  )
}
