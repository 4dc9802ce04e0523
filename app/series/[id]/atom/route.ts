import { seriesEvents } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { seriesHref } from '../../../_model/href'
import { checkMessageId } from '../../../_model/messageId'
import { textResponse } from '../../../_model/respond'
import { getSeriesDocument } from '../../../data'

export const dynamic = 'force-dynamic'

/** What happened to one series; any Message-ID of it names it. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = checkMessageId((await params).id)
  if (id === undefined) return textResponse('this cannot be a Message-ID\n', 400)
  const series = getSeriesDocument(id)
  if (series === undefined) return textResponse('no such series on record\n', 404)
  return feedResponse({
    identity: ['series', series.id],
    title: series.title,
    self: `${seriesHref(series.id)}/atom`,
    page: seriesHref(series.id),
    entries: seriesEvents(series),
  })
}
