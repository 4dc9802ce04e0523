import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { HasPulls, SearchForm, Trees } from '../_components/shell/Masthead'
import { Lead, Page } from '../_components/shell/Page'
import { hasPulls, listTrees } from '../data'
import { type Asked, createHandler, type ErrorStatus, type Handler } from './handler'
import type { Route } from './routes'

/**
 * Creates the handler of a page; `render` returns a <Page> or a redirect. A bad address, an unknown one and a failure each get
 * a page that explains it, with status 400, 404 or 500.
 */
export function page<Path extends Route>(
  route: Path,
  render: (asked: Asked<Path>) => VNode | Response | Promise<VNode | Response>,
): Handler<Path> {
  const answer = async (asked: Asked<Path>) => {
    const result = await render(asked)
    return result instanceof Response
      ? result
      : documentResponse(
          <HasPulls.Provider value={hasPulls()}>
            <Trees.Provider value={listTrees().map(({ name }) => name)}>{result}</Trees.Provider>
          </HasPulls.Provider>,
        )
  }
  return createHandler(route, answer, problemPage)
}

/** Redirects to an address of this site, permanently (308) or for this request only (307). */
export function redirectTo(location: string, status: 307 | 308): Response {
  return new Response(null, { status, headers: { location } })
}

/** The page that explains a failure. */
export function problemPage(status: ErrorStatus | 500): Response {
  return documentResponse(explain(status), status)
}

function documentResponse(document: VNode, status = 200): Response {
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return new Response(`<!DOCTYPE html>${renderToString(document)}`, { status, headers })
}

function explain(status: ErrorStatus | 500): VNode {
  switch (status) {
    case 400:
      return (
        <Problem title="Bad address">
          This address cannot be read: it has a broken percent sign, or a Message-ID that is empty, too long or contains
          control characters.
        </Problem>
      )
    case 404:
      return (
        <Problem title="Not found">
          Nothing with this address has been imported here. Search for a subject, an author or a Message-ID.
        </Problem>
      )
    case 500:
      return (
        <Problem title="Something went wrong">
          Something went wrong; see the server log. If no mail has been imported yet, start with{' '}
          <code>npm start -- path/to/archive.mbox</code>.
        </Problem>
      )
  }
}

/** A page that says what is wrong and offers the search. */
function Problem({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <Page title={`${title} · Reroll`}>
      <h1>{title}</h1>
      <Lead>{children}</Lead>
      <div className="list-form">
        <SearchForm id="search" large />
      </div>
    </Page>
  )
}
