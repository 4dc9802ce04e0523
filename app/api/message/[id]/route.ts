import { checkMessageId } from '../../../_model/messageId'
import { jsonResponse } from '../../../_model/respond'
import { getMessage } from '../../../data'

export const dynamic = 'force-dynamic'

/** One mail in its thread, with what is odd about it and the signatures it carries. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return jsonResponse({ error: 'this cannot be a Message-ID' }, 400)
  const message = getMessage(id)
  return message === undefined ? jsonResponse({ error: 'no such mail on record' }, 404) : jsonResponse(message)
}
