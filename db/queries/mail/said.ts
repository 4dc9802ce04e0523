import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { patchNumber } from '../../../lib/patchNumber'
import { vouches, waits } from '../../../lib/review/positions'
import { reportsRegression, severityOf } from '../../../lib/review/severity'
import { quotedTag } from '../../../lib/review/tag'
import type { Db } from '../../open'
import { ASKED_COLUMNS, type AskedRow, openAsked, openLabels } from '../review/asked'
import { openNumbers, patchesOf, type SeriesNumbers } from '../review/patchRuns'
import type { AskedView, SaidView } from '../views'

interface PositionRow extends Pick<SaidView, 'position' | 'rule' | 'quote' | 'line' | 'scope'> {
  readonly patch: number | null
  readonly comment: number | null
  readonly unclear: number
  readonly fits: number
}

interface StandingRow extends Pick<SaidView, 'position' | 'quote'> {
  readonly series: number
  readonly patch: number | null
  readonly last: number | null
  readonly status: SaidView['statuses'][number]['status']
}

/** The positions found in one mail (by row id), by line, each once with the patches it is about and what became of it. */
export function listSaid(db: Db, message: number): SaidView[] {
  const rows = db
    .prepare<{ message: number }, PositionRow>(
      `SELECT position, rule, quote, line, patch, comment, scope, unclear, fits FROM positions
       WHERE message = @message ORDER BY line, ordinal`,
    )
    .all({ message })
  const fatesOf = listTagFates(db, message)
  const outcomes = listOutcomes(db, message)
  return [...groupBy(rows, ({ line, position }) => `${line} ${position}`).values()].map((group) => {
    const { rule, quote, line, comment, scope, unclear, fits, ...row } = at(group, 0)
    const asked = comment === null ? undefined : outcomes.get(comment)
    // "Yes, these should be merged." discusses, and asks for what the comment that it agrees with asks for.
    const position = asked?.quote === quote && !waits(row.position) ? asked.position : row.position
    const statuses = waits(position) ? [] : (fatesOf.get(`${position}\n${quote}`) ?? [])
    return {
      position,
      severity: severityOf(position, quote),
      tag: vouches(position) === null ? null : (quotedTag(quote) ?? null),
      regression: reportsRegression(position, quote),
      rule,
      quote,
      line,
      fits: fits === 1,
      patches: listPatches(group),
      scope,
      scopeUnclear: unclear === 1,
      statuses,
      outcome: waits(position) ? (asked ?? null) : null,
    }
  })
}

/** What became of the tags of a mail, by position and quote. */
function listTagFates(db: Db, message: number): ReadonlyMap<string, SaidView['statuses']> {
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
  return new Map(
    [...groupBy(standings, ({ position, quote }) => `${position}\n${quote}`)].map(([key, fates]) => [
      key,
      [...groupBy(fates, ({ status }) => status)].map(([status, same]) => ({ status, patches: listPatches(same) })),
    ]),
  )
}

/** What became of the review comments of a mail, by their first line. */
function listOutcomes(db: Db, message: number): ReadonlyMap<number, AskedView> {
  const toAsked = openAsked(db, openLabels(db))
  const rows = db
    .prepare<{ message: number }, AskedRow & { readonly line: number }>(
      `SELECT remarks.line, ${ASKED_COLUMNS} FROM remarks WHERE remarks.message = @message`,
    )
    .all({ message })
  return new Map(
    rows.flatMap((row) => {
      const asked = toAsked(row)
      return asked === null ? [] : [[row.line, asked] as const]
    }),
  )
}

function listPatches(rows: readonly { readonly patch: number | null }[]): number[] {
  return [...new Set(rows.flatMap(({ patch }) => (patch === null ? [] : patchNumber(patch))))]
}
