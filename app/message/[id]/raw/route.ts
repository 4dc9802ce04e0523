import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { textResponse } from '../../../_model/respond'
import { getRawMessage } from '../../../data'

/** The mail as it was received, as plain text. */
export const GET = download('/message/[id]/raw', ({ params }) => textResponse(found(getRawMessage(params.id), 'mail')))
