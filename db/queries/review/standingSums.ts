import { type CountedComment, type CountedStanding, type StandingSums, sumStandings } from '../../../lib/review/sums'
import type { Db } from '../../open'
import type { ReviewView, SeriesRemarkView, StandingView } from '../views'
import { openNumbers } from './patchRuns'

interface CommentRow extends Pick<CountedComment, 'position' | 'status'> {
  readonly answered: number
}

/** The standings and comments of a series in numbers. `total` is the number of patches of the newest version. A list asks this for each of its rows. */
export function getStandingSums(db: Db, series: number, total: number): StandingSums {
  const rows = db
    .prepare<{ series: number }, CountedStanding>(
      'SELECT patch, "last", position, status, quote FROM standings WHERE series = @series ORDER BY ordinal',
    )
    .all({ series })
  const comments = db
    .prepare<{ series: number }, CommentRow>(
      'SELECT position, status, answered FROM remarks WHERE series = @series AND status IS NOT NULL',
    )
    .all({ series })
  return sumStandings(
    rows,
    comments.map((row) => ({ ...row, answered: row.answered === 1 })),
    total,
    rows.some(({ last }) => last !== null) ? openNumbers(db, series).newest() : patchesIn(rows),
  )
}

/** The same for standings and comments that were read already. */
export function sumViews(
  { standings, remarks }: Pick<ReviewView, 'standings'> & { readonly remarks: readonly SeriesRemarkView[] },
  total: number,
): StandingSums {
  return sumStandings(
    standings.map((view) => ({ ...view, last: null })),
    remarks,
    total,
    patchesIn(standings),
  )
}

/** The patches that standings are about, ascending. */
function patchesIn(standings: readonly Pick<StandingView, 'patch'>[]): number[] {
  return [...new Set(standings.flatMap(({ patch }) => patch ?? []))].sort((a, b) => a - b)
}
