import { api } from '../../_handlers/api'
import { badRequest } from '../../_handlers/handler'
import { readFilters } from '../../_model/filters'
import { readPage, readSize } from '../../_model/searchParams'
import { summarisePage } from '../../data'

/** Series summaries as `list` prints them, newest activity first, `?size=` to a `?page=`, with the filters of the front page; [] after the last page. */
export const GET = api(
  '/api/series',
  ({ query }) => {
    const { filter } = readFilters(query)
    if (filter === undefined) return badRequest('group, state, turn, why, age or since has an unknown value')
    return summarisePage({ ...filter, page: readPage(query.page), size: readSize(query.size) })
  },
  'ask for fewer series at a time with size=, from 1 to 50',
)
