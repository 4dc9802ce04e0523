import { api } from '../../../../_handlers/api'
import { found } from '../../../../_handlers/handler'
import { getSeriesThreads } from '../../../../data'

/** The review comments of a series as threads: each with the replies below it, and what became of it. */
export const GET = api('/api/series/[id]/threads', ({ params: { id } }) => found(getSeriesThreads(id), 'series'))
