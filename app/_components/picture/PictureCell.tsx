import type { TrackCell, TrackView, VersionView } from '../../../db/queries/views'
import { at } from '../../../lib/at'
import { diffHref, messageHref } from '../../_model/href'
import { asSentence, cellSentence } from '../../_model/pageWords'
import { personKey } from '../../_model/personNames'
import type { PictureParts } from '../../_model/picture/parts'
import { cellIn, gradeWords, type PlacedMark } from '../../_model/picture/said'
import { unclearScopeWords } from '../../_model/reviewWords'
import { versionBefore } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'
import { ChangeMark } from '../marks/ChangeMark'
import { Mark } from '../marks/Mark'
import { Sign } from '../marks/Sign'

/** What changed in a patch in a version, and what was said about it there. Empty where nothing changed and nothing was said. */
export function PictureCell(props: {
  readonly parts: PictureParts
  readonly track: TrackView
  /** Place of the column. */
  readonly place: number
}) {
  const { parts, track, place } = props
  const column = at(parts.columns, place)
  const [version] = column.versions
  const cell = cellIn(track, version)
  if (cell === undefined) return <td className="picture-absent" data-v={column.label} />
  const marks = parts.said.get(track)?.[place] ?? []
  return (
    <td
      data-v={column.label}
      className={cell.change === 'identical' && marks.length === 0 ? 'picture-same' : undefined}
    >
      {column.folded === null ? <Change parts={parts} cell={cell} version={version} /> : null}
      <Marks parts={parts} marks={marks} />
    </td>
  )
}

/** Marks one after the other, each with the name, and of a tag how much changed since. */
export function Marks(props: {
  readonly parts: PictureParts
  readonly marks: readonly PlacedMark[]
  /** Further ones are counted, with a link to where they are. */
  readonly max?: number
  readonly rest?: string
}) {
  const { parts, marks, max = parts.maxMarks, rest = '#reviewers' } = props
  return (
    <>
      {marks.slice(0, max).map((placed) => (
        <SaidMark parts={parts} placed={placed} />
      ))}
      {marks.length > max ? <a href={rest}>+{marks.length - max}</a> : null}
    </>
  )
}

function SaidMark({
  parts,
  placed: { mark, on, times, mails, fates },
}: {
  readonly parts: PictureParts
  readonly placed: PlacedMark
}) {
  const place = parts.places.get(personKey(mark.person))
  const person = place === undefined ? undefined : parts.people[place]
  return (
    <>
      <Mark mark={mark} on={on} mails={mails} fates={fates} follow={place}>
        {visible(person?.short ?? '')}
        {gradeWords({ mark, on })}
        {times > 1 ? ` ×${times}` : ''}
      </Mark>
      {parts.unclear.has(mark.messageId) && mark.tag !== null ? (
        <small>({unclearScopeWords(!mark.wholeSeries)}) </small>
      ) : null}
    </>
  )
}

/** What changed in a patch in a version, linked to it; nothing when nothing did. */
export function Change(props: {
  readonly parts: PictureParts
  readonly cell: TrackCell
  readonly version: VersionView
}) {
  const { parts, cell, version } = props
  const { series } = parts
  if (cell.change === 'identical') return null
  const before = versionBefore(series.versions, version)
  const href =
    cell.change === 'first' || before === undefined
      ? messageHref(cell.messageId)
      : diffHref(series.id, before.key, version.key, cell.change === 'dropped' ? -cell.number : cell.number)
  const words = cell.applied ? 'applied' : cellSentence(cell.change, cell.facts, cell.added, cell.removed)
  return (
    <a className={`mark-tip change change-${cell.change}`} href={href}>
      {cell.applied ? <Sign name="applied" /> : <ChangeMark change={cell.change} />}
      <span aria-hidden="true">{shortWords(cell)}</span>
      {cell.facts
        .filter((fact) => fact !== cell.change)
        .map((fact) => (
          <ChangeMark change={fact} minor />
        ))}
      <span className="mark-words">{visible(cell.note === '' ? words : `${words}. ${asSentence(cell.note)}`)}</span>
    </a>
  )
}

function shortWords({ change, applied, added, removed }: TrackCell): string {
  if (applied) return 'applied'
  switch (change) {
    case 'code':
    case 'new':
    case 'first':
      return `+${added} −${removed}`
    case 'context':
      return 'rebase'
    case 'trailers':
      return 'tags'
    default:
      return change
  }
}
