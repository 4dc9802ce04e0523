import { api } from '../../../_handlers/api'
import { found } from '../../../_handlers/handler'
import { readPage } from '../../../_model/searchParams'
import { getPerson } from '../../../data'

/** What is waiting on a person, and their series, 50 a page. */
export const GET = api('/api/people/[address]', ({ params: { address }, query: { page } }) =>
  found(getPerson(address, readPage(page)), 'person'),
)
