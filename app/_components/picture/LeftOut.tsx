import type { SeriesDocument } from '../../../db/queries/views'
import { seriesApiHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import type { PictureShape } from '../../_model/picture/shape'

/** Names what does not fit on the page, and how to see it. */
export function LeftOut({
  series,
  hiddenVersions,
  hiddenTracks,
}: { readonly series: SeriesDocument } & Pick<PictureShape, 'hiddenVersions' | 'hiddenTracks'>) {
  const [first, last] = [hiddenVersions[0], hiddenVersions.at(-1)]
  if (first === undefined && hiddenTracks === 0) return null
  return (
    <p className="picture-note">
      Not shown:{' '}
      {[
        ...(first === undefined ? [] : [first === last ? first : `${first} to ${last}`]),
        ...(hiddenTracks === 0 ? [] : [count(hiddenTracks, 'more patch', 'more patches')]),
      ].join(' and ')}
      ; compare any two versions above, or get everything as <a href={seriesApiHref(series.id)}>JSON</a>.
    </p>
  )
}
