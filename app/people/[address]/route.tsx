import type { PersonDetail, PersonPageView, PersonSeriesView } from '../../../db/queries/views'
import { Pager } from '../../_components/lists/Pager'
import { SeriesTable } from '../../_components/lists/SeriesTable'
import { Duties } from '../../_components/people/Duties'
import { PersonHead } from '../../_components/people/PersonHead'
import { Said } from '../../_components/people/Said'
import { hasOlderReview, SinceLink } from '../../_components/people/SinceLink'
import { Page, Section } from '../../_components/shell/Page'
import { found } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { personHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { readPage } from '../../_model/searchParams'
import { visible } from '../../_model/visible'
import { getPerson } from '../../data'

/** A person: what is waiting on them, then their own series and those they reviewed, by newest mail. */
export const GET = page('/people/[address]', ({ params: { address }, query }) => {
  const view = found(getPerson(address, readPage(query.page)), 'person')
  const name = visible(view.person.name) || visible(address)
  return (
    <Page
      title={`${name} · Reroll`}
      feed={{ href: `${personHref(address)}/atom`, title: name }}
      crumbs={[{ text: 'People', href: '/people' }]}
    >
      <PersonHead view={view} address={address} name={name} />
      {view.page > 1 ? null : <Duties view={view} />}
      <Series view={view} name={name} />
      <Pager page={view.page} pages={view.pages} path={personHref(address)} />
    </Page>
  )
})

/** The series of this page, apart: their own, backports that they sent or wrote, and those of others that they reviewed. */
function Series({ view: { series, person }, name }: { readonly view: PersonPageView; readonly name: string }) {
  const backports = series.filter(({ row }) => row.group === 'backport')
  const rest = series.filter(({ row }) => row.group !== 'backport')
  const own = rest.filter((one) => one.own)
  const others = rest.filter((one) => !one.own)
  return (
    <>
      {own.length === 0 ? null : (
        <Section id="own" title={`Series by ${name}`} note="or with patches by them, newest activity first">
          <SeriesTable rows={own.map(({ row }) => row)} days="idle" blocked="state" caption={`Series by ${name}`} />
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section id="series" title="Reviews" note="of series by others, newest activity first">
          <Reviews series={others} person={person} />
        </Section>
      )}
      {backports.length === 0 ? null : (
        <details className="person-backports" open={rest.length === 0}>
          <summary>{count(backports.length, 'backport')}</summary>
          <SeriesTable rows={backports.map(({ row }) => row)} days="idle" blocked="state" caption="Backports" />
        </details>
      )}
    </>
  )
}

function Reviews({ series, person }: { readonly series: readonly PersonSeriesView[]; readonly person: PersonDetail }) {
  const byId = new Map(series.map((one) => [one.row.id, one]))
  return (
    <SeriesTable
      rows={series.map(({ row }) => row)}
      days="idle"
      blocked="state"
      caption="Reviews"
      below={({ id, group }) => {
        const one = byId.get(id)
        if (one === undefined || one.standings.length === 0) return null
        return (
          <>
            <Said standings={one.standings} />
            {group !== 'done' && hasOlderReview(one) ? (
              <p className="person-again">
                <SinceLink id={id} person={person} />
              </p>
            ) : null}
          </>
        )
      }}
    />
  )
}
