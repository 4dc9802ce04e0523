import { jsonResponse } from '../_model/respond'
import { type Asked, createHandler, type Handler } from './handler'
import type { Route } from './routes'

/** Creates the handler of a JSON endpoint. The result of `answer` is sent as JSON, a failure as `{"error": "..."}`. */
export function api<Path extends Route>(route: Path, answer: (asked: Asked<Path>) => unknown): Handler<Path> {
  return createHandler(
    route,
    async (asked) => jsonResponse(await answer(asked)),
    (status, error) => jsonResponse({ error }, status),
  )
}
