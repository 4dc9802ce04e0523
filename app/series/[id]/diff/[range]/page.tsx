import { notFound } from 'next/navigation'
import { CompareForm } from '../../../../_components/CompareForm'
import { Lead, Page, Section } from '../../../../_components/Page'
import { StepTable } from '../../../../_components/StepTable'
import { seriesHref } from '../../../../_model/href'
import { readMessageId } from '../../../../_model/messageId'
import { readRange } from '../../../../_model/range'
import { visible } from '../../../../_model/visible'
import { stepSentence } from '../../../../_model/words'
import { getStep } from '../../../../data'

export const dynamic = 'force-dynamic'

/** What changed between two versions, patch by patch. */
export default async function StepPage({
  params,
}: {
  readonly params: Promise<{ readonly id: string; readonly range: string }>
}) {
  const { id: segment, range: rangeSegment } = await params
  const id = readMessageId(segment)
  const range = readRange(rangeSegment)
  const step = id === undefined || range === undefined ? undefined : getStep(id, range.from, range.to)
  if (step === undefined) notFound()
  return (
    <Page
      title={`${step.from.label} to ${step.to.label}: ${visible(step.title)} · Reroll`}
      crumbs={[{ text: visible(step.title), href: seriesHref(step.seriesId) }]}
    >
      <h1>
        What changed from {step.from.label} to {step.to.label}
      </h1>
      <Lead>{stepSentence(step.rows.map((row) => row.change))}</Lead>
      <Section
        id="patches"
        title="Patches"
        note={<CompareForm id={step.seriesId} versions={step.versions} from={step.from.key} to={step.to.key} />}
      >
        <StepTable step={step} />
      </Section>
    </Page>
  )
}
