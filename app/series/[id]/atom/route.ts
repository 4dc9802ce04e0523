import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { seriesEvents } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { seriesHref } from '../../../_model/href'
import { getSeriesDocument } from '../../../data'

/** What happened in one series; any Message-ID of it names it. */
export const GET = download('/series/[id]/atom', ({ params }) => {
  const series = found(getSeriesDocument(params.id), 'series')
  return feedResponse({
    identity: ['series', series.id],
    title: series.title,
    self: `${seriesHref(series.id)}/atom`,
    page: seriesHref(series.id),
    entries: seriesEvents(series),
  })
})
