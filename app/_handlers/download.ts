import { textResponse } from '../_model/respond'
import { MboxLimit } from '../data'
import { type Asked, createHandler, type Handler, Refusal } from './handler'
import type { Route } from './routes'

/** The handler of a file, a feed or a redirect: a failure is one line of plain text. */
export function download<Path extends Route>(
  route: Path,
  answer: (asked: Asked<Path>) => Response | Promise<Response>,
): Handler<Path> {
  return createHandler(route, answer, (status, message) => textResponse(`${message}\n`, status))
}

/** An mbox that a query assembles; one that is too large to be sent is answered like one that does not exist. */
export function limited<Mbox>(assemble: () => Mbox): Mbox {
  try {
    return assemble()
  } catch (error) {
    if (error instanceof MboxLimit) throw new Refusal(404, error.message)
    throw error
  }
}
