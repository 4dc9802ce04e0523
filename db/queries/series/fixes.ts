import { patchNumber } from '../../../lib/patchNumber'
import { isApplied } from '../../../lib/review/states'
import type { Db } from '../../open'
import type { FixView } from '../views'
import { type FindPostings, openFindPostings, POSTING_COLUMNS, POSTING_JOINS, type Posting, toOther } from './postings'

interface FixRow extends Posting {
  readonly value: string
  readonly text: string
}

const MAX_ROWS = 500

/**
 * Patches of other series that fix patches of this one, and patches of other series that patches of this one fix, by the title in
 * `Fixes: <hash> ("title")`. Years may lie between the two, so the title is looked up on each call. A fix that was posted in several
 * versions is given with its newest. False positives: two commits with the same title.
 */
export function listFixes(db: Db, series: number): FixView[] {
  const find = openFindPostings(db)
  const by = listFixesOf(db, series).flatMap((fix) => {
    const target = chooseFixed(fix, find)
    return target?.series === series ? [toView('by', target, fix, target, fix)] : []
  })
  const of = listOwnFixes(db, series).flatMap((fix) => {
    const target = chooseFixed(fix, find)
    return target === undefined ? [] : [toView('of', fix, target, target, fix)]
  })
  return [...newest(by), ...newest(of)]
}

/** The newest posting before the fix, preferably one that is known to be applied. */
function chooseFixed(fix: FixRow, find: FindPostings): Posting | undefined {
  const before = find('title', fix.value).filter(
    ({ series, order_ms }) => series !== fix.series && order_ms < fix.order_ms,
  )
  return before.findLast(({ state }) => isApplied(state)) ?? before.at(-1)
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
    patch: patchNumber(own.number),
    text,
    other: { ...toOther(other), patch: patchNumber(other.number) },
    applied: isApplied(target.state),
  }
}

/** Keeps the newest version of a series that fixes the same commit in several versions. Expects the rows in the order of versions. */
function newest(fixes: readonly FixView[]): FixView[] {
  const versionOf = (fix: FixView) => (fix.direction === 'by' ? fix.other.version : fix.version)
  const key = (fix: FixView) => `${fix.other.id} ${fix.text}`
  const last = new Map(fixes.map((fix) => [key(fix), versionOf(fix)]))
  return fixes.filter((fix) => last.get(key(fix)) === versionOf(fix))
}

function listFixesOf(db: Db, series: number): FixRow[] {
  return db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT DISTINCT mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM places JOIN mentions AS own ON own.message = places.message AND own.kind = 'title'
            JOIN mentions ON mentions.kind = 'fixes' AND mentions.value = own.value
            JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
       WHERE places.series = @series AND far.series <> @series ORDER BY far.order_ms, far_mail.key LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
}

function listOwnFixes(db: Db, series: number): FixRow[] {
  return db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT mentions.value, mentions.text, ${POSTING_COLUMNS}
       FROM places AS far JOIN mentions ON mentions.message = far.message AND mentions.kind = 'fixes' ${POSTING_JOINS}
       WHERE far.series = @series ORDER BY far_version.position, far.number, mentions.value LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
}
