import { found } from '../../_handlers/handler'
import { page, redirectTo } from '../../_handlers/pages'
import { messageHref } from '../../_model/href'
import { getMessage } from '../../data'

/** Redirects `/r/<Message-ID>` to the mail, as lore does. */
export const GET = page('/r/[id]', ({ params: { id } }) => {
  found(getMessage(id))
  return redirectTo(messageHref(id), 308)
})
