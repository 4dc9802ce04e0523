import { api } from '../../../_handlers/api'
import { found } from '../../../_handlers/handler'
import { getSeriesDocument } from '../../../data'

/** The series document; any Message-ID of the series works. */
export const GET = api('/api/series/[id]', ({ params }) => found(getSeriesDocument(params.id), 'series'))
