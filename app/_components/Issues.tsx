import type { IssueView, SeriesDocument } from '../../db/queries/views'
import { messageHref } from '../_model/href'
import { visible } from '../_model/visible'
import { count } from '../_model/words'
import styles from './versions.module.css'

/** What is wrong with the mails of the series, folded; nothing when all is well. */
export function Issues({ series }: { readonly series: SeriesDocument }) {
  // The clock of the author is told beside the date of each version.
  const issues = series.issues.filter(({ code }) => code !== 'date-skew')
  if (issues.length === 0) return null
  const groups = groupByText(issues)
  return (
    <details className={styles.issues}>
      <summary>{count(issues.length, 'remark')} on how this mail was read</summary>
      <ul>
        {groups.map(([text, issues]) => (
          <li key={text}>
            {visible(text)}{' '}
            <span className={styles.evidence}>
              {issues.map(({ messageId, version, patch }, index) => (
                <span key={messageId}>
                  {index === 0 ? '' : ', '}
                  <a href={messageHref(messageId)}>
                    {version} {patch === 0 ? 'cover' : `patch ${patch}`}
                  </a>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The same sentence about many mails is said once. */
function groupByText(issues: readonly IssueView[]): [string, IssueView[]][] {
  const groups = new Map<string, IssueView[]>()
  for (const issue of issues) {
    const known = groups.get(issue.text)
    if (known === undefined) groups.set(issue.text, [issue])
    else known.push(issue)
  }
  return [...groups]
}
