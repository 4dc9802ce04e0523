import { PatchPage } from '../../../../../_components/compare/PatchPage'
import { found } from '../../../../../_handlers/handler'
import { page } from '../../../../../_handlers/pages'
import { readKey, readNumber } from '../../../../../_model/range'
import { readColumns, readView } from '../../../../../_model/view'
import { getBlamePage, getSeriesDocument } from '../../../../../data'
import { loadApplied } from '../../../appliedPatch'

/** One patch of one version with its comments, each line with the version that last changed it; or against its commit. */
export const GET = page('/series/[id]/patch/[version]/[number]', ({ params, query }) => {
  const version = found(readKey(params.version))
  const number = found(readNumber(params.number))
  const view = found(getBlamePage(params.id, version, number))
  const series = found(getSeriesDocument(view.seriesId))
  const applied = readView(query.view) === 'applied' ? loadApplied(series, view) : undefined
  const content = applied ?? { kind: 'comments' as const, view }
  const shown = content.kind === 'applied' ? 'applied' : 'comments'
  const target = { from: null, to: view.version, number, view: shown, columns: readColumns(query.columns) } as const
  return <PatchPage series={series} target={target} content={content} />
})
