import { api } from '../../../../_handlers/api'
import { badRequest, found } from '../../../../_handlers/handler'
import { readKey, readNumber } from '../../../../_model/range'
import { getBlame } from '../../../../data'

/** The lines of patch `?number=` of `?version=` (default: the newest), each with the version that last changed it. */
export const GET = api('/api/series/[id]/patch', ({ params, query }) => {
  const version = readKey(query.version)
  const number = readNumber(query.number)
  if (number === undefined || (query.version !== undefined && version === undefined)) {
    return badRequest('name the patch: ?number=6, and &version=3 for an older version')
  }
  return found(getBlame(params.id, version, number), 'series, version or patch')
})
