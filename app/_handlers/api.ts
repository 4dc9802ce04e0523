import { figure } from '../../lib/text'
import { boundedJson } from '../_model/boundedJson'
import { jsonResponse, jsonTextResponse } from '../_model/respond'
import { type Asked, createHandler, type Handler, RequestError } from './handler'
import type { Route } from './routes'

/** Most bytes of an answer. The largest of linux-s390 are 0.7 million for a series and 1.3 million for a page of 50. */
export const MAX_JSON_BYTES = 16 * 1024 * 1024

/**
 * Creates the handler of a JSON endpoint. The result of `answer` is sent as JSON, an iterator as an array; a failure as
 * `{"error": "..."}`. An answer above the limit is refused with status 400 and what to do instead: `narrow`.
 */
export function api<Path extends Route>(
  route: Path,
  answer: (asked: Asked<Path>) => unknown,
  narrow = 'print it with the command that has the option --json, which has no limit',
): Handler<Path> {
  return createHandler(
    route,
    async (asked) => {
      const text = boundedJson(await answer(asked), MAX_JSON_BYTES)
      if (text !== undefined) return jsonTextResponse(text)
      throw new RequestError(400, `longer than the ${figure(MAX_JSON_BYTES)} bytes that an answer may have: ${narrow}`)
    },
    (status, error) => jsonResponse({ error }, status),
  )
}
