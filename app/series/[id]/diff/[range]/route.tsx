import { CompareForm } from '../../../../_components/compare/CompareForm'
import { PatchBar } from '../../../../_components/compare/PatchBar'
import { StepChanges } from '../../../../_components/compare/StepChanges'
import { StepPatches } from '../../../../_components/compare/StepPatches'
import { MenuLinks, VersionMenu } from '../../../../_components/compare/VersionMenu'
import { Page } from '../../../../_components/shell/Page'
import { found } from '../../../../_handlers/handler'
import { page } from '../../../../_handlers/pages'
import { diffHref } from '../../../../_model/href'
import { stepSentence } from '../../../../_model/pageWords'
import { rangeWords } from '../../../../_model/patchBar'
import { readRange } from '../../../../_model/range'
import { layoutStepBar } from '../../../../_model/stepBar'
import { openStepChange } from '../../../../_model/stepStory'
import { readColumns, readStepView } from '../../../../_model/view'
import { visible } from '../../../../_model/visible'
import { getSeriesDocument, getStepPage } from '../../../../data'

/** What changed between two versions: the patches that changed and why, then what changed in each. */
export const GET = page('/series/[id]/diff/[range]', ({ params, query }) => {
  const range = found(readRange(params.range))
  const shown = readStepView(query.view)
  const columns = readColumns(query.columns)
  const step = found(getStepPage(params.id, range.from, range.to, { whole: shown === 'full' }))
  const series = found(getSeriesDocument(step.seriesId))
  const { from, to } = step
  const bar = layoutStepBar(step, { view: shown, columns })
  return (
    <Page title={`${from.label} to ${to.label}: ${visible(step.title)} · Reroll`}>
      <PatchBar
        series={series}
        menu={
          <VersionMenu words={rangeWords(from, to)}>
            <MenuLinks name="What changed" links={bar.steps} neighbours />
            <CompareForm id={step.seriesId} versions={step.versions} from={from.key} to={to.key} view={shown} />
          </VersionMenu>
        }
        place={null}
        title={`What changed from ${from.label} to ${to.label}`}
        previous={null}
        next={null}
        href={(number) => diffHref(step.seriesId, from.key, to.key, number)}
        views={bar.views}
        columns={bar.columns}
      />
      <div className="facts">
        <span className="facts-change">{stepSentence(step.rows.map(openStepChange(series, step)))}</span>
      </div>
      <StepChanges series={series} step={step} />
      <StepPatches step={step} shown={shown} columns={columns} />
    </Page>
  )
})
