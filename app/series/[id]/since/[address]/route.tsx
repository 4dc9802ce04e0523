import { Page } from '../../../../_components/shell/Page'
import { Carry } from '../../../../_components/since/Carry'
import { SinceHead } from '../../../../_components/since/SinceHead'
import { SincePatches } from '../../../../_components/since/SincePatches'
import { found } from '../../../../_handlers/handler'
import { page, redirectTo } from '../../../../_handlers/pages'
import { seriesHref, sinceHref } from '../../../../_model/href'
import { visible } from '../../../../_model/visible'
import { getSincePage } from '../../../../data'

/** What changed in a series since the last review tag or comment of a person, and for its author the tags to carry. */
export const GET = page('/series/[id]/since/[address]', ({ params: { id, address } }) => {
  const view = found(getSincePage(id, address))
  if (view.seriesId !== id) return redirectTo(sinceHref(view.seriesId, address), 308)
  const since = view.isAuthor
    ? 'Review tags for the next version'
    : `Since ${visible(view.person.name || address)} last reviewed`
  return (
    <Page
      title={`${since}: ${visible(view.title)} · Reroll`}
      crumbs={[{ text: visible(view.title), href: seriesHref(view.seriesId) }]}
    >
      <SinceHead view={view} />
      {view.carry === null ? null : <Carry view={{ ...view, carry: view.carry }} />}
      <SincePatches view={view} />
    </Page>
  )
})
