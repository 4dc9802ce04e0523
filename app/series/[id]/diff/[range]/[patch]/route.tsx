import { type PatchContent, PatchPage } from '../../../../../_components/compare/PatchPage'
import { found } from '../../../../../_handlers/handler'
import { page } from '../../../../../_handlers/pages'
import { readNumber, readRange } from '../../../../../_model/range'
import { readColumns, readStepView, readView } from '../../../../../_model/view'
import { getBlamePage, getComparisonPage, getSeriesDocument } from '../../../../../data'
import { loadApplied } from '../../../appliedPatch'

/** What changed in one patch between two versions; also the patch of the newer one with comments, or against its commit. */
export const GET = page('/series/[id]/diff/[range]/[patch]', ({ params, query }) => {
  const range = found(readRange(params.range))
  const number = found(readNumber(params.patch))
  const columns = readColumns(query.columns)
  const asked = readView(query.view)
  const shown = readStepView(query.view)
  const options = { whole: shown === 'full', range: shown === 'range-diff' }
  const view = found(getComparisonPage(params.id, range.from, range.to, number, options))
  const series = found(getSeriesDocument(view.seriesId))
  const { from, to } = view
  const holder = number < 0 ? from : to
  const other =
    asked === 'comments' || asked === 'applied' ? getBlamePage(series.id, holder.key, Math.abs(number)) : undefined
  const applied = asked === 'applied' && other !== undefined ? loadApplied(series, other) : undefined
  const content: PatchContent =
    applied ?? (other === undefined ? { kind: 'comparison', view, shown } : { kind: 'comments', view: other })
  const current = content.kind === 'comparison' ? shown : content.kind
  return <PatchPage series={series} target={{ from, to, number, view: current, columns }} content={content} />
})
