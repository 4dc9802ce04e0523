import type { ListedPull, SearchMessagesView, SeriesRow } from '../../../db/queries/views'
import { filterHref } from '../../_model/filters'
import { searchHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PullList } from '../pulls/PullList'
import { Trees } from '../shell/Masthead'
import { Section } from '../shell/Page'
import { MessageHits } from './MessageHits'
import { Pager } from './Pager'
import { SeriesList } from './SeriesList'

/** What a search found. */
export interface Found {
  readonly series: { readonly rows: readonly SeriesRow[]; readonly total: number }
  readonly mails: SearchMessagesView
  readonly pulls: readonly ListedPull[]
}

/** Whether there is nothing to list but pull requests. */
export function isEmpty({ series, mails }: Found): boolean {
  return series.total === 0 && mails.total === 0
}

/** What was found for a query, or that nothing was. */
export function Results({ query, found }: { readonly query: string; readonly found: Found }) {
  const { series, mails, pulls } = found
  if (isEmpty(found)) {
    return (
      <>
        <p className="list-none" role="status">
          No results for “{visible(query)}”.
        </p>
        <CutNote onlyWords={mails.onlyWords} />
        <Hints />
      </>
    )
  }
  return (
    <>
      <p className="list-sum" role="status">
        {count(series.total, 'series', 'series')} and {mails.cut ? 'at least ' : ''}
        {count(mails.total, 'mail')} for “{visible(query)}”
      </p>
      <CutNote onlyWords={mails.onlyWords} />
      {mails.page > 1 || series.total === 0 ? null : (
        <Section
          id="series"
          title="Series"
          note={
            series.rows.length < series.total ? (
              <a href={filterHref('/', { q: query })}>all {series.total}, by activity</a>
            ) : undefined
          }
        >
          <SeriesList rows={series.rows} level={3} />
        </Section>
      )}
      {pulls.length === 0 ? null : (
        <Section id="pulls" title="Pull requests" note="newest first">
          <PullList rows={pulls} />
        </Section>
      )}
      {mails.total === 0 ? null : (
        <Section
          id="mails"
          title="Mails"
          note={mails.cut ? `the ${count(mails.total, 'mail')} received last` : 'newest first'}
        >
          <MessageHits hits={mails.rows} />
          <Pager page={mails.page} pages={mails.pages} path={searchHref(query)} />
        </Section>
      )}
    </>
  )
}

function CutNote({ onlyWords }: { readonly onlyWords: number | null }) {
  return onlyWords === null ? null : <p>Only the first {onlyWords} words were searched for.</p>
}

/** The search syntax, shown without a query or when nothing is found. */
export function Hints() {
  return (
    <dl className="list-hints">
      <div>
        <dt>
          <code>vfio life cycle</code>
        </dt>
        <dd>all of these words, in one title or in one mail</dd>
      </div>
      <div>
        <dt>
          <code>"life cycle"</code>
        </dt>
        <dd>this phrase</dd>
      </div>
      <div>
        <dt>
          <code>regist*</code>
        </dt>
        <dd>prefix, three letters or more</dd>
      </div>
      <div>
        <dt>
          <code>drivers/vfio/pci</code>
        </dt>
        <dd>
          series that touch this path; <a href="/path">all paths</a>
        </dd>
      </div>
      <div>
        <dt>
          <code>20220921104401.38898-1-name@host</code>
        </dt>
        <dd>a Message-ID or a link to any mail archive opens its series</dd>
      </div>
      <Trees.Consumer>
        {({ length }) =>
          length === 0 ? null : (
            <div>
              <dt>
                <code>1a2b3c4d5e6f</code>
              </dt>
              <dd>the hash of a commit, 7 digits or more, opens the commit with its review</dd>
            </div>
          )
        }
      </Trees.Consumer>
    </dl>
  )
}
