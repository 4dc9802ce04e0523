import { at } from '../at'
import { findShortestEdit, numberTokens, type Steps } from './shortestEdit'
import type { Side } from './types'

/** One line of two aligned sequences; an index is -1 on the side that has no such line. */
export interface Step {
  readonly side: Side
  readonly left: number
  readonly right: number
}

export interface Alignment {
  readonly steps: readonly Step[]
  /** True when a stretch differed too much to be aligned line by line; it is then given as removed and added as a whole. */
  readonly cut: boolean
}

/** The most edits that are tried on one stretch. */
export const MAX_EDITS = 1_200

/** One alignment while it is being computed. */
interface Job {
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly steps: Step[]
  readonly work: Steps
  cut: boolean
}

/** The lines `l0` to `l1` of the left sequence beside `r0` to `r1` of the right one; the ends are exclusive. */
interface Range {
  readonly l0: number
  readonly l1: number
  readonly r0: number
  readonly r1: number
}

/**
 * Aligns two sequences of lines with the fewest removals and additions. In each change the removals come first. Bounded by `work`
 * and by MAX_EDITS: a stretch beyond them is divided at lines that are unique on both sides (patience diff, Bram Cohen), and what
 * still differs too much counts as replaced, with `cut` set. Deterministic.
 */
export function alignLines(left: readonly string[], right: readonly string[], work: Steps): Alignment {
  const job: Job = { left, right, steps: [], work, cut: false }
  alignRange(job, { l0: 0, l1: left.length, r0: 0, r1: right.length }, alignAtAnchors)
  slideDown(job)
  return { steps: job.steps, cut: job.cut }
}

/** Aligns a range; `giveUp` handles its middle when that has too many edits. */
function alignRange(job: Job, range: Range, giveUp: (job: Job, middle: Range) => void): void {
  const { left, right, steps } = job
  let { l0, l1, r0, r1 } = range
  while (l0 < l1 && r0 < r1 && left[l0] === right[r0]) steps.push({ side: 'both', left: l0++, right: r0++ })
  while (l0 < l1 && r0 < r1 && left[l1 - 1] === right[r1 - 1]) {
    l1--
    r1--
  }
  const middle = { l0, l1, r0, r1 }
  if (l0 === l1 || r0 === r1) pushReplaced(steps, middle)
  else if (!alignMiddle(job, middle)) giveUp(job, middle)
  pushEqual(steps, l1, r1, range.l1 - l1)
}

function pushReplaced(steps: Step[], { l0, l1, r0, r1 }: Range): void {
  for (let left = l0; left < l1; left++) steps.push({ side: 'old', left, right: -1 })
  for (let right = r0; right < r1; right++) steps.push({ side: 'new', left: -1, right })
}

function pushEqual(steps: Step[], left: number, right: number, count: number): void {
  for (let index = 0; index < count; index++) steps.push({ side: 'both', left: left + index, right: right + index })
}

/** Aligns a range that begins and ends with a change; writes nothing and returns false when it needs more edits than the bound. */
function alignMiddle(job: Job, { l0, l1, r0, r1 }: Range): boolean {
  const [olds, news] = [job.left.slice(l0, l1), job.right.slice(r0, r1)]
  if (needsMore(olds, news, MAX_EDITS)) return false
  const runs = findShortestEdit(...numberTokens(olds, news), MAX_EDITS, job.work)
  if (runs === undefined) return false
  let [l, r] = [l0, r0]
  let [nextL, nextR] = [l0, r0]
  for (const { side, count } of runs) {
    if (side === 'old') nextL += count
    else if (side === 'new') nextR += count
    else {
      pushReplaced(job.steps, { l0: l, l1: nextL, r0: r, r1: nextR })
      pushEqual(job.steps, nextL, nextR, count)
      l = nextL += count
      r = nextR += count
    }
  }
  pushReplaced(job.steps, { l0: l, l1, r0: r, r1 })
  return true
}

/**
 * Whether it is certain that the edit needs more than `most` removals and additions: a line that only one side has is one. This is
 * cheap and saves a hopeless search.
 */
function needsMore(left: readonly string[], right: readonly string[], most: number): boolean {
  const surplus = new Map<string, number>()
  for (const line of left) surplus.set(line, (surplus.get(line) ?? 0) + 1)
  let added = 0
  for (const line of right) {
    const count = surplus.get(line) ?? 0
    if (count > 0) surplus.set(line, count - 1)
    // Each addition has its removal, but for the difference of the lengths.
    else if (2 * ++added + left.length - right.length > most) return true
  }
  return 2 * added + left.length - right.length > most
}

/** Divides a range at lines that are unique on both sides and aligns what is between them; that is not divided again. */
function alignAtAnchors(job: Job, range: Range): void {
  let { l0, r0 } = range
  for (const { left, right } of findAnchors(job, range)) {
    alignRange(job, { l0, l1: left, r0, r1: right }, replaceRange)
    pushEqual(job.steps, left, right, 1)
    l0 = left + 1
    r0 = right + 1
  }
  alignRange(job, { l0, l1: range.l1, r0, r1: range.r1 }, replaceRange)
}

function replaceRange(job: Job, range: Range): void {
  job.cut = true
  pushReplaced(job.steps, range)
}

/** The lines that occur once on either side, thinned to the longest run that rises on both. */
function findAnchors(job: Job, { l0, l1, r0, r1 }: Range): { readonly left: number; readonly right: number }[] {
  const lefts = findUnique(job.left, l0, l1)
  const rights = findUnique(job.right, r0, r1)
  const shared = [...lefts].flatMap(([line, left]) => {
    const right = rights.get(line)
    return right === undefined ? [] : [{ left, right }]
  })
  return longestRising(shared.map(({ right }) => right)).map((index) => at(shared, index))
}

/** The lines that occur once from `from` to `to`, each with its index, in order. */
function findUnique(lines: readonly string[], from: number, to: number): Map<string, number> {
  const unique = new Map<string, number>()
  const repeated = new Set<string>()
  for (let index = from; index < to; index++) {
    const line = at(lines, index)
    if (unique.has(line)) repeated.add(line)
    else unique.set(line, index)
  }
  for (const line of repeated) unique.delete(line)
  return unique
}

/** The indexes of a longest strictly rising subsequence, in order; of several, the one that patience sorting finds. O(n log n). */
export function longestRising(values: readonly number[]): number[] {
  const tops: number[] = []
  const before: (number | undefined)[] = []
  values.forEach((value, index) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(values, at(tops, middle)) < value) low = middle + 1
      else high = middle
    }
    before[index] = tops[low - 1]
    tops[low] = index
  })
  const result: number[] = []
  for (let index = tops[tops.length - 1]; index !== undefined; index = before[index]) result.push(index)
  return result.reverse()
}

/**
 * Slides each run that is only removed or only added as far down as equal lines allow, which is where git's diff begins too: a
 * block that was removed in one place and added in another is then cut at the same line in both.
 */
function slideDown({ left, right, steps }: Job): void {
  let from = 0
  while (from < steps.length) {
    const { side } = at(steps, from)
    let to = from + 1
    while (steps[to]?.side === side) to++
    const replaces = from > 0 && at(steps, from - 1).side !== 'both'
    while (side !== 'both' && !replaces && steps[to]?.side === 'both') {
      const first = at(steps, from)
      const next = at(steps, to)
      if (side === 'old' && left[first.left] === left[next.left]) {
        steps[from] = { side: 'both', left: first.left, right: next.right }
        steps[to] = { side: 'old', left: next.left, right: -1 }
      } else if (side === 'new' && right[first.right] === right[next.right]) {
        steps[from] = { side: 'both', left: next.left, right: first.right }
        steps[to] = { side: 'new', left: -1, right: next.right }
      } else break
      from++
      to++
    }
    from = to
  }
}
