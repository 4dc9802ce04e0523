import type { ComponentChildren } from 'preact'
import type { TrackView } from '../../../db/queries/views'
import { messageHref, patchHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { formatNumbers } from '../../_model/patchNumbers'
import type { PictureParts } from '../../_model/picture/parts'
import type { RowBlock } from '../../_model/picture/rows'
import { wholeMarks } from '../../_model/picture/said'
import { isGone, trackNumber } from '../../_model/tracks'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Marks, PictureCell } from './PictureCell'

/** Rows of patches that belong together: open, under the reason that they share, or folded to a line. */
export function Block({ parts, block }: { readonly parts: PictureParts; readonly block: RowBlock }) {
  const { length } = parts.columns
  const rows = block.tracks.map((track) => <Row parts={parts} track={track} />)
  switch (block.kind) {
    case 'plain':
      return <tbody>{rows}</tbody>
    case 'group':
      return (
        <tbody className="picture-group">
          <LineRow columns={length}>
            <span className="picture-stuck">
              <GroupWords block={block} />
            </span>
          </LineRow>
          {rows}
        </tbody>
      )
    case 'unchanged':
      return (
        <Fold
          columns={length}
          words={`${count(block.tracks.length, 'patch', 'patches')} without a change of code or message: ${formatNumbers(block.tracks.map(trackNumber))}`}
        >
          {rows}
        </Fold>
      )
    case 'merged': {
      const { from, label, into, intoLabel } = block.merge
      return (
        <Fold
          columns={length}
          words={`${count(from.length, 'patch', 'patches')} of ${label} merged into patch ${into} of ${intoLabel}`}
        >
          {rows}
        </Fold>
      )
    }
    case 'applied':
      return (
        <Fold columns={length} words={`${count(block.tracks.length, 'applied patch', 'applied patches')}`}>
          {rows}
        </Fold>
      )
    case 'dropped':
      return (
        <Fold columns={length} words={`${count(block.tracks.length, 'dropped patch', 'dropped patches')}`}>
          {rows}
        </Fold>
      )
  }
}

function GroupWords({ block: { group } }: { readonly block: Extract<RowBlock, { readonly kind: 'group' }> }) {
  const { patches, reason } = group
  return (
    <>
      {formatNumbers(patches)}:{' '}
      {reason === null ? (
        'the same change'
      ) : (
        <>
          <a href={messageHref(reason.messageId)}>
            <bdi>{visible(reason.text)}</bdi>
          </a>
          {reason.askedBy === null ? null : (
            <>
              , asked by <PersonName person={reason.askedBy} />
            </>
          )}
        </>
      )}
    </>
  )
}

/** Rows under a line that folds them. The fold is in a row of the table, and the stylesheet shows the rows after it while it is open. */
function Fold(props: { readonly columns: number; readonly words: string; readonly children: ComponentChildren }) {
  return (
    <tbody className="picture-fold">
      <LineRow columns={props.columns}>
        <details className="picture-stuck">
          <summary>{props.words}</summary>
        </details>
      </LineRow>
      {props.children}
    </tbody>
  )
}

/** How many columns of versions each cell of a line takes: the stylesheet hides the columns after the second, third or fifth where there is no room. */
const PARTS = [2, 1, 2]

/** A line across the table. Its words are in a cell over the columns that are never hidden, and empty cells follow. */
export function LineRow(props: {
  readonly columns: number
  readonly id?: string
  readonly className?: string
  readonly children: ComponentChildren
}) {
  const { columns, id, className = '', children } = props
  const spans: number[] = []
  for (let left = columns; left > 0; left -= spans.at(-1) ?? left)
    spans.push(Math.min(PARTS[spans.length] ?? left, left))
  const [first = 0, ...rest] = spans
  return (
    <tr>
      <th scope="rowgroup" id={id} colSpan={first + 1} className={`picture-line ${className}`}>
        {children}
      </th>
      {rest.map((span) => (
        <td colSpan={span} className={className} />
      ))}
    </tr>
  )
}

function Row({ parts, track }: { readonly parts: PictureParts; readonly track: TrackView }) {
  const { series, columns } = parts
  const dropped = isGone(track)
  const number = trackNumber(track)
  const newest = track.cells.filter((cell) => cell.change !== 'dropped').at(-1) ?? track.cells.at(-1)
  const shown = visible(track.title)
  return (
    <tr id={parts.anchors.get(track)} className={dropped ? 'picture-gone' : undefined} data-item="patch">
      <th scope="row" className="picture-title picture-hung">
        <span className="picture-number">{dropped ? '–' : number}</span>
        {newest === undefined ? shown : <a href={patchHref(series.id, newest.versionKey, newest.number)}>{shown}</a>}
      </th>
      {columns.map((_, place) => (
        <PictureCell parts={parts} track={track} place={place} />
      ))}
    </tr>
  )
}

/** What was said about the whole series; nothing when nothing was. */
export function WholeRow({ parts }: { readonly parts: PictureParts }) {
  const cells = parts.columns.map((column) => ({ column, marks: wholeMarks(parts.series, column) }))
  if (cells.every(({ marks }) => marks.length === 0)) return null
  return (
    <tbody>
      <tr data-item="patch">
        <th scope="row" className="picture-title picture-hung">
          <span className="picture-number" />
          Whole series
        </th>
        {cells.map(({ column, marks }) => (
          <td data-v={column.label}>
            <Marks parts={parts} marks={marks} />
          </td>
        ))}
      </tr>
    </tbody>
  )
}
