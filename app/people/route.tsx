import { Pager } from '../_components/lists/Pager'
import { PeopleTable } from '../_components/people/PeopleTable'
import { Page } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { peopleHref } from '../_model/href'
import { count } from '../_model/pageWords'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import { listPeopleWaiting } from '../data'

/** Who is waiting on whom. */
export const GET = page('/people', ({ query: { q = '', page: number } }) => {
  const view = listPeopleWaiting({ query: q, page: readPage(number) })
  return (
    <Page title="People · Reroll">
      <div className="list-head">
        <h1>People</h1>
        <p className="list-sum">
          {count(view.total, 'person', 'people')} whom series under way are waiting on, or whose series are waiting on
          others
          {view.cut ? '; counted over the series with the newest mail' : ''}
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
        JavaScript, a bookmark does.
      </p>
      {view.rows.length === 0 ? (
        <p className="list-empty">Nobody under way is called {visible(q)}.</p>
      ) : (
        <PeopleTable rows={view.rows} />
      )}
      <Pager page={view.page} pages={view.pages} path={peopleHref(q)} />
    </Page>
  )
})
