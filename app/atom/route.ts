import { download } from '../_handlers/download'
import { badRequest } from '../_handlers/handler'
import { seriesEntry } from '../_model/feedEntries'
import { feedResponse } from '../_model/feedResponse'
import { FILTER_NAMES, filterHref, readFilters } from '../_model/filters'
import { listFeed } from '../data'

/** The series that match the filters, as on the front page. */
export const GET = download('/atom', ({ query }) => {
  const { values, filter } = readFilters(query)
  if (filter === undefined) return badRequest('state, turn or age has an unknown value')
  const set = FILTER_NAMES.flatMap((name) => (values[name] === undefined ? [] : [`${name} ${values[name]}`]))
  return feedResponse({
    identity: ['feed', JSON.stringify(FILTER_NAMES.map((name) => values[name] ?? ''))],
    title: set.length === 0 ? 'Patch series' : `Patch series: ${set.join(', ')}`,
    self: filterHref('/atom', values),
    page: filterHref('/', values),
    entries: listFeed(filter).map(seriesEntry),
  })
})
