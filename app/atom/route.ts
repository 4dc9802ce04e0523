import { download } from '../_handlers/download'
import { checkFilters } from '../_handlers/filters'
import { seriesEntry } from '../_model/feedEntries'
import { feedResponse } from '../_model/feedResponse'
import { FILTER_NAMES, type FilterName, filterHref, LATER_FILTERS } from '../_model/filters'
import { listFeed } from '../data'

/** The series that match the filters, as on the front page. */
export const GET = download('/atom', ({ query }) => {
  const { values, filter } = checkFilters(query)
  const set = FILTER_NAMES.flatMap((name) => (values[name] === undefined ? [] : [`${name} ${values[name]}`]))
  return feedResponse({
    identity: ['feed', JSON.stringify(FILTER_NAMES.flatMap((name) => identityOf(name, values[name])))],
    title: set.length === 0 ? 'Patch series' : `Patch series: ${set.join(', ')}`,
    self: filterHref('/atom', values),
    page: filterHref('/', values),
    entries: listFeed(filter).map(seriesEntry),
  })
})

/** Part of what names a feed for good: filters that came later count only where they are set. */
function identityOf(name: FilterName, value: string | undefined): string[] {
  if (!LATER_FILTERS.includes(name)) return [value ?? '']
  return value === undefined ? [] : [`${name} ${value}`]
}
