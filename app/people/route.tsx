import { Pager } from '../_components/lists/Pager'
import { PeopleHits } from '../_components/lists/PeopleHits'
import { PeopleTable } from '../_components/people/PeopleTable'
import { Page, Section } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { peopleHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import { listPeopleWaiting, searchPeople } from '../data'

/** People who are found and wait for nobody. */
const MAX_IDLE = 20

/** Who is waiting on whom. With words, also people whom nothing is waiting on. */
export const GET = page('/people', ({ query: { q = '', page: number } }) => {
  const view = listPeopleWaiting({ query: q, page: readPage(number) })
  const idle = view.page > 1 ? [] : searchPeople(q, MAX_IDLE).rows.filter(({ waiting }) => waiting === null)
  return (
    <Page title="People · Reroll">
      <div className="list-head">
        <h1>People</h1>
        <p className="list-sum">
          {count(view.total, 'person', 'people')} on whom series are waiting, or whose series are waiting on others,
          sorted by how many series are waiting on them, then by how many of theirs are waiting
          {view.cut ? '; only the series with the newest mail are counted' : ''}
        </p>
      </div>
      <search>
        <form action="/people" method="get" className="people-find">
          <label htmlFor="people-q">Name or address</label>
          <input
            id="people-q"
            name="q"
            type="search"
            defaultValue={q}
            maxLength={200}
            autoComplete="off"
            spellcheck={false}
          />
          <button type="submit">Find</button>
          {q === '' ? null : <a href="/people">everybody</a>}
        </form>
      </search>
      <p className="people-hint">
        Your own page has what is waiting on you. Its button <b>This is me</b> makes this browser remember you; without
        JavaScript, bookmark that page.
      </p>
      {view.rows.length > 0 ? <PeopleTable rows={view.rows} /> : null}
      {view.rows.length + idle.length > 0 ? null : (
        <p className="list-empty">{q === '' ? 'No series is under way.' : `Nobody here is called ${visible(q)}.`}</p>
      )}
      <Pager page={view.page} pages={view.pages} path={peopleHref(q)} />
      {idle.length === 0 ? null : (
        <Section id="idle" title="Nothing under way" note="no series is waiting on these people">
          <PeopleHits people={idle} show={visible} />
        </Section>
      )}
    </Page>
  )
})
