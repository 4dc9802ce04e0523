import { notFound, permanentRedirect } from 'next/navigation'
import { SeriesHead } from '../../_components/series/SeriesHead'
import { SeriesSections } from '../../_components/series/SeriesSections'
import { definePage } from '../../_components/shell/definePage'
import { Page } from '../../_components/shell/Page'
import { seriesFeedHref, seriesHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { readMessageId } from '../../_model/messageId'
import { visible } from '../../_model/visible'
import { getSeriesDocument, listSeriesMails } from '../../data'

export const dynamic = 'force-dynamic'

/** A series: where it stands, its versions, how each patch evolved, who holds what. Any Message-ID of the series leads here. */
async function SeriesPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = readMessageId((await params).id)
  const series = id === undefined ? undefined : getSeriesDocument(id)
  if (series === undefined) notFound()
  if (series.id !== id) permanentRedirect(seriesHref(series.id))
  const title = visible(series.title)
  return (
    <Page title={`${title} · Reroll`} feed={{ href: seriesFeedHref(series.id), title }}>
      {/* What the browser may remember of it: app/_client/seenPage.ts. */}
      <div data-seen={series.id} data-activity={series.lastActivity} data-mails={mailMarks(listSeriesMails(series.id))}>
        <SeriesHead series={series} />
        <SeriesSections series={series} />
      </div>
    </Page>
  )
}

export default definePage('/series/[id]', SeriesPage)
