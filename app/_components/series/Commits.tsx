import type { SeriesDocument } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
import { type CommitGroup, type GroupedCommit, groupCommits } from '../../_model/commitGroups'
import { NAMER_WORDS, TIE_WORDS } from '../../_model/commitWords'
import { messageHref, seriesApiHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { AddedTrailers, Changed, CommitLink, Committed, ForgeLink, Namers } from '../commits/CommitParts'

/** A page shows this many commits. */
const MAX_COMMITS = 200

/** The commits that were made from the patches: where each one is, how it differs from the mail, and what happened to it since. */
export function Commits({ series }: { readonly series: SeriesDocument }) {
  const shown = series.commits.slice(0, MAX_COMMITS)
  const labels = new Map(series.versions.map(({ key, label }) => [key, label]))
  const versions = groupBy(shown, ({ versionKey }) => versionKey)
  const left = series.commits.length - shown.length
  return (
    <>
      {[...versions].map(([key, commits]) => (
        <>
          {versions.size > 1 || key !== series.versions.at(-1)?.key ? (
            <h3 className="commits-version">From {labels.get(key)}</h3>
          ) : null}
          {groupCommits(commits).map((group) => (
            <Group group={group} />
          ))}
        </>
      ))}
      {left === 0 ? null : (
        <p className="commits-quiet">
          And {count(left, 'more commit')}; get all of them as <a href={seriesApiHref(series.id)}>JSON</a>.
        </p>
      )}
    </>
  )
}

function Group({ group: { first, commits, trailers } }: { readonly group: CommitGroup }) {
  return (
    <div className="commits-group">
      <p className="commits-quiet">
        <Committed commit={first} /> · {commits.length > 1 ? 'each tied to its mail' : 'tied to its mail'}{' '}
        {TIE_WORDS[first.by]}
      </p>
      <AddedTrailers trailers={trailers} />
      <ol className="commits-list">
        {commits.map((one) => (
          <Commit {...one} />
        ))}
      </ol>
    </div>
  )
}

function Commit({ commit, trailers }: GroupedCommit) {
  const { patch, messageId, title, sha, namers, url } = commit
  return (
    <li className="commits-commit">
      <span className="commits-number">{patch}</span>
      <div className="commits-body">
        <p className="commits-line">
          <span>
            <CommitLink sha={sha} /> {visible(title)}
          </span>
          <span className="commits-quiet">
            <Changed commit={commit} /> · <a href={messageHref(messageId)}>mail</a>
            {url === null ? null : ' · '}
            <ForgeLink url={url} />
          </span>
        </p>
        <AddedTrailers trailers={trailers} />
        <Namers namers={namers} words={NAMER_WORDS} />
      </div>
    </li>
  )
}
