import { found } from '../../_handlers/handler'
import { page, redirectTo } from '../../_handlers/pages'
import { messageHref } from '../../_model/href'
import { getMessage } from '../../data'

/** `/r/<Message-ID>` leads to the mail, as on lore. */
export const GET = page('/r/[id]', ({ params: { id } }) => {
  found(getMessage(id))
  return redirectTo(messageHref(id), 308)
})
