import { api } from '../../_handlers/api'
import { readPage, readSize } from '../../_model/searchParams'
import { summarisePullPage } from '../../data'

/** Pull requests as `pulls` prints them, newest first, `?size=` to a `?page=`; [] after the last page. */
export const GET = api(
  '/api/pulls',
  ({ query }) => summarisePullPage(readPage(query.page), readSize(query.size)),
  'ask for fewer requests at a time with size=, from 1 to 50',
)
