import { notFound } from 'next/navigation'
import { BlameBody, BlameHead } from '../../../../../_components/compare/Blame'
import { definePage } from '../../../../../_components/shell/definePage'
import { Page } from '../../../../../_components/shell/Page'
import { createBudget } from '../../../../../_model/code/layout'
import { seriesHref } from '../../../../../_model/href'
import { readMessageId } from '../../../../../_model/messageId'
import { readKey, readNumber } from '../../../../../_model/range'
import { visible } from '../../../../../_model/visible'
import { getBlame } from '../../../../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly id: string; readonly version: string; readonly number: string }>
}

/** One patch of one version, each line with the version it stands since. */
async function BlamePage({ params }: Props) {
  const segments = await params
  const id = readMessageId(segments.id)
  const version = readKey(segments.version)
  const number = readNumber(segments.number)
  if (id === undefined || version === undefined || number === undefined) notFound()
  const view = getBlame(id, version, number)
  if (view === undefined) notFound()
  return (
    <Page
      title={`${visible(view.patchTitle)}, ${view.version.label} · Reroll`}
      crumbs={[{ text: visible(view.title), href: seriesHref(view.seriesId) }]}
    >
      <BlameHead view={view} />
      <BlameBody view={view} budget={createBudget()} />
    </Page>
  )
}

export default definePage('/series/[id]/patch/[version]/[number]', BlamePage)
