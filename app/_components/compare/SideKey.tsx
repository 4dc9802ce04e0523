import type { ComparisonView } from '../../../db/queries/views'
import { shortLabel } from '../../../lib/series/label'

/** What the first column of a comparison means. Renders nothing for a patch that only one of the versions has. */
export function SideKey({ view }: { readonly view: ComparisonView }) {
  if (view.old === null || view.new === null) return null
  return (
    <>
      <span className="comparison-key-old">−{shortLabel(view.from.label)}</span> removed since {view.from.label},{' '}
      <span className="comparison-key-new">+{shortLabel(view.to.label)}</span> new in {view.to.label}; then the patch’s
      own +/−
    </>
  )
}
