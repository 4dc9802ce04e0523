import { notFound, permanentRedirect } from 'next/navigation'
import { Changelog } from '../../_components/Changelog'
import { CompareForm } from '../../_components/CompareForm'
import { Findings } from '../../_components/Findings'
import { Issues } from '../../_components/Issues'
import { Matrix } from '../../_components/Matrix'
import { Page, Section } from '../../_components/Page'
import { Relations } from '../../_components/Relations'
import { SeriesHead } from '../../_components/SeriesHead'
import { SeriesState } from '../../_components/SeriesState'
import { Standings } from '../../_components/Standings'
import { Timeline } from '../../_components/Timeline'
import { VersionStrip } from '../../_components/VersionStrip'
import { seriesHref } from '../../_model/href'
import { readMessageId } from '../../_model/messageId'
import { visible } from '../../_model/visible'
import { getSeriesDocument } from '../../data'

export const dynamic = 'force-dynamic'

/** A series: its versions, how each patch evolved, who vouched for what. Any Message-ID of the series leads here. */
export default async function SeriesPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = readMessageId((await params).id)
  const series = id === undefined ? undefined : getSeriesDocument(id)
  if (series === undefined) notFound()
  if (series.id !== id) permanentRedirect(seriesHref(series.id))
  const newest = series.versions.at(-1)
  const before = series.versions.at(-2)
  return (
    <Page title={`${visible(series.title)} · Reroll`}>
      <SeriesHead series={series} />
      <SeriesState series={series} />
      <Section id="versions" title="Versions">
        <VersionStrip series={series} />
        <Relations series={series} />
        <Issues series={series} />
      </Section>
      <Section
        id="evolution"
        title={before === undefined ? 'Patches' : 'Evolution'}
        note={
          newest === undefined || before === undefined ? undefined : (
            <CompareForm id={series.id} versions={series.versions} from={before.key} to={newest.key} />
          )
        }
      >
        <Matrix series={series} />
      </Section>
      <Section id="reviewers" title="Reviewers">
        <Standings series={series} />
      </Section>
      <Section id="timeline" title="Timeline">
        <Timeline series={series} />
      </Section>
      {series.changelog.length === 0 ? null : (
        <Section id="changelog" title="Changelog" note="the author's words, and what changed">
          <Changelog series={series} />
        </Section>
      )}
      <Findings series={series} />
    </Page>
  )
}
