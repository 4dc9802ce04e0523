import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { HasPulls, Trees } from '../_components/shell/Masthead'
import { NewestMail } from '../_components/shell/Page'
import { OfReplica } from '../_components/shell/ReplicaNote'
import { getNewestMail, getReplica, hasPulls, listTrees } from '../data'
import { type Asked, createHandler, type ErrorStatus, type Handler } from './handler'
import { explainProblem } from './problems'
import type { Route } from './routes'

/** A page that says what is wrong with what was typed, above what was found anyway. */
interface Refused {
  readonly refused: VNode
}

/**
 * Creates the handler of a page; `render` returns a <Page>, a redirect, or a page with status 400. A bad address, an unknown one and a
 * failure each get a page that explains it, with status 400, 404 or 500.
 */
export function page<Path extends Route>(
  route: Path,
  render: (asked: Asked<Path>) => Rendered | Promise<Rendered>,
): Handler<Path> {
  const answer = async (asked: Asked<Path>) => {
    const result = await render(asked)
    if (result instanceof Response) return result
    return 'refused' in result ? documentResponse(withNames(result.refused), 400) : documentResponse(withNames(result))
  }
  return createHandler(route, answer, (status, message, { pathname }) =>
    problemPage(status, pathname, status === 400 || status === 413 ? message : undefined),
  )
}

type Rendered = VNode | Response | Refused

/** The page as it is, or with status 400 if there is a problem. */
export function refusedIf(problem: string | undefined, document: VNode): VNode | Refused {
  return problem === undefined ? document : { refused: document }
}

/** Redirects to an address of this site, permanently (308) or for this request only (307). */
export function redirectTo(location: string, status: 307 | 308): Response {
  return new Response(null, { status, headers: { location } })
}

/** The page that explains a failure. `path` is what was asked for, '' if that is not known; `message` is what is wrong with it. */
export function problemPage(status: ErrorStatus | 500, path = '', message?: string): Response {
  const document = explainProblem(status, path, message)
  return documentResponse(status === 500 ? document : tryNames(document), status)
}

/** The document with what its head and foot need to know. */
function withNames(document: VNode): VNode {
  return (
    <HasPulls.Provider value={hasPulls()}>
      <Trees.Provider value={listTrees().map(({ name }) => name)}>
        <OfReplica.Provider value={getReplica()}>
          <NewestMail.Provider value={getNewestMail() ?? ''}>{document}</NewestMail.Provider>
        </OfReplica.Provider>
      </Trees.Provider>
    </HasPulls.Provider>
  )
}

/** The same; as it is where the database cannot be read. */
function tryNames(document: VNode): VNode {
  try {
    return withNames(document)
  } catch {
    return document
  }
}

function documentResponse(document: VNode, status = 200): Response {
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  return new Response(`<!DOCTYPE html>${renderToString(document)}`, { status, headers })
}
