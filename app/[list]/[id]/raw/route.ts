import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { readInbox } from '../../../_handlers/inbox'
import { textResponse } from '../../../_model/respond'
import { getMailMbox } from '../../../data'

/** One mail as an mbox, as a public-inbox answers with it; `/message/<id>/raw` has the bytes alone. */
export const GET = download('/[list]/[id]/raw', ({ params }) => {
  readInbox(params.list)
  return textResponse(found(getMailMbox(params.id), 'mail'))
})
