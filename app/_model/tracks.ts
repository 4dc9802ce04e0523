import type { TrackView } from '../../db/queries/views'

/** The number readers know a track by: its number in the newest version that has it. */
export function trackNumber(track: TrackView): number {
  const cells = track.cells.filter((cell) => cell.change !== 'dropped')
  return (cells.at(-1) ?? track.cells.at(-1))?.number ?? 0
}

/** Whether the patch was dropped. */
export function isDropped(track: TrackView): boolean {
  return track.cells.at(-1)?.change === 'dropped'
}
