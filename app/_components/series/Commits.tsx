import type { CommitView, SeriesDocument } from '../../../db/queries/views'
import { groupBy } from '../../../lib/groupBy'
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
          <ol className="commits-list">
            {commits.map((commit) => (
              <Commit commit={commit} />
            ))}
          </ol>
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

function Commit({ commit }: { readonly commit: CommitView }) {
  const { patch, messageId, title, sha, by, trailersAdded, namers, url } = commit
  return (
    <li className="commits-commit">
      <span className="commits-number">{patch}</span>
      <div className="commits-body">
        <p>
          <CommitLink sha={sha} /> {visible(title)}
        </p>
        <p className="commits-quiet">
          <Committed commit={commit} />
          {url === null ? null : ' · '}
          <ForgeLink url={url} />
        </p>
        <p>
          <Changed commit={commit} />{' '}
          <span className="commits-quiet">
            · tied to <a href={messageHref(messageId)}>the mail</a> {TIE_WORDS[by]}
          </span>
        </p>
        {/* The link to the mail is said above. */}
        <AddedTrailers trailers={trailersAdded.filter((trailer) => !trailer.includes(messageId))} />
        <Namers namers={namers} words={NAMER_WORDS} />
      </div>
    </li>
  )
}
