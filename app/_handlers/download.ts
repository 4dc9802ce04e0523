import { textResponse } from '../_model/respond'
import { MboxLimit } from '../data'
import { type Asked, createHandler, type Handler, RequestError } from './handler'
import type { Route } from './routes'

/** Creates the handler of a file, a feed or a redirect. A failure is sent as one line of plain text. */
export function download<Path extends Route>(
  route: Path,
  answer: (asked: Asked<Path>) => Response | Promise<Response>,
): Handler<Path> {
  return createHandler(route, answer, (status, message) => textResponse(`${message}\n`, status))
}

/** Assembles an mbox; answers 413 with the reason if it would be too large. */
export function limited<Mbox>(assemble: () => Mbox): Mbox {
  try {
    return assemble()
  } catch (error) {
    if (error instanceof MboxLimit) throw new RequestError(413, error.message)
    throw error
  }
}
