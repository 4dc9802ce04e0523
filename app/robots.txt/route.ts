import { download } from '../_handlers/download'
import { textResponse } from '../_model/respond'
import { robotsText } from '../_model/robots'

/** What crawlers should leave alone. */
export const GET = download('/robots.txt', ({ query }) => textResponse(robotsText(query.site)))
