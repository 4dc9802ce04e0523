import type { FindingView, IssueView, SeriesDocument } from '../../db/queries/views'

/** Shown elsewhere: what nobody announced stands in the changelog, stale tags and open remarks with their reviewers. */
const ELSEWHERE: readonly FindingView['kind'][] = ['unannounced-change', 'stale-tag', 'open-remark']

/** What the audit found about tags. */
export function auditFindings({ audit }: Pick<SeriesDocument, 'audit'>): FindingView[] {
  return audit.filter(({ kind }) => !ELSEWHERE.includes(kind))
}

/** What is wrong with the mails; the clock of the author is told beside the date of each version. */
export function mailIssues({ issues }: Pick<SeriesDocument, 'issues'>): IssueView[] {
  return issues.filter(({ code }) => code !== 'date-skew')
}
