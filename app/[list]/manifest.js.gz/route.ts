import { download } from '../../_handlers/download'
import { pack, readInbox } from '../../_handlers/inbox'
import { textResponse } from '../../_model/respond'

/** The git repositories to clone, of which there are none: an empty object. Clients ask for it to find the nearest mirror. */
export const GET = download('/[list]/manifest.js.gz', async ({ params }) => {
  readInbox(params.list)
  return textResponse(await pack('{}'), 200, { 'content-type': 'application/gzip' })
})
