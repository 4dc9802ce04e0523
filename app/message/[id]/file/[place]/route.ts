import { checkMessageId } from '../../../../_model/messageId'
import { readNumber } from '../../../../_model/range'
import { attachmentHeader, textResponse } from '../../../../_model/respond'
import { listFiles } from '../../../../data'

export const dynamic = 'force-dynamic'

interface Context {
  readonly params: Promise<{ readonly id: string; readonly place: string }>
}

/** A file that came with a mail: text as plain text, anything else as bytes to save. No browser gets to run it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { id: segment, place } = await params
  const id = checkMessageId(segment)
  if (id === undefined) return textResponse('This cannot be a Message-ID.\n', 400)
  const file = (await listFiles(id)).find((one) => one.place === readNumber(place))
  if (file === undefined) return textResponse('No such file on record.\n', 404)
  if (file.text) return textResponse(file.content)
  return textResponse(file.content, 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': attachmentHeader(file.name),
  })
}
