import { notFound } from 'next/navigation'
import { CompareForm } from '../../../../_components/compare/CompareForm'
import { StepLinks } from '../../../../_components/compare/StepLinks'
import { StepPatches } from '../../../../_components/compare/StepPatches'
import { StepTable } from '../../../../_components/compare/StepTable'
import { ViewLinks } from '../../../../_components/compare/ViewLinks'
import { definePage } from '../../../../_components/shell/definePage'
import { Lead, Page, Section } from '../../../../_components/shell/Page'
import { diffHref, seriesHref } from '../../../../_model/href'
import { readMessageId } from '../../../../_model/messageId'
import { readRange } from '../../../../_model/range'
import { readText, type SearchParams } from '../../../../_model/searchParams'
import { readView, viewQuery } from '../../../../_model/view'
import { visible } from '../../../../_model/visible'
import { stepSentence } from '../../../../_model/words'
import { getStepPage } from '../../../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly id: string; readonly range: string }>
  readonly searchParams: Promise<SearchParams>
}

/** What changed between two versions: the patches in a table, then what changed in each. */
async function StepPage({ params, searchParams }: Props) {
  const { id: segment, range: rangeSegment } = await params
  const id = readMessageId(segment)
  const range = readRange(rangeSegment)
  const shown = readView(readText((await searchParams).view))
  if (id === undefined || range === undefined) notFound()
  const step = getStepPage(id, range.from, range.to, { whole: shown === 'full' })
  if (step === undefined) notFound()
  const { from, to } = step
  return (
    <Page
      title={`${from.label} to ${to.label}: ${visible(step.title)} · Reroll`}
      crumbs={[{ text: visible(step.title), href: seriesHref(step.seriesId) }]}
    >
      <h1>
        What changed from {from.label} to {to.label}
      </h1>
      <Lead>{stepSentence(step.rows.map((row) => row.change))}</Lead>
      <div className="comparison-bar">
        <CompareForm id={step.seriesId} versions={step.versions} from={from.key} to={to.key} view={shown} />
        <ViewLinks here={diffHref(step.seriesId, from.key, to.key)} current={shown} />
      </div>
      <div className="comparison-bar">
        <StepLinks
          versions={step.versions}
          from={from}
          to={to}
          href={(left, right) => diffHref(step.seriesId, left.key, right.key) + viewQuery(shown)}
        />
      </div>
      <Section id="patches" title="Patches">
        <StepTable step={step} />
      </Section>
      <StepPatches step={step} shown={shown} />
    </Page>
  )
}

export default definePage('/series/[id]/diff/[range]', StepPage)
