import { Pager } from '../../_components/lists/Pager'
import { PersonSeries } from '../../_components/lists/PersonSeries'
import { Page, Section } from '../../_components/shell/Page'
import { found } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { filterHref } from '../../_model/filters'
import { personHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { readPage } from '../../_model/searchParams'
import { waitsFor } from '../../_model/standings'
import { visible } from '../../_model/visible'
import { getPerson } from '../../data'

/** A person: what is waiting on them first, then the series they posted and those they reviewed, by newest mail. */
export const GET = page('/people/[address]', ({ params: { address }, query }) => {
  const view = found(getPerson(address, readPage(query.page)))
  const name = visible(view.person.name) || visible(address)
  const waiting = view.page === 1 ? view.waiting.filter((series) => waitsFor(series).length > 0) : []
  const shown = new Set(waiting.map(({ id }) => id))
  const rest = view.series.filter(({ id }) => !shown.has(id))
  const own = rest.filter((series) => series.own)
  const others = rest.filter((series) => !series.own)
  const { emails } = view.person
  const feed = `${personHref(address)}/atom`
  return (
    <Page title={`${name} · Reroll`} feed={{ href: feed, title: name }}>
      <div className="list-head">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p className="list-sum">
          {visible(emails.join(', '))} · {count(view.total, 'series', 'series')}
        </p>
        <p className="list-feed">
          <a href={filterHref('/', { author: address })}>as author</a> ·{' '}
          <a href={filterHref('/', { reviewer: address })}>as reviewer</a> · <a href={feed}>Atom feed</a>
        </p>
      </div>
      {view.page > 1 ? null : (
        <Section
          id="waiting"
          title={`Waiting on ${name}`}
          note={waiting.length === 0 ? 'nothing' : waitingNote(waiting.length, view.waitingCut)}
        >
          <PersonSeries series={waiting} person={view.person} />
        </Section>
      )}
      {own.length === 0 ? null : (
        <Section id="own" title={`Series by ${name}`} note="newest activity first">
          <PersonSeries series={own} person={view.person} />
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section id="series" title="Reviews" note="of series by others, newest activity first">
          <PersonSeries series={others} person={view.person} />
        </Section>
      )}
      <Pager page={view.page} pages={view.pages} path={personHref(address)} />
    </Page>
  )
})

function waitingNote(size: number, cut: boolean): string {
  return `${cut ? 'at least ' : ''}${count(size, 'series', 'series')}`
}
