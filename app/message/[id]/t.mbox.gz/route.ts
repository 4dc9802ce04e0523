import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { download, limited } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { attachmentHeader, textResponse } from '../../../_model/respond'
import { getThreadMbox } from '../../../data'

const pack = promisify(gzip)

/** The whole thread of a mail as a gzipped mbox, under the name it has in public-inbox. */
export const GET = download('/message/[id]/t.mbox.gz', async ({ params: { id } }) => {
  const mbox = found(
    limited(() => getThreadMbox(id)),
    'mail',
  )
  return textResponse(await pack(mbox), 200, {
    'content-type': 'application/gzip',
    'content-disposition': attachmentHeader(`${id}.mbox.gz`),
  })
})
