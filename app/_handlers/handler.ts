import { checkMessageId } from '../_model/messageId'
import { type Params, type Query, type Route, readQuery } from './routes'

/** What a request asks of a route, read and checked. */
export interface Asked<Path extends Route> {
  /** Decoded; a Message-ID or mail address is without angle brackets. */
  readonly params: Params<Path>
  readonly query: Query<Path>
}

/** A route handler, as Next and the tests call it. Next gives no parameters to a route that has none. */
export type Handler<Path extends Route> = (
  request: Request,
  ...context: keyof Params<Path> extends never ? unknown[] : [{ readonly params: Promise<Params<Path>> }]
) => Promise<Response>

/** What can be wrong with a request: the address is none (400), or nothing is there (404). */
export type RefusedStatus = 400 | 404

/** Ends the work on a request that cannot be answered; the message goes into answers that are not pages. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly status: RefusedStatus,
    message: string,
  ) {
    super(message)
  }
}

/** Answers 400; the message says what the address should have. */
export function refuse(message: string): never {
  throw new Refusal(400, message)
}

/** Answers 404: `what` names what was looked for, as "series or version". */
export function notFound(what = 'mail or series'): never {
  throw new Refusal(404, `no such ${what} here`)
}

/** The value that a query found; answers 404 when it found none. */
export function found<Value>(value: Value | undefined, what?: string): Value {
  return value === undefined ? notFound(what) : value
}

/**
 * A handler of a route from its work. When the address is bad, nothing is found or the work throws, `explain` gives the
 * answer, in the format of the route; what was thrown goes to the server's log.
 */
export function createHandler<Path extends Route>(
  route: Path,
  answer: (asked: Asked<Path>) => Response | Promise<Response>,
  explain: (status: RefusedStatus | 500, message: string) => Response,
): Handler<Path> {
  return async (request, ...[context]) => {
    try {
      const params = await readParams<Path>(context)
      return await answer({ params, query: readQuery(route, new URL(request.url).searchParams) })
    } catch (error) {
      if (error instanceof Refusal) return explain(error.status, error.message)
      console.error(error)
      return explain(500, 'something went wrong')
    }
  }
}

/** Parameters that hold a Message-ID or a mail address. */
const ADDRESSES = ['id', 'list', 'address']

/** The parameters as Next hands them over: they match the route's path, in which the folder of its file is named. */
async function readParams<Path extends Route>(context: unknown): Promise<Params<Path>> {
  const given = context as { readonly params: Promise<Readonly<Record<string, unknown>> | undefined> } | undefined
  const entries = Object.entries((await given?.params) ?? {})
  return Object.fromEntries(entries.map(([name, value]) => [name, checkParam(name, value)])) as Params<Path>
}

function checkParam(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !ADDRESSES.includes(name)) return value
  return checkMessageId(value) ?? refuse('this cannot be a Message-ID or a mail address')
}
