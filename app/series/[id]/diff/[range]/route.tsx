import { CompareForm } from '../../../../_components/compare/CompareForm'
import { StepLinks } from '../../../../_components/compare/StepLinks'
import { StepPatches } from '../../../../_components/compare/StepPatches'
import { StepTable } from '../../../../_components/compare/StepTable'
import { ViewLinks } from '../../../../_components/compare/ViewLinks'
import { Lead, Page, Section } from '../../../../_components/shell/Page'
import { found } from '../../../../_handlers/handler'
import { page } from '../../../../_handlers/pages'
import { diffHref, seriesHref } from '../../../../_model/href'
import { stepSentence } from '../../../../_model/pageWords'
import { readRange } from '../../../../_model/range'
import { readView, viewQuery } from '../../../../_model/view'
import { visible } from '../../../../_model/visible'
import { getStepPage } from '../../../../data'

/** What changed between two versions: the patches in a table, then what changed in each. */
export const GET = page('/series/[id]/diff/[range]', ({ params, query }) => {
  const range = found(readRange(params.range))
  const shown = readView(query.view)
  const step = found(getStepPage(params.id, range.from, range.to, { whole: shown === 'full' }))
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
})
