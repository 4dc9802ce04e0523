import { seriesEntry } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { mailingListHref } from '../../../_model/href'
import { checkMessageId } from '../../../_model/messageId'
import { textResponse } from '../../../_model/respond'
import { listFeed } from '../../../data'

export const dynamic = 'force-dynamic'

/** The series of a mailing list. */
export async function GET(_request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const list = checkMessageId((await params).list)?.toLowerCase()
  const series = list === undefined ? [] : listFeed({ list })
  if (list === undefined || series.length === 0) return textResponse('no such list on record\n', 404)
  return feedResponse({
    identity: ['list', list],
    title: list,
    self: `${mailingListHref(list)}/atom`,
    page: mailingListHref(list),
    entries: series.map(seriesEntry),
  })
}
