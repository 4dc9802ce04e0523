import type { PullAuthorView, PullPatchView } from '../../../db/queries/views'
import { shortLabel } from '../../../lib/series/label'
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

/** The earlier posting: `v4 3` leads to patch 3 of v4. */
function Origin({ patch: { original } }: { readonly patch: PullPatchView }) {
  if (original === null) return null
  const { series, title, version, number } = original
  return (
    <>
      {' '}
      <a
        className="pulls-origin"
        href={seriesHref(series, `patch-${number}`)}
        title={`posted in ${visible(version)}, patch ${number} of ${visible(title)}`}
      >
        posted as {visible(shortLabel(version))} {number}
      </a>
    </>
  )
}
