import { checkMessageId } from '../../../../_model/messageId'
import { readKey, readNumber } from '../../../../_model/range'
import { jsonResponse } from '../../../../_model/respond'
import { getComparison, getStep } from '../../../../data'

export const dynamic = 'force-dynamic'

/** What changed between `?from=` and `?to=`: every patch without its texts, or one with them when `?patch=` names it. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  const query = new URL(request.url).searchParams
  const from = readKey(query.get('from'))
  const to = readKey(query.get('to'))
  const number = readNumber(query.get('patch'))
  if (id === undefined) return jsonResponse({ error: 'this cannot be a Message-ID' }, 400)
  if (from === undefined || to === undefined || (query.has('patch') && number === undefined)) {
    return jsonResponse({ error: 'say which versions: ?from=3&to=4, and &patch=6 for one patch' }, 400)
  }
  const view = number === undefined ? getStep(id, from, to) : getComparison(id, from, to, number)
  return view === undefined
    ? jsonResponse({ error: 'no such series, version or patch on record' }, 404)
    : jsonResponse(view)
}
