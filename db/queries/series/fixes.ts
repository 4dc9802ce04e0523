import type { SeriesStateKind } from '../../../lib/review/states'
import type { Db } from '../../open'
import type { FixView } from '../views'
import { type FindPostings, openFindPostings, POSTING_COLUMNS, POSTING_JOINS, type Posting, toOther } from './postings'

interface FixRow extends Posting {
  readonly value: string
  readonly text: string
}

const APPLIED: readonly SeriesStateKind[] = ['applied', 'partly-applied', 'regression-reported']
const MAX_ROWS = 500

/**
 * Patches elsewhere that mend patches of this series, and patches elsewhere that patches of this series mend, by the title that
 * `Fixes: <hash> ("title")` names: years may lie between the two, so the title is looked up by index when it is asked for.
 * Of the versions of a fix the newest is given. False positives: two commits of one title.
 */
export function listFixes(db: Db, series: number): FixView[] {
  const find = openFindPostings(db)
  const by = listFixesOf(db, series).flatMap((fix) => {
    const target = chooseMended(fix, find)
    return target?.series === series ? [toView('by', target, fix, target, fix)] : []
  })
  const of = listOwnFixes(db, series).flatMap((fix) => {
    const target = chooseMended(fix, find)
    return target === undefined ? [] : [toView('of', fix, target, target, fix)]
  })
  return [...newest(by), ...newest(of)]
}

/** What was posted before the fix: what is known to be applied before all else, then the newest. */
function chooseMended(fix: FixRow, find: FindPostings): Posting | undefined {
  const before = find('title', fix.value).filter(
    ({ series, order_ms }) => series !== fix.series && order_ms < fix.order_ms,
  )
  return before.findLast(({ state }) => APPLIED.includes(state)) ?? before.at(-1)
}

function toView(
  direction: FixView['direction'],
  own: Posting,
  other: Posting,
  target: Posting,
  { text }: FixRow,
): FixView {
  return {
    direction,
    version: own.version,
    patch: own.number,
    text,
    other: { ...toOther(other), patch: other.number },
    applied: APPLIED.includes(target.state),
  }
}

/** Of a series that fixes the same commit in several versions, its newest version stands for all; rows come in their order. */
function newest(fixes: readonly FixView[]): FixView[] {
  const versionOf = (fix: FixView) => (fix.direction === 'by' ? fix.other.version : fix.version)
  const key = (fix: FixView) => `${fix.other.id} ${fix.text}`
  const last = new Map(fixes.map((fix) => [key(fix), versionOf(fix)]))
  return fixes.filter((fix) => last.get(key(fix)) === versionOf(fix))
}

function listFixesOf(db: Db, series: number): FixRow[] {
  return db
    .prepare<[number, number], FixRow>(
      `SELECT DISTINCT mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM places JOIN mentions AS own ON own.message = places.message AND own.kind = 'title'
            JOIN mentions ON mentions.kind = 'fixes' AND mentions.value = own.value
            JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
       WHERE places.series = ? AND far.series <> ? ORDER BY far.order_ms, far_mail.key LIMIT ${MAX_ROWS}`,
    )
    .all(series, series)
}

function listOwnFixes(db: Db, series: number): FixRow[] {
  return db
    .prepare<[number], FixRow>(
      `SELECT mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM places AS far JOIN mentions ON mentions.message = far.message AND mentions.kind = 'fixes' ${POSTING_JOINS}
       WHERE far.series = ? ORDER BY far_version.position, far.number, mentions.value LIMIT ${MAX_ROWS}`,
    )
    .all(series)
}
