import { Pager } from '../_components/lists/Pager'
import { PullList } from '../_components/pulls/PullList'
import { Page } from '../_components/shell/Page'
import { page } from '../_handlers/pages'
import { count } from '../_model/pageWords'
import { readPage } from '../_model/searchParams'
import { listPulls } from '../data'

/** The pull requests, newest first. */
export const GET = page('/pulls', ({ query }) => {
  const list = listPulls(readPage(query.page))
  return (
    <Page title="Pull requests · Reroll">
      <div className="list-head">
        <h1>Pull requests</h1>
        <p className="list-sum">{count(list.total, 'pull request')}, newest first</p>
      </div>
      {list.total === 0 ? (
        <p className="list-empty">No imported mail asks anybody to pull.</p>
      ) : (
        <PullList rows={list.rows} />
      )}
      <Pager page={list.page} pages={list.pages} path="/pulls" />
    </Page>
  )
})
