import type { SeriesRow } from '../../../db/queries/views'
import { api } from '../../_handlers/api'
import { readPage } from '../../_model/searchParams'
import { searchMessages, searchSeries } from '../../data'
import type { SearchAnswer, SearchedSeries } from '../answers'

/** Series and mails that contain every word of `?q=`; `?page=` pages the mails. A query without a letter or digit finds nothing. */
export const GET = api('/api/search', ({ query: { q = '', page } }): SearchAnswer => {
  const query = q.trim()
  const series = searchSeries(query)
  const mails = searchMessages(query, readPage(page))
  return {
    query,
    series: series.rows.map(toSearched),
    seriesTotal: series.total,
    messages: mails.rows,
    messagesTotal: mails.total,
    messagesCut: mails.cut,
    queryCut: mails.onlyWords !== null,
    page: mails.page,
    pages: mails.pages,
  }
})

function toSearched({ id, title, author, lastActivity, state, turn, versionLabels }: SeriesRow): SearchedSeries {
  return { id, title, author, lastActivity, state, turn, versionLabels }
}
