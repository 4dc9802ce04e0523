import type { IssueView, SeriesDocument } from '../../../db/queries/views'
import { mailIssues } from '../../_model/findings'
import { messageHref } from '../../_model/href'
import { visible } from '../../_model/visible'

/** Mails that one sentence names. */
const MAX_MAILS = 30

/** What is wrong with the mails of the series; the same sentence about many mails is said once. */
export function Issues({ series }: { readonly series: SeriesDocument }) {
  return (
    <ul className="findings">
      {groupByText(mailIssues(series)).map(([text, issues]) => (
        <li key={text}>
          {visible(text)}{' '}
          <span className="findings-evidence">
            {issues.slice(0, MAX_MAILS).map(({ messageId, version, patch }, index) => (
              <span key={messageId}>
                {index === 0 ? '' : ', '}
                <a href={messageHref(messageId)}>
                  {version} {patch === 0 ? 'cover' : `patch ${patch}`}
                </a>
              </span>
            ))}
            {issues.length > MAX_MAILS ? ` and ${issues.length - MAX_MAILS} more` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}

function groupByText(issues: readonly IssueView[]): [string, IssueView[]][] {
  const groups = new Map<string, IssueView[]>()
  for (const issue of issues) {
    const known = groups.get(issue.text)
    if (known === undefined) groups.set(issue.text, [issue])
    else known.push(issue)
  }
  return [...groups]
}
