import { at } from '../../lib/at'

/** A time axis on which long gaps without mail are shortened. */
export interface TimeScale {
  /** Pixels from the left edge of the plot. Strictly increasing over the moments of the axis. */
  readonly at: (ms: number) => number
  readonly width: number
  /** Where a gap was shortened: its middle on the axis, and how long it was. */
  readonly breaks: readonly { readonly x: number; readonly days: number }[]
}

const DAY_MS = 24 * 60 * 60_000
/** A longer gap is drawn as if it were this long. */
const CAP_MS = 21 * DAY_MS
/** The width of the plot: this much for each moment, within these bounds. */
const PX_PER_MOMENT = 36
const MIN_PLOT = 320
const MAX_PLOT = 860
/** Two different moments are at least this far apart, so that their order stays. */
const MIN_STEP = 0.01

/** A moment whose label needs room to its right before the next such moment. */
export interface Anchor {
  readonly ms: number
  readonly room: number
}

/**
 * Places moments (milliseconds, in any order, with duplicates) on one axis: in proportion to time, with gaps of more than 21 days
 * shortened, and stretched where two anchors would be closer than the room that the first one needs. An empty list gives an empty
 * axis. Linear in the number of moments after sorting.
 */
export function makeTimeScale(moments: readonly number[], anchors: readonly Anchor[]): TimeScale {
  const times = [...new Set([...moments, ...anchors.map(({ ms }) => ms)])].sort((a, b) => a - b)
  const target = Math.min(MAX_PLOT, Math.max(MIN_PLOT, times.length * PX_PER_MOMENT))
  const gaps = times.slice(1).map((time, index) => time - at(times, index))
  const spanMs = gaps.reduce((sum, gap) => sum + Math.min(gap, CAP_MS), 0)
  const steps = gaps.map((gap) => Math.max(MIN_STEP, (Math.min(gap, CAP_MS) / Math.max(1, spanMs)) * target))
  const roomAt = new Map<number, number>()
  for (const { ms, room } of anchors) roomAt.set(ms, Math.max(room, roomAt.get(ms) ?? 0))
  stretch(times, steps, roomAt)
  const xs = [0]
  for (const step of steps) xs.push(at(xs, xs.length - 1) + step)
  const place = new Map(times.map((time, index) => [time, at(xs, index)]))
  const last = times.at(-1)
  return {
    at: (ms) => place.get(ms) ?? 0,
    width: at(xs, xs.length - 1) + (last === undefined ? 0 : (roomAt.get(last) ?? 0)),
    breaks: gaps.flatMap((gap, index) =>
      gap > CAP_MS ? [{ x: (at(xs, index) + at(xs, index + 1)) / 2, days: Math.round(gap / DAY_MS) }] : [],
    ),
  }
}

/** Widens the steps between two neighbouring anchors, all in the same proportion, until the first one has its room. */
function stretch(times: readonly number[], steps: number[], roomAt: ReadonlyMap<number, number>): void {
  let from: number | undefined
  for (const [index, time] of times.entries()) {
    if (!roomAt.has(time)) continue
    if (from !== undefined) {
      const room = roomAt.get(at(times, from)) ?? 0
      const width = steps.slice(from, index).reduce((sum, step) => sum + step, 0)
      if (width < room) for (let step = from; step < index; step++) steps[step] = (at(steps, step) * room) / width
    }
    from = index
  }
}
