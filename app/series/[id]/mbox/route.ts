import { download, limited } from '../../../_handlers/download'
import { badRequest, found } from '../../../_handlers/handler'
import { readKey } from '../../../_model/range'
import { attachmentHeader, textResponse } from '../../../_model/respond'
import { getVersionMbox } from '../../../data'

/** A version as an mbox for `git am`: `?version=4`, or the newest. With `?trailers=0` tags from replies are not added. */
export const GET = download('/series/[id]/mbox', ({ params, query }) => {
  const version = readKey(query.version)
  if (query.version !== undefined && version === undefined) return badRequest('this cannot be a version')
  const mbox = limited(() => getVersionMbox(params.id, version, { trailers: query.trailers !== '0' }))
  const { text, filename } = found(mbox, 'series or version')
  return textResponse(text, 200, {
    'content-type': 'application/mbox',
    'content-disposition': attachmentHeader(filename),
  })
})
