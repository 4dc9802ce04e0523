import { api } from '../../../_handlers/api'
import { found } from '../../../_handlers/handler'
import { getMessage } from '../../../data'

/** One mail in its thread, with the problems found in it and its signatures. */
export const GET = api('/api/message/[id]', ({ params }) => found(getMessage(params.id), 'mail'))
