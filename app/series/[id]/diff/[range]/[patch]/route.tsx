import { ComparisonBody } from '../../../../../_components/compare/ComparisonBody'
import { ComparisonHead } from '../../../../../_components/compare/ComparisonHead'
import { Page } from '../../../../../_components/shell/Page'
import { found } from '../../../../../_handlers/handler'
import { page } from '../../../../../_handlers/pages'
import { createBudget } from '../../../../../_model/code/layout'
import { diffHref, seriesHref } from '../../../../../_model/href'
import { readNumber, readRange } from '../../../../../_model/range'
import { readView } from '../../../../../_model/view'
import { visible } from '../../../../../_model/visible'
import { getComparisonPage } from '../../../../../data'

/** What changed in one patch between two versions. */
export const GET = page('/series/[id]/diff/[range]/[patch]', ({ params, query }) => {
  const range = found(readRange(params.range))
  const number = found(readNumber(params.patch))
  const shown = readView(query.view)
  const view = found(getComparisonPage(params.id, range.from, range.to, number, { whole: shown === 'full' }))
  const steps = `${view.from.label} to ${view.to.label}`
  return (
    <Page
      title={`${visible(view.patchTitle)}, ${steps} · Reroll`}
      crumbs={[
        { text: visible(view.title), href: seriesHref(view.seriesId) },
        { text: steps, href: diffHref(view.seriesId, view.from.key, view.to.key) },
      ]}
    >
      <ComparisonHead view={view} shown={shown} />
      <ComparisonBody view={view} shown={shown} budget={createBudget()} />
    </Page>
  )
})
