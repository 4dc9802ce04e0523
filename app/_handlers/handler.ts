import { checkMessageId, refuseMessageId } from '../_model/messageIdParam'
import { type Params, type Query, type Route, readQuery } from './routes'

/** The parameters of a request, decoded and checked. */
export interface Asked<Path extends Route> {
  /** Decoded; a Message-ID or mail address is without angle brackets. */
  readonly params: Params<Path>
  readonly query: Query<Path>
}

/** A route handler as Next and the tests call it. A route without parameters is called with the request alone. */
export type Handler<Path extends Route> = (
  request: Request,
  ...context: keyof Params<Path> extends never ? unknown[] : [{ readonly params: Promise<Params<Path>> }]
) => Promise<Response>

/** What can be wrong with a request: the address is bad (400), nothing has this address (404), or what it asks for is too large (413). */
export type ErrorStatus = 400 | 404 | 413

/** Thrown when a request cannot be answered. Feeds, files and JSON show the message; pages have a text of their own. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  constructor(
    readonly status: ErrorStatus,
    message: string,
  ) {
    super(message)
  }
}

/** Answers 400; the message says what the address should have. */
export function badRequest(message: string): never {
  throw new RequestError(400, message)
}

/** Answers 404; `what` names what is missing: "series or version". */
export function notFound(what = 'mail or series'): never {
  throw new RequestError(404, `no such ${what} here`)
}

/** The result of a query; answers 404 if it is undefined. */
export function found<Value>(value: Value | undefined, what?: string): Value {
  return value === undefined ? notFound(what) : value
}

/**
 * Creates the handler of a route. If the address is bad, nothing is found or `answer` throws, `explain` describes the failure
 * in the format of the route; `url` is what was asked for. Unexpected errors go to the server's log.
 */
export function createHandler<Path extends Route>(
  route: Path,
  answer: (asked: Asked<Path>) => Response | Promise<Response>,
  explain: (status: ErrorStatus | 500, message: string, url: URL) => Response,
): Handler<Path> {
  return async (request, ...[context]) => {
    const url = new URL(request.url)
    try {
      const params = await readParams<Path>(context)
      return await answer({ params, query: readQuery(route, url.searchParams) })
    } catch (error) {
      if (error instanceof RequestError) return explain(error.status, error.message, url)
      console.error(error)
      return explain(500, 'something went wrong', url)
    }
  }
}

/** Parameters that hold a Message-ID or a mail address. */
const ADDRESSES = ['id', 'list', 'address']

/** The parameters as Next passes them. They have the names in `Path`, because a route is named after the folder of its file. */
async function readParams<Path extends Route>(context: unknown): Promise<Params<Path>> {
  const given = context as { readonly params: Promise<Readonly<Record<string, unknown>> | undefined> } | undefined
  const entries = Object.entries((await given?.params) ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, checkParam(name, value)])) as Params<Path>
}

function checkParam(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !ADDRESSES.includes(name)) return value
  return checkMessageId(value) ?? badRequest(refuseMessageId(value))
}
