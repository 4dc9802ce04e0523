import { compareText } from '../../../lib/byTime'
import type { Db } from '../../open'
import { getPerson } from '../people/person'
import { getHeadline } from '../review/headline'
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

/** The series that match, newest activity first, at most one page of them, each with what its newest version changed. */
export function listFeed(db: Db, filter: SeriesFilter): FeedSeriesView[] {
  return listSeries(db, filter).rows.flatMap(openAddNewest(db))
}

/** The series that a person takes part in and those that are waiting on them, newest activity first, with where they stand; undefined for an address in no series. */
export function listPersonFeed(
  db: Db,
  address: string,
): { readonly name: string; readonly series: readonly PersonFeedView[] } | undefined {
  const view = getPerson(db, address)
  if (view === undefined) return undefined
  // Whoever applies patches has to apply some in whose discussion they never wrote.
  const waiting = view.duties.flatMap(({ series }) => series)
  const all = new Map([...waiting, ...view.series].map((one) => [one.row.id, one]))
  const series = [...all.values()]
    .map(({ row, own, standings, asked }) => ({ ...row, own, standings, asked }))
    .sort((a, b) => compareText(b.lastActivity, a.lastActivity))
  return { name: view.person.name, series: series.flatMap(openAddNewest(db)) }
}

/** Adds to a series what its newest version changed. */
function openAddNewest(db: Db) {
  const select = db.prepare<{ key: string }, NewestRow>(
    `SELECT series.id, versions.position, versions.key, versions.label, versions.total
     FROM series JOIN versions ON versions.series = series.id
     WHERE series.key = @key ORDER BY versions.position DESC LIMIT 1`,
  )
  const changes = db.prepare<{ series: number; version: number }, ChangeCount>(
    `SELECT change, count(*) AS size FROM cells
     WHERE series = @series AND version = @version GROUP BY change`,
  )
  return <Row extends { readonly id: string }>(row: Row) => {
    const newest = select.get({ key: row.id })
    if (newest === undefined) return []
    const { id, position, key, label, total } = newest
    return [
      {
        ...row,
        newest: { key, label, total, first: position === 1 },
        changes: changes.all({ series: id, version: position }),
        headline: getHeadline(db, id),
        sums: getStandingSums(db, id, total),
      },
    ]
  }
}
