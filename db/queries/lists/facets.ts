import { LIVELY_QUEUES, QUEUES, type Queue } from '../../../lib/review/queue'
import { QUIET_MS, SERIES_STATES, type SeriesStateKind } from '../../../lib/review/states'
import type { Db } from '../../open'
import type { SeriesListView, TurnView } from '../views'
import { type FilterSql, type Parameters, type SeriesFilter, TURNS, WHYS } from './filter'

interface CountRow {
  readonly state: SeriesStateKind
  readonly turn: TurnView['whose']
  readonly why: TurnView['why']
  readonly queue: Queue
  readonly all: number
  readonly old: number
}

/** What is counted, where it was asked for. */
interface Asked {
  readonly state: SeriesStateKind | undefined
  readonly turn: TurnView['whose'] | undefined
  readonly why: TurnView['why'] | undefined
  readonly group: Queue | undefined
}

interface Facets extends Pick<SeriesListView, 'total' | 'states' | 'turns' | 'groups' | 'whys'> {
  /** Why the series of one group wait. */
  readonly whysOf: (group: Queue) => SeriesListView['whys']
}

/** How many series match in all, and how many have each value of what is counted, whatever value of it was asked for. */
export function countFacets(db: Db, sql: FilterSql, filter: SeriesFilter, newestMs: number): Facets {
  const rows = db
    .prepare<Parameters, CountRow>(
      `SELECT series.state, series.turn, series.turn_why AS why, series.queue, count(*) AS "all", sum(series.last_ms < @quietBefore) AS old
       FROM ${sql.from} WHERE ${sql.where} GROUP BY series.state, series.turn, series.turn_why, series.queue`,
    )
    .all({ ...sql.parameters, quietBefore: newestMs - QUIET_MS })
  const counted = rows.flatMap(({ queue, all, old, ...row }) => {
    const quiet = LIVELY_QUEUES.includes(queue) ? old : 0
    return [
      { ...row, group: queue, size: all - quiet },
      { ...row, group: 'quiet' as const, size: quiet },
    ]
  })
  const { state, turn, why, group } = filter
  const sum = (asked: Asked): number =>
    counted
      .filter(
        (one) =>
          (asked.state ?? one.state) === one.state &&
          (asked.turn ?? one.turn) === one.turn &&
          (asked.why ?? one.why) === one.why &&
          (asked.group ?? one.group) === one.group,
      )
      .reduce((total, { size }) => total + size, 0)
  const facet = <Value extends string>(values: readonly Value[], count: (value: Value) => number) =>
    values.map((value) => ({ value, count: count(value) })).filter((one) => one.count > 0)
  return {
    total: sum({ state, turn, why, group }),
    states: facet(SERIES_STATES, (value) => sum({ state: value, turn, why, group })),
    turns: facet(TURNS, (value) => sum({ state, turn: value, why, group })),
    groups: facet(QUEUES, (value) => sum({ state, turn, why, group: value })),
    whys: facet(WHYS, (value) => sum({ state, turn, why: value, group })),
    whysOf: (one) => facet(WHYS, (value) => sum({ state, turn, why: value, group: one })),
  }
}
