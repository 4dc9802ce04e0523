import { found } from '../../_handlers/handler'
import { readInbox } from '../../_handlers/inbox'
import { page, redirectTo } from '../../_handlers/pages'
import { messageHref } from '../../_model/href'
import { findMessage } from '../../data'

/** Redirects the address of a mail in a public-inbox to the mail. Clients take the id from the end of the new address, so its `@` is plain. */
export const GET = page('/[list]/[id]', ({ params: { list, id } }) => {
  readInbox(list)
  found(findMessage(id))
  return redirectTo(messageHref(id).replace('%40', '@'), 308)
})
