import { download, limited } from '../../../_handlers/download'
import { found, refuse } from '../../../_handlers/handler'
import { readKey } from '../../../_model/range'
import { attachmentHeader, textResponse } from '../../../_model/respond'
import { getVersionMbox } from '../../../data'

/** A version as an mbox for `git am`: the one that `?version=4` names, or the newest; `?trailers=0` leaves out tags given in replies. */
export const GET = download('/series/[id]/mbox', ({ params, query }) => {
  const version = readKey(query.version)
  if (query.version !== undefined && version === undefined) return refuse('this cannot be a version')
  const mbox = limited(() => getVersionMbox(params.id, version, { trailers: query.trailers !== '0' }))
  const { text, filename } = found(mbox, 'series or version')
  return textResponse(text, 200, {
    'content-type': 'application/mbox',
    'content-disposition': attachmentHeader(filename),
  })
})
