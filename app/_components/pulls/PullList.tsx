import type { PullSummary } from '../../../db/queries/views'
import { pullHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { CommitLink } from '../commits/CommitParts'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { PullStateMark, STATE_WORDS } from './PullStateMark'

/** A list of pull requests, each with its day, title, sender, repository and state. */
export function PullList({ rows, level = 2 }: { readonly rows: readonly PullSummary[]; readonly level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ol>
      {rows.map((pull) => (
        <li className="list-row">
          <p className="list-when">
            <Time iso={pull.date} />
          </p>
          <div>
            <Heading className="list-title">
              <a href={pullHref(pull.id)}>{visible(pull.title) || '(no title)'}</a>
            </Heading>
            <p className="list-meta">
              <span className="list-author">
                <PersonLink person={pull.from} />
              </span>
              <span>{count(pull.patches, 'patch', 'patches')}</span>
            </p>
            {pull.url === null ? null : (
              <p className="pulls-place">
                <bdi>{visible(pull.ref === null ? pull.url : `${pull.url} ${pull.ref}`)}</bdi>
              </p>
            )}
          </div>
          <div className="list-standing">
            <p className="list-state">
              <PullStateMark state={pull.state} /> {STATE_WORDS[pull.state]}
              {pull.commit === null ? null : (
                <>
                  {' '}
                  as <CommitLink sha={pull.commit.sha} />
                </>
              )}
            </p>
            {pull.series.length === 0 ? null : (
              <p>patches of {count(pull.series.length, 'series', 'series')} archived here</p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
