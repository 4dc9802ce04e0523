import { seriesEntry } from '../_model/feedEntries'
import { feedResponse } from '../_model/feedResponse'
import { FILTER_NAMES, filterHref, readFilters } from '../_model/filters'
import { textResponse } from '../_model/respond'
import { listFeed } from '../data'

export const dynamic = 'force-dynamic'

/** The series that the filters leave, as on the front page. */
export function GET(request: Request): Response {
  const { values, filter } = readFilters(Object.fromEntries(new URL(request.url).searchParams))
  if (filter === undefined) return textResponse('state, turn or age has a value that is none of theirs\n', 400)
  const set = FILTER_NAMES.flatMap((name) => (values[name] === undefined ? [] : [`${name} ${values[name]}`]))
  return feedResponse({
    identity: ['feed', JSON.stringify(FILTER_NAMES.map((name) => values[name] ?? ''))],
    title: set.length === 0 ? 'Patch series' : `Patch series: ${set.join(', ')}`,
    self: filterHref('/atom', values),
    page: filterHref('/', values),
    entries: listFeed(filter).map(seriesEntry),
  })
}
