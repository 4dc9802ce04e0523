import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import type { SeriesStateKind } from '../../../lib/review/states'
import type { Db } from '../../open'
import { person } from '../format'
import type { PullAuthorView, PulledSeriesView } from './pullViews'

interface SeriesRow {
  readonly key: string
  readonly title: string
  readonly author_name: string
  readonly author_email: string
  readonly state: SeriesStateKind
  readonly label: string
  readonly total: number
}

/** The series that patches of a request were posted in, by their first patch in it, each with what has become of it and the version that was asked to be pulled. */
export function listPulledSeries(db: Db, shortlog: readonly PullAuthorView[]): PulledSeriesView[] {
  const select = db.prepare<{ key: string }, SeriesRow>(
    `SELECT series.key, series.title, series.author_name, series.author_email, series.state, versions.label, versions.total
     FROM series JOIN versions ON versions.series = series.id WHERE series.key = @key ORDER BY versions.position DESC LIMIT 1`,
  )
  const total = db
    .prepare<{ key: string; label: string }, number>(
      `SELECT versions.total FROM series JOIN versions ON versions.series = series.id
       WHERE series.key = @key AND versions.label = @label`,
    )
    .pluck()
  const origins = shortlog.flatMap(({ patches }) => patches.flatMap(({ original }) => original ?? []))
  return [...groupBy(origins, ({ series, version }) => `${series}\n${version}`).values()].flatMap((own) => {
    const { series: key, version } = at(own, 0)
    const row = select.get({ key })
    if (row === undefined) return []
    return {
      id: row.key,
      title: row.title,
      author: person(row.author_name, row.author_email),
      state: row.state,
      version,
      patches: own.map(({ number }) => number).sort((a, b) => a - b),
      total: total.get({ key, label: version }) ?? row.total,
      newest: row.label,
    }
  })
}
