import { readFilters } from '../../_model/filters'
import { jsonResponse } from '../../_model/respond'
import { readPage } from '../../_model/searchParams'
import { summarisePage } from '../../data'

export const dynamic = 'force-dynamic'

/** Series summaries as `list` prints them, newest activity first, 50 at a time: filters as on the front page, `?page=` pages, [] after the last. */
export function GET(request: Request): Response {
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const { filter } = readFilters(params)
  if (filter === undefined) return jsonResponse({ error: 'state, turn or age has a value that is none of theirs' }, 400)
  return jsonResponse(summarisePage({ ...filter, page: readPage(params.page) }))
}
