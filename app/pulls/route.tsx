import { findSearchProblem } from '../../db/queries/lists/hits'
import type { PullListView } from '../../db/queries/views'
import { figure } from '../../lib/text'
import { Pager } from '../_components/lists/Pager'
import { SearchProblem } from '../_components/lists/SearchProblem'
import { PullFilterForm } from '../_components/pulls/PullFilterForm'
import { PullList } from '../_components/pulls/PullList'
import { Page } from '../_components/shell/Page'
import { page, refusedIf } from '../_handlers/pages'
import { count } from '../_model/pageWords'
import {
  PULL_GROUP_NAMES,
  PULL_GROUP_NOTES,
  type PullFilterValues,
  pullsHref,
  readPullFilters,
} from '../_model/pullFilters'
import { readPage } from '../_model/searchParams'
import { visible } from '../_model/visible'
import { listPulls } from '../data'

/** The pull requests in groups: those that wait, those that were pulled, and the others, which are folded. */
export const GET = page('/pulls', ({ query }) => {
  const { values, filter, unknownGroup } = readPullFilters(query)
  const found = listPulls({ ...filter, page: readPage(query.page) })
  // The groups that there are, for a group that there is not.
  const list: PullListView = unknownGroup ? { ...found, rows: [], total: 0, page: 1, pages: 1 } : found
  const filtered = Object.keys(values).length > 0
  const problem = findSearchProblem(values.q)
  return refusedIf(
    problem ?? (unknownGroup ? 'unknown group' : undefined),
    <Page title="Pull requests · Reroll">
      <div className="list-head">
        <h1>Pull requests</h1>
        {unknownGroup ? null : (
          <p className="list-sum" role="status">
            {count(list.total, 'pull request')}
            {filtered ? (list.total === 1 ? ' matches' : ' match') : ''}
            {list.cut ? '; only the newest requests were read, add words to look at older ones' : ''}
          </p>
        )}
      </div>
      <SearchProblem problem={problem} />
      {list.groups.length === 0 && !filtered ? null : <PullFilterForm values={values} groups={list.groups} />}
      {list.total === 0 ? (
        <Empty filtered={filtered} unknownGroup={unknownGroup ? values.group : undefined} />
      ) : (
        <Groups values={values} list={list} />
      )}
      <Pager page={list.page} pages={list.pages} path={pullsHref(values)} />
    </Page>,
  )
})

/** Each group that has rows, with a link to all of it where some are left out. Those in which nothing waits and nothing was pulled are folded. */
function Groups({ values, list }: { readonly values: PullFilterValues; readonly list: PullListView }) {
  return list.groups.map(({ group, total }) => {
    const rows = list.rows.filter((row) => row.group === group)
    if (rows.length === 0) return null
    const open = group === 'open' || group === 'pulled' || values.group === group
    return (
      <details className="pulls-group" open={open}>
        <summary>
          <h2 id={group}>
            {PULL_GROUP_NAMES[group]} <span className="pulls-count">{figure(total)}</span>
          </h2>{' '}
          <span className="pulls-note">{PULL_GROUP_NOTES[group]}</span>
        </summary>
        <PullList rows={rows} />
        {values.group === group || rows.length === total ? null : (
          <p className="pulls-all">
            <a href={pullsHref({ ...values, group })}>
              All {figure(total)} that are {PULL_GROUP_NAMES[group].toLowerCase()}
            </a>
          </p>
        )}
      </details>
    )
  })
}

function Empty({ filtered, unknownGroup }: { readonly filtered: boolean; readonly unknownGroup: string | undefined }) {
  return (
    <p className="list-empty">
      {unknownGroup !== undefined ? (
        <>There is no group “{visible(unknownGroup)}”. Choose one above.</>
      ) : filtered ? (
        <>
          No pull requests match. Remove a filter, or <a href="/pulls">show all pull requests</a>.
        </>
      ) : (
        'No pull request has been imported. Maintainers send them to the list of whoever pulls, which may not be among those imported here.'
      )}
    </p>
  )
}
