import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { checkMessageId } from '../../../_model/messageId'
import { attachmentHeader, textResponse } from '../../../_model/respond'
import { getThreadMbox, MboxLimit } from '../../../data'

export const dynamic = 'force-dynamic'

const pack = promisify(gzip)

/** The whole thread of a mail as a gzipped mbox, by the name it has in public-inbox. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return textResponse('This cannot be a Message-ID.\n', 400)
  try {
    const mbox = getThreadMbox(id)
    if (mbox === undefined) return textResponse('No such mail on record.\n', 404)
    return textResponse(await pack(mbox), 200, {
      'content-type': 'application/gzip',
      'content-disposition': attachmentHeader(`${id}.mbox.gz`),
    })
  } catch (error) {
    if (error instanceof MboxLimit) return textResponse(`${error.message}\n`, 404)
    throw error
  }
}
