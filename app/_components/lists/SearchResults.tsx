import type { ComponentChildren } from 'preact'
import type { HitGroupsView, ListedPull, PersonHitView, SeriesRow } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { filterHref } from '../../_model/filters'
import { searchHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { pullsHref } from '../../_model/pullFilters'
import { quoteForShell } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { PullList } from '../pulls/PullList'
import { Command } from '../shell/Command'
import { Trees } from '../shell/Masthead'
import { Section } from '../shell/Page'
import { HitGroups } from './HitGroups'
import { Pager } from './Pager'
import { PeopleHits } from './PeopleHits'
import { SeriesTable } from './SeriesTable'

/** What a search found. */
export interface Found {
  readonly people: { readonly rows: readonly PersonHitView[]; readonly total: number }
  readonly series: { readonly rows: readonly SeriesRow[]; readonly total: number }
  readonly mails: HitGroupsView
  readonly pulls: { readonly rows: readonly ListedPull[]; readonly total: number; readonly cut: boolean }
  /** How a title and a name are shown: with the words that were searched for as marks. */
  readonly showTitle: (title: string) => ComponentChildren
  readonly showName: (name: string) => ComponentChildren
}

/** Whether there is nothing to list but people and pull requests. */
export function isEmpty(found: Found | undefined): boolean {
  return found === undefined || (found.series.total === 0 && found.mails.total === 0)
}

/**
 * What was found for a query, people first, or that nothing was; `list` is the name of the list that was searched. `missing` is the
 * Message-ID that was pasted, if it has not been imported.
 */
export function Results(props: {
  readonly query: string
  readonly found: Found
  readonly list: string | undefined
  readonly missing?: string | undefined
}) {
  const { query, found, list, missing } = props
  const { people, series, mails, pulls, showTitle, showName } = found
  const first = mails.page === 1
  return (
    <>
      {missing === undefined ? null : <NotImported id={missing} />}
      <Sum query={query} found={found} />
      {!first || people.total === 0 ? null : (
        <Section
          id="people"
          title="People"
          note={people.rows.length < people.total ? `those in most series, of ${figure(people.total)}` : undefined}
        >
          <PeopleHits people={people.rows} show={showName} />
        </Section>
      )}
      {!first || series.total === 0 ? null : (
        <Section
          id="series"
          title="Series"
          note={
            series.rows.length < series.total && list === undefined ? (
              <a href={filterHref('/', { q: query })}>all {figure(series.total)} in the queue</a>
            ) : undefined
          }
        >
          <SeriesTable
            rows={series.rows}
            days="idle"
            blocked="state"
            caption="Series that were found, those with the words in their title first"
            showTitle={showTitle}
          />
        </Section>
      )}
      {pulls.total === 0 ? null : (
        <Section
          id="pulls"
          title="Pull requests"
          note={
            pulls.rows.length < pulls.total ? (
              <a href={pullsHref({ q: query })}>all {figure(pulls.total)}</a>
            ) : pulls.cut ? (
              'only the newest were read'
            ) : (
              'newest first'
            )
          }
        >
          <PullList rows={pulls.rows} showTitle={showTitle} />
        </Section>
      )}
      {mails.total === 0 ? null : (
        <Section
          id="mails"
          title="Mails"
          note={mails.cut ? `of the newest ${figure(mails.total)} that match` : 'by series, newest first'}
        >
          <HitGroups groups={mails.groups} query={query} list={list} showTitle={showTitle} />
          <Pager page={mails.page} pages={mails.pages} path={searchHref(query, { list })} />
        </Section>
      )}
      {isEmpty(found) ? <Hints /> : null}
    </>
  )
}

/** How much was found, each part with a link to it. */
function Sum({ query, found }: { readonly query: string; readonly found: Found }) {
  const { people, series, mails, pulls } = found
  const shown = /^".*"$/.test(query) ? query : `“${query}”`
  if (isEmpty(found) && people.total === 0) {
    return (
      <p className="list-none" role="status">
        No results for {visible(shown)}.
      </p>
    )
  }
  const parts = [
    { id: 'people', total: people.total, words: count(people.total, 'person', 'people') },
    { id: 'series', total: series.total, words: count(series.total, 'series', 'series') },
    { id: 'pulls', total: pulls.total, words: count(pulls.total, 'pull request') },
    { id: 'mails', total: mails.total, words: `${mails.cut ? 'at least ' : ''}${count(mails.total, 'mail')}` },
  ].filter(({ total }) => total > 0)
  return (
    <p className="list-sum" role="status">
      {parts.map(({ id, words }, index) => (
        <>
          {index === 0 ? '' : ', '}
          {mails.page > 1 && id !== 'mails' ? words : <a href={`#${id}`}>{words}</a>}
        </>
      ))}{' '}
      for {visible(shown)}
    </p>
  )
}

/** A pasted Message-ID that is not here: what follows are mails that mention it. */
function NotImported({ id }: { readonly id: string }) {
  return (
    <div className="hits-missing">
      <p>
        The mail <code>{visible(id)}</code> has not been imported here. Mails that mention it, if any, are listed below.
        Whoever runs this site imports its thread with
      </p>
      <Command text={visible(`npm run ingest -- ${quoteForShell(id)}`)} />
    </div>
  )
}

/** The search syntax, shown without a query or when nothing is found. */
export function Hints() {
  return (
    <dl className="list-hints">
      <div>
        <dt>
          <code>vfio life cycle</code>
        </dt>
        <dd>all of these words in one mail, also with other endings</dd>
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
          <code>s:vfio f:kevin d:20220901..</code>
        </dt>
        <dd>words of the subject, the sender, and a date</dd>
      </div>
      <div>
        <dt>
          <code>alex williamson</code>
        </dt>
        <dd>
          a person, with what is waiting on them; <a href="/people">all people</a>
        </dd>
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
