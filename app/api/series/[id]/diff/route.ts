import { api } from '../../../../_handlers/api'
import { badRequest, found } from '../../../../_handlers/handler'
import { readKey, readNumber } from '../../../../_model/range'
import { getComparison, getStep } from '../../../../data'

/** What changed between `?from=` and `?to=`: all patches as a summary, or the patch `?patch=` in full. */
export const GET = api('/api/series/[id]/diff', ({ params: { id }, query }) => {
  const from = readKey(query.from)
  const to = readKey(query.to)
  const number = readNumber(query.patch)
  if (from === undefined || to === undefined || (query.patch !== undefined && number === undefined)) {
    return badRequest('name the versions: ?from=3&to=4, and &patch=6 for one patch')
  }
  const view = number === undefined ? getStep(id, from, to) : getComparison(id, from, to, number)
  return found<unknown>(view, 'series, version or patch')
})
