import { checkMessageId } from '../../../../_model/messageId'
import { readKey, readNumber } from '../../../../_model/range'
import { jsonResponse } from '../../../../_model/respond'
import { getBlame } from '../../../../data'

export const dynamic = 'force-dynamic'

/** The lines of patch `?number=` of `?version=` (default: the newest), each with the version it stands since. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  const query = new URL(request.url).searchParams
  const version = readKey(query.get('version'))
  const number = readNumber(query.get('number'))
  if (id === undefined) return jsonResponse({ error: 'this cannot be a Message-ID' }, 400)
  if (number === undefined || (query.has('version') && version === undefined)) {
    return jsonResponse({ error: 'say which patch: ?number=6, and &version=3 for an older version' }, 400)
  }
  const view = getBlame(id, version, number)
  return view === undefined
    ? jsonResponse({ error: 'no such series, version or patch on record' }, 404)
    : jsonResponse(view)
}
