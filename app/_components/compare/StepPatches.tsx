import type { PatchPageView, StepPageView } from '../../../db/queries/views'
import { createBudget, type PageBudget } from '../../_model/code/layout'
import { patchPrefix } from '../../_model/code/sources'
import { diffHref } from '../../_model/href'
import { type CompareView, viewQuery } from '../../_model/view'
import { visible } from '../../_model/visible'
import { Section } from '../shell/Page'
import { ComparisonPart } from './ComparisonBody'
import { RangeDiff } from './RangeDiff'
import { SideKey } from './SideKey'

/** Lines of range-diffs that one page shows. */
const MAX_RANGE_LINES = 4_000

/** Elements for the code; each patch also has a head, notes and trailers. */
const STEP_ELEMENTS = 3_600
/** Elements of a row of the table above, which count against the page. */
const ROW_ELEMENTS = 24

interface Props {
  readonly step: StepPageView
  readonly shown: CompareView
  readonly columns: boolean
}

/** All changed patches of a step. When the page is full, the others are linked to their own pages. */
export function StepPatches({ step, shown, columns }: Props) {
  const [first] = step.patches
  if (first === undefined) return null
  const budget = createBudget(STEP_ELEMENTS - ROW_ELEMENTS * step.rows.length, columns)
  const cut = shown === 'range-diff' ? cutRange(step.patches) : step.patches
  const leftOut = [...step.patches.slice(cut.length).map(({ number }) => number), ...step.leftOut]
  return (
    <Section id="changes" title={shown === 'range-diff' ? 'Range-diff' : 'Changes'} note={<SideKey view={first} />}>
      {cut.map((view) => (
        <StepPatch view={view} shown={shown} budget={budget} columns={columns} />
      ))}
      {leftOut.length === 0 ? null : (
        <p className="comparison-cut" role="note">
          Not shown, because this page is full:{' '}
          {leftOut.map((number, index) => (
            <span>
              {index > 0 ? ', ' : ''}
              <a href={diffHref(step.seriesId, step.from.key, step.to.key, number) + viewQuery(shown, columns)}>
                patch {Math.abs(number)}
              </a>
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}

function cutRange(patches: readonly PatchPageView[]): readonly PatchPageView[] {
  let lines = 0
  const end = patches.findIndex(({ comparison }) => {
    lines += comparison.rangeDiff.length
    return lines > MAX_RANGE_LINES
  })
  return end === -1 ? patches : patches.slice(0, Math.max(end, 1))
}

function StepPatch(props: {
  readonly view: PatchPageView
  readonly shown: CompareView
  readonly budget: PageBudget
  readonly columns: boolean
}) {
  const { view, shown, budget, columns } = props
  const id = `patch-${view.number}`
  return (
    <section className="comparison-part" aria-labelledby={id} data-item="patch">
      <h3 id={id} className="comparison-part-title">
        <a href={diffHref(view.seriesId, view.from.key, view.to.key, view.number) + viewQuery(shown, columns)}>
          {Math.abs(view.number)} {visible(view.patchTitle)}
        </a>
      </h3>
      {shown === 'range-diff' ? (
        <RangeDiff lines={view.comparison.rangeDiff} />
      ) : (
        <ComparisonPart view={view} shown={shown} budget={budget} prefix={patchPrefix(view.number)} />
      )}
    </section>
  )
}
