import type { ReactNode } from 'react'
import { fromBytes } from '../../_markup/bytes'
import { escapeHtml } from '../../_markup/escape'
import { renderBytes } from '../../_markup/markup'
import { type DrawnPage, FRAME_CONTENT, FRAME_TITLE } from '../../_model/pages'

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
  readonly crumbs?: readonly Crumb[]
  readonly children: ReactNode
}

/**
 * The main landmark of a page, its title, its feed and the way back up. The content is drawn here and given to Next as one text:
 * as elements it would be taken apart, put together and sent twice on the way to the reader. Where the server puts it in, Next
 * renders the frame of the page alone.
 */
export function Page(props: PageProps) {
  const page = drawPage(props)
  const kept = globalThis.rerollPageKeeper?.(page) === true
  return (
    <>
      {/* React moves both into the head; the title must be a single string there. */}
      <title>{kept ? FRAME_TITLE : props.title}</title>
      {kept || props.feed === undefined ? null : (
        <link rel="alternate" type="application/atom+xml" href={props.feed.href} title={feedTitle(props.feed)} />
      )}
      <main
        id="content"
        className="shell-page"
        tabIndex={-1}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: renderBytes escapes all text.
        dangerouslySetInnerHTML={{ __html: kept ? FRAME_CONTENT : fromBytes(page.content) }}
      />
    </>
  )
}

/** The same page as HTML, without its frame. */
export function drawPage({ title, feed, crumbs, children }: PageProps): DrawnPage {
  const link =
    feed === undefined
      ? ''
      : `<link rel="alternate" type="application/atom+xml" href="${escapeHtml(feed.href)}" title="${escapeHtml(feedTitle(feed))}"/>`
  return {
    head: `<title>${escapeHtml(title)}</title>${link}`,
    content: renderBytes(
      <>
        {crumbs === undefined ? null : <Crumbs crumbs={crumbs} />}
        {children}
      </>,
    ),
  }
}

function feedTitle({ title }: Feed): string {
  return `${title} · Reroll`
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="shell-crumbs">
        {crumbs.map((crumb, index, all) => (
          <li key={crumb.href}>
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
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="shell-section" aria-labelledby={props.id}>
      <div className="shell-section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.note === undefined ? null : <div className="shell-section-note">{props.note}</div>}
      </div>
      {props.children}
    </section>
  )
}

/** A sentence in larger type under the page's title. */
export function Lead({ children }: { readonly children: ReactNode }) {
  return <p className="shell-lead">{children}</p>
}
