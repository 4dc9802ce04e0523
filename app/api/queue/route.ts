import { api } from '../../_handlers/api'
import { badRequest } from '../../_handlers/handler'
import { readFilters } from '../../_model/filters'
import { readPage } from '../../_model/searchParams'
import { listQueue } from '../../data'

/** The groups of the front page with their first series, with its filters; with `?group=` a page of that group. */
export const GET = api('/api/queue', ({ query }) => {
  const { filter } = readFilters(query)
  if (filter === undefined) return badRequest('group, state, turn, why, age or since has an unknown value')
  return listQueue({ ...filter, page: readPage(query.page) })
})
