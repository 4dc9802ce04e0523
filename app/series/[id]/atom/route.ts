import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { seriesEvents } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { seriesHref } from '../../../_model/href'
import { getSeriesDocument } from '../../../data'

/** The feed of a series: versions, reviews and state. Any Message-ID of the series works. */
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
