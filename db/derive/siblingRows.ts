import { memo } from '../../lib/memo'
import type { Known } from '../../lib/review/known'
import type { Db } from '../open'
import { REGULAR_MONTHS } from './activityRows'

interface SiblingRow {
  readonly other: string
  readonly namer: string
}

/**
 * Prepares finding the other addresses of a person: of one organisation with the same local part, months of mail from either, and a mail by which
 * the other address, or somebody who applies patches, names this one.
 */
export function openSiblings(db: Db, { known, takers }: Known): (mailbox: string) => readonly string[] {
  const some = db.prepare<[], 1>('SELECT 1 FROM siblings LIMIT 1').pluck()
  const select = db.prepare<{ mailbox: string }, SiblingRow>(
    'SELECT DISTINCT siblings.other, siblings.namer FROM siblings WHERE siblings.mailbox = @mailbox ORDER BY siblings.other',
  )
  const countMonths = db
    .prepare<{ mailbox: string }, number>(
      'SELECT count(DISTINCT activity.month) FROM activity WHERE activity.email = @mailbox',
    )
    .pluck()
  const isConfigured = db
    .prepare<{ mailbox: string }, 1>('SELECT 1 FROM maintainers WHERE maintainers.email = @mailbox LIMIT 1')
    .pluck()
  const found = new Map<string, readonly string[]>()
  const find = (mailbox: string): readonly string[] => {
    if (some.get() === undefined) return []
    const rows = select.all({ mailbox })
    if (rows.length === 0 || (countMonths.get({ mailbox }) ?? 0) < REGULAR_MONTHS) return []
    const counts = ({ other, namer }: SiblingRow) =>
      namer === other || known.has(namer) || takers.has(namer) || isConfigured.get({ mailbox: namer }) === 1
    return [...new Set(rows.filter(counts).map(({ other }) => other))]
  }
  return (mailbox) => memo(found, mailbox, () => find(mailbox))
}
