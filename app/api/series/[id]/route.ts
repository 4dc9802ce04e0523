import { checkMessageId } from '../../../_model/messageId'
import { jsonResponse } from '../../../_model/respond'
import { getSeriesDocument } from '../../../data'

export const dynamic = 'force-dynamic'

/** The series document; any Message-ID of the series names it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return jsonResponse({ error: 'this cannot be a Message-ID' }, 400)
  const series = getSeriesDocument(id)
  return series === undefined ? jsonResponse({ error: 'no such series on record' }, 404) : jsonResponse(series)
}
