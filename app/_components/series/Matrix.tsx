import type { SeriesDocument, TrackCell, TrackView, VersionView } from '../../../db/queries/views'
import { isInForce } from '../../../lib/review/states'
import { shortLabel } from '../../../lib/series/label'
import { diffHref, messageHref, patchHref, seriesApiHref } from '../../_model/href'
import { type MatrixShape, shapeMatrix } from '../../_model/matrixShape'
import { cellSentence, count } from '../../_model/pageWords'
import { foldReviewTags, isDropped, trackNumber } from '../../_model/reviewTags'
import { unclearMails } from '../../_model/reviewWords'
import { versionBefore } from '../../_model/seriesSummary'
import { visible } from '../../_model/visible'
import { ChangeMark, MarkShapes } from '../marks/ChangeMark'
import { ScrollBox } from '../shell/ScrollBox'
import { Time } from '../shell/Time'
import { MatrixLegend } from './MatrixLegend'
import { TagList } from './TagList'

/** With more versions than this there is no room for the names of reviewers. */
const ROOMY = 5

/** The evolution matrix: a row for each patch, a column for each version, and the review tags of each patch. */
export function Matrix({ series }: { readonly series: SeriesDocument }) {
  const shape = shapeMatrix(series)
  const unclear = unclearMails(series)
  return (
    <>
      <MarkShapes />
      <ScrollBox label="Evolution of the patches, scrolls sideways">
        <table className="matrix">
          <caption className="visually-hidden">
            How each patch changed from version to version. Every cell links to what changed in that step.
          </caption>
          <thead>
            <tr>
              <th scope="col" className="matrix-patch">
                Patch
              </th>
              {shape.versions.map((version) => (
                <VersionHead version={version} />
              ))}
              <th scope="col" className="matrix-tags">
                Review tags
              </th>
            </tr>
          </thead>
          <tbody>
            {shape.tracks.map((track) => (
              <Row series={series} track={track} versions={shape.versions} unclear={unclear} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <LeftOut series={series} shape={shape} />
      <MatrixLegend series={series} />
    </>
  )
}

/** Names what does not fit on the page, and how to see it. */
function LeftOut({ series, shape }: { readonly series: SeriesDocument; readonly shape: MatrixShape }) {
  const { hiddenVersions, hiddenTracks } = shape
  const [first, last] = [hiddenVersions[0], hiddenVersions.at(-1)]
  if (first === undefined && hiddenTracks === 0) return null
  return (
    <p className="matrix-left-out">
      Not shown:{' '}
      {[
        ...(first === undefined ? [] : [first === last ? first : `${first} to ${last}`]),
        ...(hiddenTracks === 0 ? [] : [count(hiddenTracks, 'more patch', 'more patches')]),
      ].join(' and ')}
      ; compare any two versions above, or get everything as <a href={seriesApiHref(series.id)}>JSON</a>.
    </p>
  )
}

function VersionHead({ version }: { readonly version: VersionView }) {
  const mail = version.cover ?? version.patches[0]?.messageId
  const short = shortLabel(version.label)
  return (
    <th scope="col" className="matrix-version" title={short === version.label ? undefined : version.label}>
      {mail === undefined ? short : <a href={messageHref(mail)}>{short}</a>}
      <span className="matrix-version-date">
        <Time iso={version.received} claimed={version.date} skewMinutes={version.skewMinutes} />
      </span>
    </th>
  )
}

function Row(props: {
  readonly series: SeriesDocument
  readonly track: TrackView
  readonly versions: readonly VersionView[]
  /** Mails whose tags have a scope that could not be read. */
  readonly unclear: ReadonlySet<string>
}) {
  const { series, track, versions, unclear } = props
  const dropped = isDropped(track)
  const number = trackNumber(track)
  const newest = track.cells.filter((cell) => cell.change !== 'dropped').at(-1) ?? track.cells.at(-1)
  const shown = visible(track.title)
  const title =
    newest === undefined ? shown : <a href={patchHref(series.id, newest.versionKey, newest.number)}>{shown}</a>
  return (
    <tr id={dropped ? undefined : `patch-${number}`}>
      <th scope="row" className="matrix-patch">
        <span className="matrix-title-box">
          <span className="matrix-number">{dropped ? '–' : number}</span>
          {title}
        </span>
      </th>
      {versions.map((version) => (
        <Cell
          id={series.id}
          version={version}
          before={versionBefore(series.versions, version)}
          cell={track.cells.find((cell) => cell.versionKey === version.key)}
        />
      ))}
      <td className="matrix-tags">
        <TagList
          tags={foldReviewTags(track, series.versions)}
          compact={versions.length > ROOMY}
          isUnclear={({ given }) => unclear.has(given.messageId)}
          isStale={({ email }) => !dropped && isStaleFor(series, number, email)}
        />
      </td>
    </tr>
  )
}

/** Whether the patch changed after the person gave their tag. */
function isStaleFor({ standings }: SeriesDocument, number: number, email: string): boolean {
  const own = standings.filter(({ patch, person }) => patch === number && person.emails.includes(email))
  return own.some(({ status }) => status === 'stale') && !own.some(({ status }) => isInForce(status))
}

function Cell(props: {
  readonly id: string
  readonly version: VersionView
  readonly before: VersionView | undefined
  readonly cell: TrackCell | undefined
}) {
  const { cell, before, version } = props
  if (cell === undefined) {
    return (
      <td className="matrix-cell">
        <span className="visually-hidden">not in {version.label}</span>
      </td>
    )
  }
  const href =
    cell.change === 'first' || before === undefined
      ? messageHref(cell.messageId)
      : diffHref(props.id, before.key, version.key, cell.change === 'dropped' ? -cell.number : cell.number)
  const words = cellSentence(cell.change, cell.facts, cell.added, cell.removed)
  const title = visible(cell.note === '' ? words : `${words}. ${cell.note}`)
  const short = cellText(cell)
  return (
    <td className={`matrix-cell matrix-linked matrix-${cell.change}`}>
      <a className="matrix-link" href={href} title={title}>
        <ChangeMark change={cell.change} />
        {short === '' ? null : <span aria-hidden="true">{short}</span>}
        {cell.facts.slice(1).map((fact) => (
          <ChangeMark change={fact} minor />
        ))}
        <span className="visually-hidden">{words}</span>
      </a>
    </td>
  )
}

const SHORT = {
  message: 'message',
  trailers: 'trailers',
  context: 'rebase',
  identical: '',
  dropped: 'dropped',
} as const

function cellText(cell: TrackCell): string {
  switch (cell.change) {
    case 'code':
    case 'new':
    case 'first':
      return `+${cell.added} −${cell.removed}`
    default:
      return SHORT[cell.change]
  }
}
