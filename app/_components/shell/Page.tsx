import { type ComponentChildren, createContext } from 'preact'
import { seriesHref } from '../../_model/href'
import { Masthead, Trees } from './Masthead'
import { ReplicaNote } from './ReplicaNote'

interface Crumb {
  readonly text: string
  readonly href: string
}

/** The Atom feed of a page, for feed readers. */
interface Feed {
  readonly href: string
  readonly title: string
}

export interface PageProps {
  readonly title: string
  readonly feed?: Feed | undefined
  readonly crumbs?: readonly Crumb[] | undefined
  readonly children: ComponentChildren
}

/** Inline, so that a page needs one request less: two sheets, the newer one in front. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#c9702b" d="M4 3h17v20H4z"/><path fill="#1c4f93" d="M11 9h17v20H11z"/><path stroke="#fff" stroke-width="2.4" d="M15 16h9M15 22h6"/></svg>',
)}`

/** When the newest mail here was received, ISO UTC; '' without mail. */
export const NewestMail = createContext('')

const DESCRIPTION = 'How patch series on mailing lists evolve from version to version, and who vouched for what.'

/** A complete document: the head, and the content between masthead, breadcrumb and footer. */
export function Page({ title, feed, crumbs, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={DESCRIPTION} />
        <title>{title}</title>
        {/* next.config.ts bundles both and sets these addresses. Every page works without the script (app/_client). */}
        <link rel="stylesheet" href={process.env.REROLL_STYLE} />
        <link rel="icon" href={ICON} />
        {feed === undefined ? null : (
          <link rel="alternate" type="application/atom+xml" href={feed.href} title={`${feed.title} · Reroll`} />
        )}
        <script src={process.env.REROLL_SCRIPT} defer />
      </head>
      <body>
        <Masthead />
        <Banner />
        <NewestMail.Consumer>
          {(newest) => (
            <main id="content" className="shell-page" tabIndex={-1} data-newest={newest === '' ? undefined : newest}>
              {crumbs === undefined ? null : <Crumbs crumbs={crumbs} />}
              {children}
            </main>
          )}
        </NewestMail.Consumer>
        <PageFooter />
      </body>
    </html>
  )
}

/** The series of the bundled sample that shows most. */
const SAMPLE_SERIES = '20220827171037.30297-1-kevin.tian@intel.com'

/** Says on every page that it shows the bundled sample, and how to see real mail; nothing for mail that the operator imported. */
function Banner() {
  if (process.env.REROLL_SHOWS !== 'sample') return null
  return (
    <aside className="shell-sample" aria-label="About this mail">
      <strong>Sample:</strong> <a href={seriesHref(SAMPLE_SERIES)}>the vfio series</a> and its fix are real, but
      rewritten; all other series are invented. Import real mail: <code>npm start -- FILE.mbox</code>
    </aside>
  )
}

const FROM_MAIL = 'Reroll reads patch series from mail alone'
const FROM_MAIL_AND_TREES = 'Reroll reads patch series from mail, and what was merged from git trees'

/** What the pages are based on, in one sentence. */
function PageFooter() {
  return (
    <footer className="shell-footer">
      <p>
        <Trees.Consumer>{({ length }) => (length === 0 ? FROM_MAIL : FROM_MAIL_AND_TREES)}</Trees.Consumer>; the
        discussion stays on the list. Times are UTC, as received. See <a href="/status">what has been imported</a> or
        the <a href="/api">JSON API</a>.
      </p>
      <ReplicaNote />
    </footer>
  )
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="shell-crumbs">
        {crumbs.map((crumb, index, all) => (
          <li>
            <a href={crumb.href} rel={index === all.length - 1 ? 'up' : undefined}>
              {crumb.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** A section with its heading and, beside it, a short note. `id` names the heading for links. */
export function Section(props: {
  readonly id: string
  readonly title: string
  readonly note?: ComponentChildren
  /** What its series are waiting on the reader for, for the script. */
  readonly duty?: string
  readonly children: ComponentChildren
}) {
  return (
    <section className="shell-section" aria-labelledby={props.id} data-duty={props.duty}>
      <div className="shell-section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.note === undefined ? null : <div className="shell-section-note">{props.note}</div>}
      </div>
      {props.children}
    </section>
  )
}

/** A sentence in larger type under the page's title. */
export function Lead({ children }: { readonly children: ComponentChildren }) {
  return <p className="shell-lead">{children}</p>
}
