import { notFound } from 'next/navigation'
import { ComparisonBody } from '../../../../../_components/compare/ComparisonBody'
import { ComparisonHead } from '../../../../../_components/compare/ComparisonHead'
import { definePage } from '../../../../../_components/shell/definePage'
import { Page } from '../../../../../_components/shell/Page'
import { createBudget } from '../../../../../_model/code/layout'
import { diffHref, seriesHref } from '../../../../../_model/href'
import { readMessageId } from '../../../../../_model/messageId'
import { readNumber, readRange } from '../../../../../_model/range'
import { readText, type SearchParams } from '../../../../../_model/searchParams'
import { readView } from '../../../../../_model/view'
import { visible } from '../../../../../_model/visible'
import { getComparisonPage } from '../../../../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly id: string; readonly range: string; readonly patch: string }>
  readonly searchParams: Promise<SearchParams>
}

/** What changed in one patch between two versions. */
async function PatchPage({ params, searchParams }: Props) {
  const segments = await params
  const id = readMessageId(segments.id)
  const range = readRange(segments.range)
  const number = readNumber(segments.patch)
  const shown = readView(readText((await searchParams).view))
  if (id === undefined || range === undefined || number === undefined) notFound()
  const view = getComparisonPage(id, range.from, range.to, number, { whole: shown === 'full' })
  if (view === undefined) notFound()
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
}

export default definePage('/series/[id]/diff/[range]/[patch]', PatchPage)
