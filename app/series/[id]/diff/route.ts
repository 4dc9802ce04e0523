import { download } from '../../../_handlers/download'
import { redirectTo } from '../../../_handlers/pages'
import { diffHref, seriesHref } from '../../../_model/href'
import { readKey, readNumber } from '../../../_model/range'
import { readStepView, viewQuery } from '../../../_model/view'
import { getStep } from '../../../data'

/** The target of the compare form: redirects `?from=2&to=4&patch=6` to the permanent address of that comparison. */
export const GET = download('/series/[id]/diff', ({ params: { id }, query }) => {
  const from = readKey(query.from)
  const to = readKey(query.to)
  if (from === undefined || to === undefined) return redirectTo(seriesHref(id), 307)
  const patch = findPatch(id, from, to, readNumber(query.patch))
  return redirectTo(diffHref(id, from, to, patch) + viewQuery(readStepView(query.view)), 307)
})

/** The requested patch, if this pair of versions has it: the number may come from another pair. */
function findPatch(id: string, from: string, to: string, number: number | undefined): number | undefined {
  if (number === undefined) return undefined
  return getStep(id, from, to)?.rows.some((row) => row.number === number) ? number : undefined
}
