import { type CountedStanding, type StandingSums, sumStandings } from '../../../lib/review/sums'
import type { Db } from '../../open'
import type { StandingView } from '../views'

interface StandingRow extends Pick<StandingView, 'patch' | 'position' | 'status' | 'quote'> {
  readonly message: number
  readonly answered: number
}

/** The standings of a series in numbers. `total` is the number of patches of the newest version. A list asks this for each of its rows. */
export function getStandingSums(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<{ series: number }, StandingRow>(
      'SELECT patch, position, status, message, quote, answered FROM standings WHERE series = @series ORDER BY ordinal',
    )
    .all({ series })
  return sumStandings(
    rows.map((row) => toCounted(row, row.message, row.answered === 1)),
    total,
  )
}

/** The same for standings that were read already. */
export function sumViews(standings: readonly StandingView[], total: number): StandingSums {
  return sumStandings(
    standings.map((view) => toCounted(view, view.messageId, view.answered)),
    total,
  )
}

function toCounted(
  { patch, position, status, quote }: Pick<StandingView, 'patch' | 'position' | 'status' | 'quote'>,
  message: number | string,
  answered: boolean,
): CountedStanding {
  return { patch, position, status, answered, sentence: `${message} ${position} ${quote}` }
}
