import { api } from '../../_handlers/api'
import { openApiDocument } from '../../_model/openapi/document'

/** The description of this API. */
export const GET = api('/api/openapi.json', openApiDocument)
