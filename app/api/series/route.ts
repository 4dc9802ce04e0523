import { api } from '../../_handlers/api'
import { refuse } from '../../_handlers/handler'
import { readFilters } from '../../_model/filters'
import { readPage } from '../../_model/searchParams'
import { summarisePage } from '../../data'

/** Series summaries as `list` prints them, newest activity first, 50 at a time: filters as on the front page, `?page=` pages, [] after the last. */
export const GET = api('/api/series', ({ query }) => {
  const { filter } = readFilters(query)
  if (filter === undefined) return refuse('state, turn or age has an unknown value')
  return summarisePage({ ...filter, page: readPage(query.page) })
})
