import type { CommitHeadView, CommitView, NamerView, SightingView } from '../../../db/queries/views'
import { branchWords, changedWords, shortSha } from '../../_model/commitWords'
import { commitHref } from '../../_model/href'
import { withoutAddress } from '../../_model/trailerWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'

/** A commit by its hash: the link leads to its page here. */
export function CommitLink({ sha }: Pick<CommitHeadView, 'sha'>) {
  return (
    <a href={commitHref(sha)}>
      <code>{shortSha(sha)}</code>
    </a>
  )
}

/** The commit on the site of its tree; nothing when that is not known. */
export function ForgeLink({ url }: Pick<SightingView, 'url'>) {
  if (url === null) return null
  return (
    <a href={url} rel="nofollow noopener">
      {new URL(url).host}
    </a>
  )
}

/**
 * Where a commit is or was, who committed it and when: `vfio next, first in v6.1-rc1 · committed by Alex Williamson, 2022-09-22`, or
 * `was in vfio next until 2022-10-01 · committed by ...`.
 */
export function Committed({ commit }: { readonly commit: CommitHeadView }) {
  const { tree, branch, release, gone } = commit
  return (
    <>
      {gone === null ? (
        visible(branchWords(commit))
      ) : (
        <>
          <strong className="commits-gone">
            was in {visible(branchWords({ tree, branch, release: null }))} until{' '}
            <Time iso={gone} what="first missing" />
          </strong>
          {release === null ? null : `, first in ${visible(release)}`}
        </>
      )}{' '}
      · committed by <PersonName person={commit.committer} />, <Time iso={commit.committed} what="committed" />
    </>
  )
}

/** How a commit differs from the mail, with the comparison one click away. */
export function Changed({
  commit,
}: {
  readonly commit: Pick<CommitView, 'sha' | 'changed' | 'compared' | 'squashedWith'>
}) {
  const words = changedWords(commit)
  if (words === '') return <span className="commits-quiet">not compared with the mail yet</span>
  if (commit.changed === null || commit.squashedWith.length > 0) return <span>{words}</span>
  return <a href={`${commitHref(commit.sha)}#code`}>{words}</a>
}

/** The trailers that only the commit has, without the addresses. */
export function AddedTrailers({ trailers }: { readonly trailers: readonly string[] }) {
  if (trailers.length === 0) return null
  return (
    <p>
      <span className="commits-quiet">trailers added:</span> {visible(trailers.map(withoutAddress).join(' · '))}
    </p>
  )
}

/** Most commits of one list. */
const MAX_NAMERS = 20

/** Commits that name another one, or that it names, each with what connects the two. */
export function Namers(props: {
  readonly namers: readonly NamerView[]
  readonly words: Readonly<Record<NamerView['kind'], string>>
}) {
  const { namers, words } = props
  if (namers.length === 0) return null
  return (
    <ul className="commits-namers">
      {namers.slice(0, MAX_NAMERS).map((namer) => (
        <li>
          {words[namer.kind]} <CommitLink sha={namer.sha} /> {visible(namer.title)}{' '}
          <span className="commits-quiet">
            (<Committed commit={namer} />)
          </span>
          {namer.reverted === null ? null : (
            <>
              , reverted there by <CommitLink sha={namer.reverted} />
            </>
          )}
        </li>
      ))}
      {namers.length > MAX_NAMERS ? <li>and {namers.length - MAX_NAMERS} more</li> : null}
    </ul>
  )
}
