import type { TrackView } from '../../db/queries/views'

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
