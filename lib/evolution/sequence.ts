import { at } from '../at'
import { findShortestEdit } from './boundedDiff'
import type { Steps } from './budget'
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
/** Lines that the right side has more often than this are assumed to be in order: to find out would take as long as the search. */
const MAX_REPEATS = 32

/**
 * One alignment while it is being computed. Lines are compared as numbers, so that each text is hashed once: equal ones for equal lines, and
 * one for all lines that only the right side has.
 */
interface Job {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly kinds: Kinds
  readonly steps: Step[]
  readonly work: Steps
  cut: boolean
}

/** What is known, in the range that is looked at, of each line by its number. */
interface Kinds {
  /** How often each side has it. */
  readonly lefts: Int32Array
  readonly rights: Int32Array
  /** A place on the right side; what it means depends on the loop. */
  readonly places: Int32Array
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
  const shared = findShared(job, range)
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

/** Lines of one side, each with its index. */
interface IndexedLines {
  readonly lines: number[]
  readonly indexes: number[]
}

interface SharedLines {
  readonly left: IndexedLines
  readonly right: IndexedLines
}

/**
 * The lines of a range that both sides have. The others are removed or added in any case; a search among them would be quadratic in
 * their number.
 */
function findShared(job: Job, range: Range): SharedLines {
  const { lefts, rights } = countKinds(job, range)
  const pick = (lines: Int32Array, from: number, to: number, others: Int32Array): IndexedLines => {
    const picked: IndexedLines = { lines: [], indexes: [] }
    for (let index = from; index < to; index++) {
      const line = numberAt(lines, index)
      if (others[line] === 0) continue
      picked.lines.push(line)
      picked.indexes.push(index)
    }
    return picked
  }
  const { l0, l1, r0, r1 } = range
  return { left: pick(job.left, l0, l1, rights), right: pick(job.right, r0, r1, lefts) }
}

/** Counts the lines of a range. */
function countKinds({ left, right, kinds }: Job, { l0, l1, r0, r1 }: Range): Kinds {
  const { lefts, rights } = kinds
  const [olds, news] = [left.subarray(l0, l1), right.subarray(r0, r1)]
  for (const lines of [olds, news]) {
    for (const line of lines) {
      lefts[line] = 0
      rights[line] = 0
    }
  }
  for (const line of olds) lefts[line] = numberAt(lefts, line) + 1
  for (const line of news) rights[line] = numberAt(rights, line) + 1
  return kinds
}

/**
 * Whether it is certain that the edit needs more than `most` removals and additions, which saves a search that would give up. Of the
 * lines that are not repeated often on the right, as many can be kept as are in the same order on both sides (Hunt and Szymanski, "A
 * fast algorithm for computing longest common subsequences", CACM 20, 350-353, 1977); of the others, at most those of the left.
 */
function isHopeless({ left, right }: SharedLines, most: number, { rights, places }: Kinds): boolean {
  const size = left.lines.length + right.lines.length
  if (size <= most) return false
  for (const line of right.lines) places[line] = -1
  const before = new Int32Array(right.lines.length)
  for (const [index, line] of right.lines.entries()) {
    before[index] = numberAt(places, line)
    places[line] = index
  }
  /** The lowest place on the right where a common subsequence of each length ends, so far. */
  const ends = new Int32Array(Math.min(left.lines.length, right.lines.length))
  let [kept, often, open] = [0, 0, left.lines.length]
  for (const line of left.lines) {
    // Even if all lines that are left could be kept, there would be too few.
    if (size - 2 * (kept + often + open--) > most) return true
    if (numberAt(rights, line) > MAX_REPEATS) often++
    else {
      for (let place = numberAt(places, line); place >= 0; place = numberAt(before, place)) {
        const length = countBelow(ends, kept, place)
        ends[length] = place
        if (length === kept) kept++
      }
    }
  }
  return size - 2 * (kept + often) > most
}

/** How many of the first `count` numbers, which rise, are below `limit`. */
function countBelow(numbers: Int32Array, count: number, limit: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberAt(numbers, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Like `at`, for one type of array: a helper that sees all kinds of arrays is slow. */
function numberAt(array: Int32Array, index: number): number {
  const value = array[index]
  if (value === undefined) throw new Error(`index ${index} is outside an array of length ${array.length}`)
  return value
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
