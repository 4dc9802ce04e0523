import type { SeriesDocument, TrackCell, TrackView } from '../../db/queries/views'
import { isSinglePatch } from './singlePatch'

/** The number readers know a track by: its number in the newest version that has it. */
export function trackNumber(track: TrackView): number {
  const cells = track.cells.filter((cell) => cell.change !== 'dropped')
  return (cells.at(-1) ?? track.cells.at(-1))?.number ?? 0
}

/** Whether the newest version is without the patch because it was applied. */
export function isApplied(track: TrackView): boolean {
  return track.cells.at(-1)?.applied === true
}

/** Whether the newest version is without the patch, because it was dropped or applied. */
export function isGone(track: TrackView): boolean {
  return track.cells.at(-1)?.change === 'dropped'
}

/** The anchors of the rows of the picture, by their patches; a patch that was dropped has none. */
export function rowAnchors({ tracks, versions }: SeriesDocument): ReadonlyMap<TrackView, string> {
  const newest = versions.at(-1)?.key
  const isIn = ({ cells }: TrackView) => cells.at(-1)?.versionKey === newest
  const anchors = new Map<string, TrackView>()
  for (const track of [...tracks.filter(isIn), ...tracks]) {
    const anchor = `patch-${trackNumber(track)}`
    if (!isGone(track) && !anchors.has(anchor)) anchors.set(anchor, track)
  }
  return new Map([...anchors].map(([anchor, track]) => [track, anchor]))
}

/** The anchor of the row of a patch on the page of its series, named by a version that has it and its number there; undefined when it has no row. */
export function rowAnchor(series: SeriesDocument, versionKey: string, number: number): string | undefined {
  if (isSinglePatch(series)) return undefined
  const isHere = (cell: TrackCell) => cell.versionKey === versionKey && cell.number === number
  const track = series.tracks.find(({ cells }) => cells.some(isHere))
  return track === undefined ? undefined : rowAnchors(series).get(track)
}
