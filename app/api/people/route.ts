import { api } from '../../_handlers/api'
import { readPage } from '../../_model/searchParams'
import { listPeopleWaiting } from '../../data'

/** Who is waiting on whom, 100 people a page. */
export const GET = api('/api/people', ({ query: { q = '', page } }) =>
  listPeopleWaiting({ query: q, page: readPage(page) }),
)
