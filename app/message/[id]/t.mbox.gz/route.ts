import { download } from '../../../_handlers/download'
import { threadMbox } from '../../../_handlers/inbox'

/** The whole thread of a mail as a gzipped mbox, under the name it has in public-inbox. */
export const GET = download('/message/[id]/t.mbox.gz', ({ params }) => threadMbox(params.id))
