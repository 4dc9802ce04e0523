import type { Db } from '../../open'
import { getPerson } from '../people/person'
import { getStandingSums } from '../review/standingSums'
import type { ChangeCount, FeedSeriesView, PersonFeedView } from '../views'
import type { SeriesFilter } from './filter'
import { listSeries } from './seriesList'

interface NewestRow {
  readonly id: number
  readonly position: number
  readonly key: string
  readonly label: string
  readonly total: number
}

/** The series that fit, newest activity first, at most a page of them, each with what its newest version changed. */
export function listFeed(db: Db, filter: SeriesFilter): FeedSeriesView[] {
  const newest = openNewest(db)
  return listSeries(db, filter).rows.flatMap((row) => {
    const version = newest(row.id)
    return version === undefined ? [] : [{ ...row, ...version }]
  })
}

/** The series a person takes part in, newest activity first, with what they hold; undefined for an address in no series on record. */
export function listPersonFeed(
  db: Db,
  address: string,
): { readonly name: string; readonly series: readonly PersonFeedView[] } | undefined {
  const view = getPerson(db, address)
  if (view === undefined) return undefined
  const newest = openNewest(db)
  const series = view.series.flatMap((row) => {
    const version = newest(row.id)
    if (version === undefined) return []
    return [{ ...row, ...version }]
  })
  return { name: view.person.name, series }
}

function openNewest(db: Db) {
  const select = db.prepare<[string], NewestRow>(
    `SELECT series.id, position, versions.key, label, total FROM series JOIN versions ON versions.series = series.id
     WHERE series.key = ? ORDER BY position DESC LIMIT 1`,
  )
  const changes = db.prepare<[number, number], ChangeCount>(
    'SELECT change, count(*) AS size FROM cells WHERE series = ? AND version = ? GROUP BY change',
  )
  return (key: string) => {
    const row = select.get(key)
    if (row === undefined) return undefined
    return {
      newest: { key: row.key, label: row.label, total: row.total, first: row.position === 1 },
      changes: changes.all(row.id, row.position),
      sums: getStandingSums(db, row.id, row.total),
    }
  }
}
