import { type StandingSums, sumStandings } from '../../../lib/review/sums'
import type { Db } from '../../open'
import type { StandingView } from '../views'

type StandingRow = [
  patch: number | null,
  position: StandingView['position'],
  status: StandingView['status'],
  message: number,
  quote: string,
  answered: number,
]

/** What the reviewers of a series hold, in numbers; `total` is the number of patches of the newest version. A list asks this for each of its rows. */
export function getStandingSums(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<[number], StandingRow>(
      'SELECT patch, position, status, message, quote, answered FROM standings WHERE series = ? ORDER BY ordinal',
    )
    .raw()
    .all(series)
  const standings = rows.map(([patch, position, status, message, quote, answered]) => ({
    patch,
    position,
    status,
    answered: answered === 1,
    sentence: `${message} ${position} ${quote}`,
  }))
  return sumStandings(standings, total)
}

/** The same of standings that were read already. */
export function sumViews(standings: readonly StandingView[], total: number): StandingSums {
  const counted = standings.map(({ messageId, patch, position, status, answered, quote }) => {
    return { patch, position, status, answered, sentence: `${messageId} ${position} ${quote}` }
  })
  return sumStandings(counted, total)
}
