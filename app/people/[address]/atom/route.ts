import { download } from '../../../_handlers/download'
import { found } from '../../../_handlers/handler'
import { personEntry } from '../../../_model/feedEntries'
import { feedResponse } from '../../../_model/feedResponse'
import { personHref } from '../../../_model/href'
import { listPersonFeed } from '../../../data'

/** The series a person takes part in, with their tags and comments in each. */
export const GET = download('/people/[address]/atom', ({ params: { address } }) => {
  const { name, series } = found(listPersonFeed(address), 'person')
  return feedResponse({
    identity: ['person', address.toLowerCase()],
    title: `${name || address}: series`,
    self: `${personHref(address)}/atom`,
    page: personHref(address),
    entries: series.map(personEntry),
  })
})
