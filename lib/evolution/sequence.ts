import { at } from '../at'
import { findShortestEdit } from './boundedDiff'
import type { Steps } from './budget'
import {
  collectShared,
  countKinds,
  isHopeless,
  type Kinds,
  type NumberedLines,
  numberAt,
  type Range,
} from './sharedLines'
import type { Side } from './types'

/** One line of two aligned sequences; an index is -1 on the side that has no such line. */
export interface Step {
  readonly side: Side
  readonly left: number
  readonly right: number
}

export interface Alignment {
  readonly steps: readonly Step[]
  /** True when a stretch differed too much to be searched as a whole, so that it was divided. */
  readonly divided: boolean
  /** True when a part of such a stretch still differed too much; it is then given as removed and added as a whole. */
  readonly cut: boolean
}

/** The most edits that are tried on one stretch. */
export const MAX_EDITS = 1_200
/**
 * The most of these edits that may be of lines that both sides have, and so have to be searched for. Of 5,548 stretches of linux-s390
 * 2022, netfilter 2021, linux-hwmon 2020 and ltp 2023, none needs more than 397.
 */
const MAX_SEARCHED = 600
/** One alignment while it is being computed. Lines are compared as numbers, so that each text is hashed once. */
interface Job extends NumberedLines {
  readonly steps: Step[]
  readonly work: Steps
  cut: boolean
}

/**
 * Aligns two sequences of lines with the fewest removals and additions. In each change the removals come first. Bounded by `work`
 * and by MAX_EDITS: a stretch beyond them is divided at lines that are unique on both sides (patience diff, Bram Cohen), and what
 * still differs too much counts as replaced, with `cut` set. Deterministic.
 */
export function alignLines(left: readonly string[], right: readonly string[], work: Steps): Alignment {
  const steps: Step[] = []
  const middle = findMiddle(left, right, { l0: 0, l1: left.length, r0: 0, r1: right.length })
  pushEqual(steps, 0, 0, middle.l0)
  const { divided, cut } = alignNumbered(left, right, middle, steps, work)
  pushEqual(steps, middle.l1, middle.r1, left.length - middle.l1)
  slideDown(left, right, steps)
  return { steps, divided, cut }
}

/** Aligns a range that begins and ends with a change. */
function alignNumbered(
  left: readonly string[],
  right: readonly string[],
  range: Range,
  steps: Step[],
  work: Steps,
): Pick<Alignment, 'divided' | 'cut'> {
  const { l0, l1, r0, r1 } = range
  // Nothing to search for, as in most changes: one side has no line, or each has one.
  if (l0 === l1 || r0 === r1 || (l1 - l0 === 1 && r1 - r0 === 1)) {
    pushReplaced(steps, range)
    return { divided: false, cut: false }
  }
  const numbers = new Map<string, number>()
  const lefts = new Int32Array(l1)
  for (let index = l0; index < l1; index++) {
    const line = at(left, index)
    const number = numbers.get(line) ?? numbers.size
    if (number === numbers.size) numbers.set(line, number)
    lefts[index] = number
  }
  // Lines that the left side lacks need not be told apart: none of them is kept.
  const rights = new Int32Array(r1)
  for (let index = r0; index < r1; index++) rights[index] = numbers.get(at(right, index)) ?? numbers.size
  const perKind = () => new Int32Array(numbers.size + 1)
  const kinds: Kinds = { lefts: perKind(), rights: perKind(), places: perKind() }
  const job: Job = { left: lefts, right: rights, kinds, steps, work, cut: false }
  const divided = !alignMiddle(job, range)
  if (divided) alignAtAnchors(job, range)
  return { divided, cut: job.cut }
}

/** What is left of a range without the equal lines at its ends. */
function findMiddle<T>(left: ArrayLike<T>, right: ArrayLike<T>, range: Range): Range {
  let { l0, l1, r0, r1 } = range
  while (l0 < l1 && r0 < r1 && left[l0] === right[r0]) {
    l0++
    r0++
  }
  while (l0 < l1 && r0 < r1 && left[l1 - 1] === right[r1 - 1]) {
    l1--
    r1--
  }
  return { l0, l1, r0, r1 }
}

function pushReplaced(steps: Step[], { l0, l1, r0, r1 }: Range): void {
  for (let left = l0; left < l1; left++) steps.push({ side: 'old', left, right: -1 })
  for (let right = r0; right < r1; right++) steps.push({ side: 'new', left: -1, right })
}

function pushEqual(steps: Step[], left: number, right: number, count: number): void {
  for (let index = 0; index < count; index++) steps.push({ side: 'both', left: left + index, right: right + index })
}

/** Aligns a range that begins and ends with a change; writes nothing and returns false when it needs more edits than the bound. */
function alignMiddle(job: Job, range: Range): boolean {
  const shared = collectShared(job, range)
  const alone = range.l1 - range.l0 + range.r1 - range.r0 - shared.left.lines.length - shared.right.lines.length
  const maxEdits = Math.min(MAX_SEARCHED, MAX_EDITS - alone)
  if (maxEdits < 0 || isHopeless(shared, maxEdits, job.kinds)) return false
  const changes =
    shared.left.lines.length === 0 ? [] : findShortestEdit(shared.left.lines, shared.right.lines, maxEdits, job.work)
  if (changes === undefined) return false
  let { l0, r0 } = range
  let [left, right] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      for (let index = 0; index < count; index++) {
        const [l, r] = [at(shared.left.indexes, left + index), at(shared.right.indexes, right + index)]
        pushReplaced(job.steps, { l0, l1: l, r0, r1: r })
        pushEqual(job.steps, l, r, 1)
        l0 = l + 1
        r0 = r + 1
      }
    }
    if (!added) left += count
    if (!removed) right += count
  }
  pushReplaced(job.steps, { ...range, l0, r0 })
  return true
}

/** Divides a range at lines that are unique on both sides and aligns what is between them; that is not divided again. */
function alignAtAnchors(job: Job, range: Range): void {
  const anchors = findAnchors(job, range)
  // Without one the range is what was just given up.
  if (anchors.length === 0) {
    replaceRange(job, range)
    return
  }
  let { l0, r0 } = range
  for (const { left, right } of anchors) {
    alignBetween(job, { l0, l1: left, r0, r1: right })
    pushEqual(job.steps, left, right, 1)
    l0 = left + 1
    r0 = right + 1
  }
  alignBetween(job, { l0, l1: range.l1, r0, r1: range.r1 })
}

/** Aligns a range; its middle counts as replaced when it has too many edits. */
function alignBetween(job: Job, range: Range): void {
  const middle = findMiddle(job.left, job.right, range)
  pushEqual(job.steps, range.l0, range.r0, middle.l0 - range.l0)
  if (middle.l0 === middle.l1 || middle.r0 === middle.r1) pushReplaced(job.steps, middle)
  else if (!alignMiddle(job, middle)) replaceRange(job, middle)
  pushEqual(job.steps, middle.l1, middle.r1, range.l1 - middle.l1)
}

function replaceRange(job: Job, range: Range): void {
  job.cut = true
  pushReplaced(job.steps, range)
}

/** The lines that occur once on either side, thinned to the longest run that rises on both. */
function findAnchors(job: Job, range: Range): { readonly left: number; readonly right: number }[] {
  const { lefts, rights, places } = countKinds(job, range)
  for (let index = range.r0; index < range.r1; index++) places[numberAt(job.right, index)] = index
  const shared: { readonly left: number; readonly right: number }[] = []
  for (let left = range.l0; left < range.l1; left++) {
    const line = numberAt(job.left, left)
    if (lefts[line] === 1 && rights[line] === 1) shared.push({ left, right: numberAt(places, line) })
  }
  return longestRising(shared.map(({ right }) => right)).map((index) => at(shared, index))
}

/** The indexes of a longest strictly rising subsequence, in order; of several, the one that patience sorting finds. O(n log n). */
export function longestRising(values: readonly number[]): number[] {
  const tops: number[] = []
  const before = new Int32Array(values.length)
  values.forEach((value, index) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(values, at(tops, middle)) < value) low = middle + 1
      else high = middle
    }
    before[index] = tops[low - 1] ?? -1
    tops[low] = index
  })
  const result: number[] = []
  for (let index = tops[tops.length - 1] ?? -1; index >= 0; index = at(before, index)) result.push(index)
  return result.reverse()
}

/**
 * Slides each run that is only removed or only added as far down as equal lines allow, which is where git's diff begins too: a
 * block that was removed in one place and added in another is then cut at the same line in both.
 */
function slideDown(left: readonly string[], right: readonly string[], steps: Step[]): void {
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
