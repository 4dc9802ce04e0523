import type { ComponentChildren } from 'preact'
import { messageHref, peopleHref, searchHref, seriesHref } from '../../_model/href'
import { joinWords } from '../../_model/pageWords'
import type { Missing } from '../../_model/problem'
import { quoteForShell } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { Command } from './Command'
import { OwnSearch, SearchForm } from './Masthead'
import { Lead, Page } from './Page'

/** A page that says what is wrong and what to do next: for the reader, and in the last section for whoever runs the site. */
export function Problem(props: {
  readonly title: string
  readonly lead: ComponentChildren
  /** What a reader can do, each a line. */
  readonly steps?: readonly ComponentChildren[]
  /** What the operator can do, each a line. */
  readonly operator?: readonly ComponentChildren[]
  /** Whether it offers the search. */
  readonly search?: boolean
}) {
  const { title, lead, steps = [], operator = [], search = true } = props
  return (
    <OwnSearch.Provider value>
      <Page title={`${title} · Reroll`}>
        <h1>{title}</h1>
        <Lead>{lead}</Lead>
        <Steps steps={steps} />
        {search ? (
          <div className="list-form">
            <SearchForm id="search" large />
          </div>
        ) : null}
        {operator.length === 0 ? null : (
          <section className="problem-operator" aria-labelledby="operator">
            <h2 id="operator">If you run this site</h2>
            <Steps steps={operator} />
          </section>
        )}
      </Page>
    </OwnSearch.Provider>
  )
}

function Steps({ steps }: { readonly steps: readonly ComponentChildren[] }) {
  if (steps.length === 0) return null
  return (
    <ul className="problem-steps">
      {steps.map((step) => (
        <li>{step}</li>
      ))}
    </ul>
  )
}

/** What has not been imported, or does not exist, at an address; `archive` is where mails are looked up, without a slash at its end. */
export function NotFound({ missing, archive }: { readonly missing: Missing; readonly archive: string }) {
  switch (missing.kind) {
    case 'mail':
      return <NoMail id={missing.id} archive={archive} />
    case 'other-mail':
      return (
        <Problem
          title="Not a patch series"
          lead="This mail is archived here, but it belongs to no patch series, and what you asked for is not part of it."
          steps={[<a href={messageHref(missing.id)}>Open the mail and its thread</a>]}
        />
      )
    case 'part':
      return <NoPart series={missing.series} />
    case 'review':
      return <NoReview {...missing} />
    case 'person':
      return (
        <Problem
          title="No such person here"
          lead={
            <>
              <code>{visible(missing.address)}</code> has sent no series and answered none that has been imported here.
            </>
          }
          steps={[
            <a href="/people">All people</a>,
            <a href={searchHref(missing.address)}>Search for mails with this address</a>,
          ]}
        />
      )
    case 'list':
      return (
        <Problem
          title="No such list here"
          lead={
            <>
              No series that was sent to <code>{visible(missing.list)}</code> has been imported here.
            </>
          }
          steps={[<a href="/list">All mailing lists</a>]}
          operator={[
            <>
              Import the list and keep it up to date:{' '}
              <Command text="npm run -s reroll -- track https://lore.kernel.org/LIST" />
            </>,
          ]}
        />
      )
    case 'path':
      return (
        <Problem
          title="No series here"
          lead={
            <>
              No series that has been imported here touches <code>{visible(missing.path)}</code>. A path is a complete
              file or directory name from the top of the tree.
            </>
          }
          steps={[<a href="/path">Type another path, or browse all of them</a>]}
        />
      )
    case 'commit':
      return (
        <Problem
          title="No such commit here"
          lead={
            <>
              No commit whose hash starts with <code>{visible(missing.sha)}</code> is in the git trees that are read
              here.
            </>
          }
          steps={[<a href={searchHref(missing.sha)}>Search for mails that name it</a>]}
          operator={[
            <>
              Read the tree that has it: <Command text="npm run -s reroll -- tree add PATH_OR_URL" />
            </>,
          ]}
        />
      )
    case 'page':
      return (
        <Problem
          title="Not found"
          lead="There is no page at this address."
          steps={[
            <a href="/">All series</a>,
            <a href="/people">All people</a>,
            <a href="/list">All mailing lists</a>,
            <a href="/path">All paths</a>,
            <a href="/pulls">All pull requests</a>,
          ]}
        />
      )
  }
}

function NoMail({ id, archive }: { readonly id: string; readonly archive: string }) {
  const command = `npm run ingest -- ${quoteForShell(id)}`
  return (
    <Problem
      title="Not imported"
      lead={
        <>
          The mail <code>{visible(id)}</code> has not been imported here.
        </>
      }
      steps={[
        <a href={searchHref(id)}>Search here for mails that mention it</a>,
        <>
          <a href={`${archive}/all/${encodeURIComponent(id)}/`} rel="nofollow noopener ugc">
            Read it at {new URL(archive).host}
          </a>
          , if it was sent to a list that is archived there
        </>,
      ]}
      operator={[
        <>
          Import its thread, with the other versions of the series: <Command text={visible(command)} />
        </>,
      ]}
    />
  )
}

/** Names of versions that a page lists. */
const MAX_LABELS = 40

function NoPart({ series: { id, title, labels } }: { readonly series: Extract<Missing, { kind: 'part' }>['series'] }) {
  const shown = labels.slice(-MAX_LABELS).map(visible)
  return (
    <Problem
      title="Not part of this series"
      lead={
        <>
          The series <a href={seriesHref(id)}>{visible(title) || '(no title)'}</a> is archived here, but it has no such
          version, patch or page. {labels.length === 1 ? 'Its only version is ' : 'Its versions are '}
          {joinWords(shown)}.
        </>
      }
      steps={[<a href={seriesHref(id)}>Open the series</a>]}
    />
  )
}

function NoReview({ series: { id, title, labels }, address }: Extract<Missing, { kind: 'review' }>) {
  const newest = labels.at(-1)
  return (
    <Problem
      title="Nothing reviewed"
      lead={
        <>
          <code>{visible(address)}</code> has written nothing on the series{' '}
          <a href={seriesHref(id)}>{visible(title) || '(no title)'}</a>
          {newest === undefined ? '' : `, up to ${visible(newest)}`}, so there is no review to count from.
        </>
      }
      steps={[
        <>
          <a href={seriesHref(id)}>Open the series</a>: it has everybody who reviewed it, each with what changed since
        </>,
        <>
          <a href={peopleHref(address)}>Find the person</a>, if they write from another address
        </>,
      ]}
    />
  )
}
