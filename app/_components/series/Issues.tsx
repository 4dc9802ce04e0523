import type { SeriesDocument } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { messageHref } from '../../_model/href'
import { mailIssues } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'

/** Mails that are listed for one problem. */
const MAX_MAILS = 30

/** What is wrong with the mails of the series, each problem once with all its mails. */
export function Issues({ series }: { readonly series: SeriesDocument }) {
  return (
    <ul className="findings">
      {[...groupBy(mailIssues(series), ({ text }) => text)].map(([text, issues]) => (
        <li>
          {visible(text)}{' '}
          <span className="findings-evidence">
            {issues.slice(0, MAX_MAILS).map(({ messageId, version, patch }, index) => (
              <span>
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
