import type { Db } from '../../open'
import { readList } from '../format'
import type { PersonDetail } from '../views'

/** The people of a series; their place in the list is their number within the series. */
export function listPeople(db: Db, series: number): PersonDetail[] {
  return db
    .prepare<{ series: number }, { name: string; emails: string }>(
      'SELECT name, emails FROM people WHERE series = @series ORDER BY person',
    )
    .all({ series })
    .map(({ name, emails }) => ({ name, emails: readList(emails) }))
}
