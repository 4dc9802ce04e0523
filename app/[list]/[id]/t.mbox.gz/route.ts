import { download } from '../../../_handlers/download'
import { readInbox, threadMbox } from '../../../_handlers/inbox'

/** The whole thread of a mail, whichever lists its mails were sent to, as a public-inbox answers with it. */
export const GET = download('/[list]/[id]/t.mbox.gz', ({ params }) => {
  readInbox(params.list)
  return threadMbox(params.id)
})
