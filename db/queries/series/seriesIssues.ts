import type { Db } from '../../open'
import type { IssueView } from '../views'

type IssueRow = [code: string, text: string, message: string, version: string, number: number]

/** What is wrong with the covers and patches of a series, in the order of versions and patches; replies are left to their own pages. */
export function listIssues(db: Db, series: number): IssueView[] {
  return db
    .prepare<[number], IssueRow>(
      `SELECT code, issues.text, messages.key AS message, versions.label AS version, number
       FROM places JOIN issues USING (message) JOIN messages ON messages.id = places.message
            JOIN versions ON versions.series = places.series AND position = places.version
       WHERE places.series = ? AND kind IN ('cover', 'patch') ORDER BY position, number, issues.rowid`,
    )
    .raw()
    .all(series)
    .map(([code, text, messageId, version, patch]) => ({ code, text, messageId, version, patch }))
}
