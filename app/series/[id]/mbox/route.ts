import { checkMessageId } from '../../../_model/messageId'
import { readKey } from '../../../_model/range'
import { attachmentHeader, textResponse } from '../../../_model/respond'
import { getVersionMbox, MboxLimit } from '../../../data'

export const dynamic = 'force-dynamic'

/** A version as an mbox for `git am`; `?version=4` (the newest without), `?trailers=0` leaves out tags given in replies. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return textResponse('This cannot be a Message-ID.\n', 400)
  const query = new URL(request.url).searchParams
  const asked = query.get('version')
  const key = readKey(asked)
  if (asked !== null && key === undefined) return textResponse('This cannot be a version.\n', 400)
  try {
    const mbox = getVersionMbox(id, key, { trailers: query.get('trailers') !== '0' })
    if (mbox === undefined) return textResponse('No such series or version on record.\n', 404)
    return textResponse(mbox.text, 200, {
      'content-type': 'application/mbox',
      'content-disposition': attachmentHeader(mbox.filename),
    })
  } catch (error) {
    if (error instanceof MboxLimit) return textResponse(`${error.message}\n`, 404)
    throw error
  }
}
