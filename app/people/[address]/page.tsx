import { notFound } from 'next/navigation'
import { Lead, Page, Section } from '../../_components/Page'
import { Pager } from '../../_components/Pager'
import { PersonSeries } from '../../_components/PersonSeries'
import { personHref } from '../../_model/href'
import { readMessageId } from '../../_model/messageId'
import { readPage, type SearchParams } from '../../_model/searchParams'
import { waitsFor } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'
import { getPerson } from '../../data'

export const dynamic = 'force-dynamic'

interface Props {
  readonly params: Promise<{ readonly address: string }>
  readonly searchParams: Promise<SearchParams>
}

/** What a person said and sent: what waits for them first, then everything by newest mail. */
export default async function PersonPage({ params, searchParams }: Props) {
  const address = readMessageId((await params).address)
  const view = address === undefined ? undefined : getPerson(address, readPage((await searchParams).page))
  if (view === undefined || address === undefined) notFound()
  const name = visible(view.person.name) || visible(address)
  const waiting = view.series.filter((series) => waitsFor(series).length > 0)
  const others = view.series.filter((series) => !waiting.includes(series))
  return (
    <Page title={`${name} · Reroll`}>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <Lead>
        {visible(view.person.emails.join(', '))} · {count(view.total, 'series', 'series')}
      </Lead>
      {waiting.length === 0 ? null : (
        <Section id="waiting" title="Waits for them" note={count(waiting.length, 'series', 'series')}>
          <PersonSeries series={waiting} />
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section id="series" title={waiting.length === 0 ? 'Series' : 'Other series'}>
          <PersonSeries series={others} />
        </Section>
      )}
      <Pager page={view.page} pages={view.pages} path={personHref(address)} />
    </Page>
  )
}
