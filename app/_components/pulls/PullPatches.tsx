import type { PullAuthorView, PullPatchView } from '../../../db/queries/views'
import { messageHref, seriesHref } from '../../_model/href'
import { visible } from '../../_model/visible'

/** The shortlog of a pull request: the patches of each author, with the series that they were posted in. */
export function PullPatches({ authors }: { readonly authors: readonly PullAuthorView[] }) {
  return authors.map(({ author, patches }) => (
    <>
      <h3 className="pulls-author">
        <bdi>{visible(author)}</bdi> ({patches.length})
      </h3>
      <ul className="pulls-patches">
        {patches.map((patch) => (
          <li>
            <Title patch={patch} />
            <Origin patch={patch} />
          </li>
        ))}
      </ul>
    </>
  ))
}

function Title({ patch: { title, messageId } }: { readonly patch: PullPatchView }) {
  const words = <bdi>{visible(title)}</bdi>
  return messageId === null ? words : <a href={messageHref(messageId)}>{words}</a>
}

function Origin({ patch: { original } }: { readonly patch: PullPatchView }) {
  if (original === null) return null
  const { series, title, version, number } = original
  return (
    <span className="pulls-origin">
      posted in {visible(version)}, patch {number} of{' '}
      <a href={seriesHref(series, `patch-${number}`)}>
        <bdi>{visible(title) || '(no title)'}</bdi>
      </a>
    </span>
  )
}
