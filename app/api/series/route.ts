import { api } from '../../_handlers/api'
import { checkFilters } from '../../_handlers/filters'
import { readPage, readSize } from '../../_model/searchParams'
import { summarisePage } from '../../data'

/** Series summaries as `list` prints them, newest activity first, `?size=` to a `?page=`, with the filters of the front page; [] after the last page. */
export const GET = api(
  '/api/series',
  ({ query }) => {
    const { filter } = checkFilters(query)
    return summarisePage({ ...filter, page: readPage(query.page), size: readSize(query.size) })
  },
  'ask for fewer series at a time with size=, from 1 to 50',
)
