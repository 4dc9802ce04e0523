import { download } from '../../_handlers/download'
import { readInbox } from '../../_handlers/inbox'
import { INBOX_HELP } from '../../_model/inboxHelp'
import { textResponse } from '../../_model/respond'

/** What is answered here as a public-inbox answers it. Clients ask for it to see whether an address is that of one. */
export const GET = download('/[list]/help', ({ params }) => {
  readInbox(params.list)
  return textResponse(INBOX_HELP)
})
