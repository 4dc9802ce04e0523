import type { PictureColumn } from '../../_model/picture/columns'
import type { PictureParts } from '../../_model/picture/parts'
import { cellIn, cellMarks, wholeMarks } from '../../_model/picture/said'
import { MarkShapes } from '../marks/ChangeMark'
import { Change, Marks } from './PictureCell'
import { VersionCard, VersionName, versionData } from './PictureHead'

/** The picture of a single patch: its versions, the newest first, each with what changed, what was said about it, and its card. */
export function Versions({ parts }: { readonly parts: PictureParts }) {
  const { columns } = parts
  const [only] = columns
  if (columns.length === 1 && only !== undefined && marksOf(parts, only).length === 0) return null
  return (
    <>
      <MarkShapes />
      <ol className="story-versions">
        {columns.map((column) => (
          <li data-item={columns.length > 1 ? 'version' : undefined} {...versionData(column.versions[0])}>
            <h3>
              <VersionName column={column} />
            </h3>
            <Said parts={parts} column={column} />
            {columns.length === 1 ? null : column.folded !== null ? (
              <p className="story-links">{column.folded}</p>
            ) : (
              <VersionCard series={parts.series} version={column.versions[0]} />
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** Further marks of a version are counted; the timeline has all of them. */
const MAX_MARKS = 60

function Said({ parts, column }: { readonly parts: PictureParts; readonly column: PictureColumn }) {
  const [track] = parts.series.tracks
  const cell = track === undefined ? undefined : cellIn(track, column.versions[0])
  return (
    <p className="story-said">
      {cell === undefined || column.folded !== null ? null : (
        <Change parts={parts} cell={cell} version={column.versions[0]} />
      )}
      <Marks parts={parts} marks={marksOf(parts, column)} max={MAX_MARKS} rest="#timeline" />
    </p>
  )
}

function marksOf({ series }: PictureParts, column: PictureColumn) {
  const [track] = series.tracks
  return [...wholeMarks(series, column), ...(track === undefined ? [] : cellMarks(series, track, column))]
}
