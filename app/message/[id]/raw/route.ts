import { checkMessageId } from '../../../_model/messageId'
import { textResponse } from '../../../_model/respond'
import { getRawMessage } from '../../../data'

export const dynamic = 'force-dynamic'

/** The mail as it was received, as plain text. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return textResponse('This cannot be a Message-ID.\n', 400)
  const raw = getRawMessage(id)
  return raw === undefined ? textResponse('No such mail on record.\n', 404) : textResponse(raw)
}
