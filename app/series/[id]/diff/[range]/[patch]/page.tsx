import { notFound } from 'next/navigation'
import { ComparisonBody } from '../../../../../_components/ComparisonBody'
import { ComparisonHead } from '../../../../../_components/ComparisonHead'
import { Page } from '../../../../../_components/Page'
import { diffHref, seriesHref } from '../../../../../_model/href'
import { readMessageId } from '../../../../../_model/messageId'
import { readNumber, readRange } from '../../../../../_model/range'
import { readText, type SearchParams } from '../../../../../_model/searchParams'
import { visible } from '../../../../../_model/visible'
import { getComparison } from '../../../../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly id: string; readonly range: string; readonly patch: string }>
  readonly searchParams: Promise<SearchParams>
}

/** What changed in one patch between two versions. */
export default async function PatchPage({ params, searchParams }: Props) {
  const segments = await params
  const id = readMessageId(segments.id)
  const range = readRange(segments.range)
  const number = readNumber(segments.patch)
  if (id === undefined || range === undefined || number === undefined) notFound()
  const view = getComparison(id, range.from, range.to, number)
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
      <ComparisonHead view={view} rangeDiff={readText((await searchParams).view) === 'range-diff'} />
      <ComparisonBody view={view} rangeDiff={readText((await searchParams).view) === 'range-diff'} />
    </Page>
  )
}
