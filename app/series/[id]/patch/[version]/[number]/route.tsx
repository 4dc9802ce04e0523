import { BlameBody, BlameHead } from '../../../../../_components/compare/Blame'
import { Page } from '../../../../../_components/shell/Page'
import { found } from '../../../../../_handlers/handler'
import { page } from '../../../../../_handlers/pages'
import { createBudget } from '../../../../../_model/code/layout'
import { seriesHref } from '../../../../../_model/href'
import { readKey, readNumber } from '../../../../../_model/range'
import { visible } from '../../../../../_model/visible'
import { getBlame } from '../../../../../data'

/** One patch of one version, each line with the version that last changed it. */
export const GET = page('/series/[id]/patch/[version]/[number]', ({ params }) => {
  const version = found(readKey(params.version))
  const number = found(readNumber(params.number))
  const view = found(getBlame(params.id, version, number))
  return (
    <Page
      title={`${visible(view.patchTitle)}, ${view.version.label} · Reroll`}
      crumbs={[{ text: visible(view.title), href: seriesHref(view.seriesId) }]}
    >
      <BlameHead view={view} />
      <BlameBody view={view} budget={createBudget()} />
    </Page>
  )
})
