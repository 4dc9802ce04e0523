import type { SeriesRow } from '../../../db/queries/views'
import { api } from '../../_handlers/api'
import { badRequest } from '../../_handlers/handler'
import { readInbox } from '../../_handlers/inbox'
import { readPage } from '../../_model/searchParams'
import { findHits, searchMessages, searchSeries } from '../../data'
import type { SearchAnswer, SearchedSeries } from '../answers'

/** The mails that `?q=` asks for and their series; `?list=` limits it to a mailing list, `?page=` pages the mails. Nothing for a blank query. */
export const GET = api('/api/search', ({ query: { q = '', list, page } }): SearchAnswer => {
  const query = q.trim()
  const hits = findHits(query, { lists: list === undefined ? undefined : readInbox(list) })
  if (hits.problem !== undefined) return badRequest(hits.problem)
  const series = searchSeries(hits)
  const mails = searchMessages(hits, readPage(page))
  return {
    query,
    series: series.rows.map(toSearched),
    seriesTotal: series.total,
    messages: mails.rows,
    messagesTotal: mails.total,
    messagesCut: mails.cut,
    page: mails.page,
    pages: mails.pages,
  }
})

function toSearched({ id, title, author, lastActivity, state, turn, versionLabels }: SeriesRow): SearchedSeries {
  return { id, title, author, lastActivity, state, turn, versionLabels }
}
