import { type CountedStanding, type StandingSums, sumStandings } from '../../../lib/review/sums'
import type { Db } from '../../open'
import type { StandingView } from '../views'
import { openNumbers } from './patchRuns'

type Counted = Pick<CountedStanding, 'patch' | 'last' | 'position' | 'status'> & Pick<StandingView, 'quote'>

interface StandingRow extends Counted {
  readonly message: number
  readonly answered: number
}

/** The standings of a series in numbers. `total` is the number of patches of the newest version. A list asks this for each of its rows. */
export function getStandingSums(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<{ series: number }, StandingRow>(
      `SELECT patch, "last", position, status, message, quote, answered FROM standings
       WHERE series = @series ORDER BY ordinal`,
    )
    .all({ series })
  return sumStandings(
    rows.map((row) => toCounted(row, row.message, row.answered === 1)),
    total,
    rows.some(({ last }) => last !== null) ? openNumbers(db, series).newest() : patchesIn(rows),
  )
}

/** The same for standings that were read already. */
export function sumViews(standings: readonly StandingView[], total: number): StandingSums {
  return sumStandings(
    standings.map((view) => toCounted({ ...view, last: null }, view.messageId, view.answered)),
    total,
    patchesIn(standings),
  )
}

/** The patches that standings are about, ascending. */
function patchesIn(standings: readonly Pick<StandingView, 'patch'>[]): number[] {
  return [...new Set(standings.flatMap(({ patch }) => patch ?? []))].sort((a, b) => a - b)
}

function toCounted(
  { patch, last, position, status, quote }: Counted,
  message: number | string,
  answered: boolean,
): CountedStanding {
  return { patch, last, position, status, answered, sentence: `${message} ${position} ${quote}` }
}
