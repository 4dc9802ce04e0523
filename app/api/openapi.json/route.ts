import { openApiDocument } from '../../_model/openapi'
import { jsonResponse } from '../../_model/respond'

export const dynamic = 'force-dynamic'

/** The description of this API. */
export function GET(): Response {
  return jsonResponse(openApiDocument())
}
