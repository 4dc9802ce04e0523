import { api } from '../../../_handlers/api'
import { found } from '../../../_handlers/handler'
import { getPull } from '../../../data'

/** One pull request; the Message-ID of one of its patches or answers works, too. */
export const GET = api('/api/pull/[id]', ({ params }) => found(getPull(params.id), 'pull request'))
