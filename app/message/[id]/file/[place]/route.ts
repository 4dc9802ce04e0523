import { download } from '../../../../_handlers/download'
import { found } from '../../../../_handlers/handler'
import { readNumber } from '../../../../_model/range'
import { attachmentHeader, textResponse } from '../../../../_model/respond'
import { listFiles } from '../../../../data'

/** A file attached to a mail. Text is sent as plain text and everything else as a download, so that no browser runs it. */
export const GET = download('/message/[id]/file/[place]', async ({ params: { id, place } }) => {
  const files = await listFiles(id)
  const file = found(
    files.find((one) => one.place === readNumber(place)),
    'file',
  )
  if (file.text) return textResponse(file.content)
  return textResponse(file.content, 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': attachmentHeader(file.name),
  })
})
