import { patchNumber } from '../../../lib/patchNumber'
import { isApplied } from '../../../lib/review/states'
import type { Db } from '../../open'
import { isoTime } from '../format'
import type { FixView } from '../views'
import { type FindPostings, openFindPostings, POSTING_COLUMNS, POSTING_JOINS, type Posting, toOther } from './postings'

interface FixRow extends Posting {
  /** The title of the commit that is fixed or reverted. */
  readonly value: string
  readonly text: string
  /** The subject of the mail that fixes or reverts it. */
  readonly subject: string
}

const MAX_ROWS = 500

/** Whether the subject of a patch says that it takes another one back: `virtio: Revert "virtio: find_vqs() add arg sizes"`. */
function isRevert(subject: string): boolean {
  return /(?:^|[\]:] ?)(?:partially )?revert(?:s|ed)? ["“]/i.test(subject)
}

/**
 * Patches of other series that fix or revert patches of this one, and patches of other series that patches of this one fix or revert, by the title in
 * `Fixes: <hash> ("title")` or in the subject `Revert "title"`. Years may lie between the two, so the title is looked up on each call. A fix that was posted in several
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
  { text, subject, order_ms }: FixRow,
): FixView {
  return {
    direction,
    kind: isRevert(subject) ? 'reverts' : 'fixes',
    posted: isoTime(order_ms),
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

/**
 * What patches of other series fix or revert: titles of this one. A revert that has a `Fixes:` line too is given once. Here and below, CROSS JOIN and the index
 * make SQLite begin with the mails of the series: it would begin with all mentions of one kind.
 */
function listFixesOf(db: Db, series: number): FixRow[] {
  const fixes = db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT DISTINCT mentions.value, mentions.text, far_mail.subject, ${POSTING_COLUMNS}
       FROM places CROSS JOIN mentions AS own INDEXED BY mentions_by_message ON own.message = places.message AND own.kind = 'title'
            CROSS JOIN mentions ON mentions.kind = 'fixes' AND mentions.value = own.value
            JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
       WHERE places.series = @series AND far.series <> @series ORDER BY far.order_ms, far_mail.key LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
  const reverts = db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT DISTINCT own.value, far_mail.subject AS text, far_mail.subject, ${POSTING_COLUMNS}
       FROM places CROSS JOIN mentions AS own INDEXED BY mentions_by_message ON own.message = places.message AND own.kind = 'title'
            CROSS JOIN mentions ON mentions.kind = 'title' AND mentions.value = 'revert "' || own.value || '"'
            JOIN places AS far ON far.message = mentions.message ${POSTING_JOINS}
       WHERE places.series = @series AND far.series <> @series ORDER BY far.order_ms, far_mail.key LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
  return withoutRepeats(fixes, reverts)
}

/** What patches of this series fix or revert. */
function listOwnFixes(db: Db, series: number): FixRow[] {
  const fixes = db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT mentions.value, mentions.text, far_mail.subject, ${POSTING_COLUMNS}
       FROM places AS far CROSS JOIN mentions INDEXED BY mentions_by_message ON mentions.message = far.message AND mentions.kind = 'fixes' ${POSTING_JOINS}
       WHERE far.series = @series ORDER BY far_version.position, far.number, mentions.value LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
  const reverts = db
    .prepare<{ series: number; limit: number }, FixRow>(
      `SELECT substr(mentions.value, 9, length(mentions.value) - 9) AS value, far_mail.subject AS text, far_mail.subject, ${POSTING_COLUMNS}
       FROM places AS far CROSS JOIN mentions INDEXED BY mentions_by_message ON mentions.message = far.message AND mentions.kind = 'title' ${POSTING_JOINS}
       WHERE far.series = @series AND mentions.value LIKE 'revert "%"' ORDER BY far_version.position, far.number LIMIT @limit`,
    )
    .all({ series, limit: MAX_ROWS })
  return withoutRepeats(fixes, reverts)
}

function withoutRepeats(fixes: readonly FixRow[], reverts: readonly FixRow[]): FixRow[] {
  const known = new Set(fixes.map(({ message, value }) => `${message} ${value}`))
  return [...fixes, ...reverts.filter(({ message, value }) => !known.has(`${message} ${value}`))]
}
