import { api } from '../../../../../_handlers/api'
import { found } from '../../../../../_handlers/handler'
import { getSinceReview } from '../../../../../data'

/** What changed in a series since the last review tag or comment of a person. */
export const GET = api('/api/series/[id]/since/[address]', ({ params: { id, address } }) =>
  found(getSinceReview(id, address), 'series, or person who wrote in it'),
)
