import { api } from '../../_handlers/api'
import { checkFilters } from '../../_handlers/filters'
import { readPage } from '../../_model/searchParams'
import { listQueue } from '../../data'

/** The groups of the front page with their first series, with its filters; with `?group=` a page of that group. */
export const GET = api('/api/queue', ({ query }) => {
  const { filter } = checkFilters(query)
  return listQueue({ ...filter, page: readPage(query.page) })
})
