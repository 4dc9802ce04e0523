import type { MergeView, RowGroup, SeriesDocument, TrackCell, TrackView } from '../../../db/queries/views'
import { isOpenMark } from '../marks'
import { isApplied, isGone, trackNumber } from '../tracks'
import type { PictureShape } from './shape'

/** Rows of the picture that belong together, in the order of the page. */
export type RowBlock =
  | { readonly kind: 'plain'; readonly tracks: readonly TrackView[] }
  /** Patches that changed alike in the newest step, for one reason. */
  | { readonly kind: 'group'; readonly tracks: readonly TrackView[]; readonly group: RowGroup }
  /** Patches that never changed; folded. */
  | { readonly kind: 'unchanged'; readonly tracks: readonly TrackView[] }
  /** Patches of an older version that became one of a newer one; folded. */
  | { readonly kind: 'merged'; readonly tracks: readonly TrackView[]; readonly merge: MergeView }
  /** Patches that were applied before the newest version; folded. */
  | { readonly kind: 'applied'; readonly tracks: readonly TrackView[] }
  /** Other patches that were dropped; folded. */
  | { readonly kind: 'dropped'; readonly tracks: readonly TrackView[] }

/** So few rows are not worth folding. */
const FEW = 2

/** The rows of the picture: patches by number with groups at their first patch, then what is folded. */
export function pictureRows(series: SeriesDocument, shape: PictureShape): RowBlock[] {
  const { versions } = shape
  const dropped = shape.tracks.filter((track) => isGone(track) && !hasOpenMark(track))
  const merges = series.merges.map((merge) => ({
    merge,
    tracks: dropped.filter((track) => isMerged(track, merge, series)),
  }))
  const merged = new Set(merges.flatMap(({ tracks }) => tracks))
  const left = dropped.filter((track) => !merged.has(track))
  const applied = left.filter(isApplied)
  const foldsApplied = applied.length > FEW
  const gone = left.filter((track) => !isApplied(track))
  const live = shape.tracks.filter((track) => !dropped.includes(track))
  const unchanged = versions.length > 1 ? live.filter((track) => isUnchanged(track, series)) : []
  const folded = unchanged.length > FEW ? new Set(unchanged) : new Set<TrackView>()
  const foldsGone = gone.length > FEW
  return [
    ...grouped(
      [...live.filter((track) => !folded.has(track)), ...(foldsApplied ? [] : applied), ...(foldsGone ? [] : gone)],
      series.groups,
    ),
    ...(folded.size === 0 ? [] : [{ kind: 'unchanged', tracks: [...folded] } as const]),
    ...merges.flatMap(({ merge, tracks }) => (tracks.length === 0 ? [] : [{ kind: 'merged', merge, tracks } as const])),
    ...(foldsApplied ? [{ kind: 'applied', tracks: applied } as const] : []),
    ...(foldsGone ? [{ kind: 'dropped', tracks: gone } as const] : []),
  ]
}

/** Puts the rows of a group together, where its first patch is. */
function grouped(tracks: readonly TrackView[], groups: readonly RowGroup[]): RowBlock[] {
  const groupOf = (track: TrackView) =>
    isGone(track) ? undefined : groups.find(({ patches }) => patches.includes(trackNumber(track)))
  const blocks: RowBlock[] = []
  const done = new Set<RowGroup>()
  let plain: TrackView[] = []
  const flush = () => {
    if (plain.length > 0) blocks.push({ kind: 'plain', tracks: plain })
    plain = []
  }
  for (const track of tracks) {
    const group = groupOf(track)
    if (group === undefined) plain.push(track)
    else if (!done.has(group)) {
      done.add(group)
      flush()
      blocks.push({ kind: 'group', group, tracks: tracks.filter((other) => groupOf(other) === group) })
    }
  }
  flush()
  return blocks
}

function isMerged({ cells }: TrackView, { from, label }: MergeView, { versions }: SeriesDocument): boolean {
  const key = versions.find((version) => version.label === label)?.key
  return cells.some((cell) => cell.versionKey === key && cell.change !== 'dropped' && from.includes(cell.number))
}

const CHANGES: ReadonlySet<TrackCell['change']> = new Set(['code', 'message', 'new', 'dropped'])

/** Whether a patch is in several versions, never changed, and nothing that was said about it is open. */
function isUnchanged(track: TrackView, { versions }: SeriesDocument): boolean {
  const [first] = versions
  const isNew = track.cells.some(({ versionKey, change }) => change === 'first' && versionKey !== first?.key)
  return !isNew && track.cells.every(({ change }) => !CHANGES.has(change)) && !hasOpenMark(track)
}

function hasOpenMark({ cells }: TrackView): boolean {
  return cells.some(({ marks }) => marks.some(isOpenMark))
}
