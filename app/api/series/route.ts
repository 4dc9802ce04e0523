import type { SeriesSummary } from '../../../db/queries/views'
import { jsonResponse } from '../../_model/respond'
import { readPage, readText } from '../../_model/searchParams'
import { getSeriesDocument, listSeries } from '../../data'

export const dynamic = 'force-dynamic'

/** Series summaries as `list` prints them, newest activity first, 50 at a time: `?q=` searches, `?page=` pages, [] after the last. */
export function GET(request: Request): Response {
  const params = new URL(request.url).searchParams
  const page = readPage(params.get('page') ?? undefined)
  const list = listSeries({ query: readText(params.get('q') ?? undefined).trim(), page })
  return jsonResponse(list.page === page ? list.rows.flatMap((row) => summarise(row.id)) : [])
}

/** The series document without the evolution of its patches. */
function summarise(id: string): readonly SeriesSummary[] {
  const series = getSeriesDocument(id)
  if (series === undefined) return []
  const { tracks: _, ...summary } = series
  return [summary]
}
