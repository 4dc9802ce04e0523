import type { PersonDetail, PersonSeriesView } from '../../../db/queries/views'
import { sinceHref } from '../../_model/href'

/** Leads to what changed since a person reviewed a series. The script puts the same link into the row of the series on the front page. */
export function SinceLink({ id, person }: { readonly id: string; readonly person: PersonDetail }) {
  return (
    <a href={sinceHref(id, person.emails[0] ?? '')} data-since="">
      what changed since their review
    </a>
  )
}

/** Whether something may have changed since a person reviewed a series of others: they spoke about an older version, or the author replied. */
export function hasOlderReview({ row, own, standings, again }: PersonSeriesView): boolean {
  const newest = row.versionLabels.at(-1)
  const { stale, addressed, answered } = again
  return !own && (standings.some(({ sinceLabel }) => sinceLabel !== newest) || stale + addressed + answered > 0)
}
