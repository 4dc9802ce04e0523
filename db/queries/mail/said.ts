import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { severityOf } from '../../../lib/review/severity'
import type { Db } from '../../open'
import { openNumbers, patchesOf, type SeriesNumbers } from '../review/patchRuns'
import type { SaidView } from '../views'

interface PositionRow extends Pick<SaidView, 'position' | 'rule' | 'quote' | 'line'> {
  readonly patch: number | null
  readonly fits: number
}

interface StandingRow extends Pick<SaidView, 'position' | 'quote'> {
  readonly series: number
  readonly patch: number | null
  readonly last: number | null
  readonly status: SaidView['statuses'][number]['status']
}

/** The positions found in one mail (by row id), by line, each once with the patches it is about and what became of it on each of them. */
export function listSaid(db: Db, message: number): SaidView[] {
  const rows = db
    .prepare<{ message: number }, PositionRow>(
      `SELECT position, rule, quote, line, patch, fits FROM positions
       WHERE message = @message ORDER BY line, ordinal`,
    )
    .all({ message })
  const numbers = new Map<number, SeriesNumbers>()
  const numbersOf = (series: number): SeriesNumbers => {
    const known = numbers.get(series) ?? openNumbers(db, series)
    numbers.set(series, known)
    return known
  }
  const standings = db
    .prepare<{ message: number }, StandingRow>(
      'SELECT series, position, quote, patch, "last", status FROM standings WHERE message = @message ORDER BY ordinal',
    )
    .all({ message })
    .flatMap((row) => patchesOf(row, numbersOf(row.series).newest).map((patch) => ({ ...row, patch })))
  const fatesOf = groupBy(standings, ({ position, quote }) => `${position}\n${quote}`)
  return [...groupBy(rows, ({ line, position }) => `${line} ${position}`).values()].map((group) => {
    const { position, rule, quote, line, fits } = at(group, 0)
    const fates = fatesOf.get(`${position}\n${quote}`) ?? []
    const statuses = [...groupBy(fates, ({ status }) => status)].map(([status, same]) => ({
      status,
      patches: listPatches(same),
    }))
    const severity = severityOf(position, quote)
    return { position, severity, rule, quote, line, fits: fits === 1, patches: listPatches(group), statuses }
  })
}

function listPatches(rows: readonly { readonly patch: number | null }[]): number[] {
  return rows.flatMap(({ patch }) => patch ?? [])
}
