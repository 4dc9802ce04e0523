import type { SeriesRow } from '../../../db/queries/views'
import { jsonResponse } from '../../_model/respond'
import { readPage, readText } from '../../_model/searchParams'
import { searchMessages, searchSeries } from '../../data'
import type { SearchAnswer, SearchedSeries } from '../answers'

export const dynamic = 'force-dynamic'

/** Series and mails that hold every word of `?q=`; `?page=` pages the mails. A query without a letter or digit finds nothing. */
export function GET(request: Request): Response {
  const params = new URL(request.url).searchParams
  const query = readText(params.get('q') ?? undefined).trim()
  const series = searchSeries(query)
  const mails = searchMessages(query, readPage(params.get('page') ?? undefined))
  const answer: SearchAnswer = {
    query,
    series: series.rows.map(toSearched),
    seriesTotal: series.total,
    messages: mails.rows,
    messagesTotal: mails.total,
    messagesCut: mails.cut,
    page: mails.page,
    pages: mails.pages,
  }
  return jsonResponse(answer)
}

function toSearched({ id, title, author, lastActivity, state, turn, versionLabels }: SeriesRow): SearchedSeries {
  return { id, title, author, lastActivity, state, turn, versionLabels }
}
