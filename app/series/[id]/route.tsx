import { SeriesHead } from '../../_components/series/SeriesHead'
import { SeriesSections } from '../../_components/series/SeriesSections'
import { Page } from '../../_components/shell/Page'
import { found } from '../../_handlers/handler'
import { page, redirectTo } from '../../_handlers/pages'
import { seriesFeedHref, seriesHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { isSinglePatch, newestNumber } from '../../_model/singlePatch'
import { visible } from '../../_model/visible'
import { getSeriesDocument, getSeriesThreads, getSinglePatch, listSeriesMails } from '../../data'

/** A series: its state, its versions, how each patch evolved, and what reviewers said. Any Message-ID of the series leads here. */
export const GET = page('/series/[id]', ({ params: { id } }) => {
  const series = found(getSeriesDocument(id))
  if (series.id !== id) return redirectTo(seriesHref(series.id), 308)
  const threads = found(getSeriesThreads(id))
  const number = isSinglePatch(series) ? newestNumber(series) : null
  const single = number === null ? undefined : getSinglePatch(id, number)
  const title = visible(series.title)
  return (
    <Page title={`${title} · Reroll`} feed={{ href: seriesFeedHref(series.id), title }}>
      {/* The browser remembers these, to mark what is new: app/_client/seenPage.ts. */}
      <div data-seen={series.id} data-activity={series.lastActivity} data-mails={mailMarks(listSeriesMails(series.id))}>
        <SeriesHead series={series} />
        <SeriesSections series={series} threads={threads} single={single ?? null} />
      </div>
    </Page>
  )
})
