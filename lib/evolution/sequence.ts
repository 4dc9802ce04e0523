import { type EqualRun, matchTokens } from './shortestEdit'
import type { Side } from './types'

/** One line of two aligned sequences; an index is -1 on the side that has no such line. */
export interface Step {
  readonly side: Side
  readonly left: number
  readonly right: number
}

export interface Alignment {
  readonly steps: readonly Step[]
  /** True when a stretch was too different to be aligned line by line: it stands as removed and added as a whole. */
  readonly cut: boolean
}

/**
 * Work for one alignment, in squared edit distance. A count and not a time, so that the same mails give the same result on every
 * machine.
 */
const MAX_WORK = 2_000_000
/** Largest edit distance tried on one stretch. */
export const MAX_EDITS = 1_200

/**
 * Aligns two sequences of lines with the fewest removals and additions (Myers' O(ND)), removals first in each
 * change. Bounded: stretches beyond the bound are divided at lines that are unique on both sides (patience diff, Bram
 * Cohen), and what is still too different is taken as replaced, with `cut` set. Deterministic.
 */
export function alignLines(left: readonly string[], right: readonly string[]): Alignment {
  const budget = { work: MAX_WORK, cut: false }
  const steps: Step[] = []
  alignRange(left, right, { l0: 0, l1: left.length, r0: 0, r1: right.length }, budget, steps, true)
  slideDown(steps, left, right)
  return { steps, cut: budget.cut }
}

/**
 * Slides each run that is only removed or only added as far down as equal lines let it, as git's diff does at first: a
 * block that was removed here and added there is then cut at the same line in both places.
 */
function slideDown(steps: Step[], left: readonly string[], right: readonly string[]): void {
  let from = 0
  while (from < steps.length) {
    const side = steps[from]?.side
    let to = from + 1
    while (to < steps.length && steps[to]?.side === side) to++
    const joined = steps[from - 1]?.side !== 'both' && from > 0
    while (side !== 'both' && !joined && steps[to]?.side === 'both') {
      const first = steps[from]
      const next = steps[to]
      if (first === undefined || next === undefined) break
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

interface Range {
  readonly l0: number
  readonly l1: number
  readonly r0: number
  readonly r1: number
}

interface Budget {
  work: number
  cut: boolean
}

function alignRange(
  left: readonly string[],
  right: readonly string[],
  range: Range,
  budget: Budget,
  steps: Step[],
  divide: boolean,
): void {
  let { l0, l1, r0, r1 } = range
  while (l0 < l1 && r0 < r1 && left[l0] === right[r0]) steps.push({ side: 'both', left: l0++, right: r0++ })
  let tail = 0
  while (l0 < l1 && r0 < r1 && left[l1 - 1] === right[r1 - 1]) {
    l1--
    r1--
    tail++
  }
  if (l0 === l1 || r0 === r1) pushReplaced(steps, { l0, l1, r0, r1 })
  else if (!alignMiddle(left, right, { l0, l1, r0, r1 }, budget, steps)) {
    if (divide) alignAtAnchors(left, right, { l0, l1, r0, r1 }, budget, steps)
    else {
      budget.cut = true
      pushReplaced(steps, { l0, l1, r0, r1 })
    }
  }
  for (let at = 0; at < tail; at++) steps.push({ side: 'both', left: l1 + at, right: r1 + at })
}

function pushReplaced(steps: Step[], { l0, l1, r0, r1 }: Range): void {
  for (let at = l0; at < l1; at++) steps.push({ side: 'old', left: at, right: -1 })
  for (let at = r0; at < r1; at++) steps.push({ side: 'new', left: -1, right: at })
}

/** Myers on a range without common ends; false when the bound was hit and nothing was written. */
function alignMiddle(
  left: readonly string[],
  right: readonly string[],
  range: Range,
  budget: Budget,
  steps: Step[],
): boolean {
  const maxEdits = Math.min(MAX_EDITS, Math.floor(Math.sqrt(Math.max(0, budget.work))))
  const tokens = numberLines(left, right, range)
  // Lines found on one side only must be edited: a cheap lower bound that saves a hopeless search.
  if (tokens.minimumEdits > maxEdits) return false
  const path = matchTokens(tokens.left, tokens.right, maxEdits)
  budget.work -= (path?.edits ?? maxEdits) ** 2
  if (path === undefined) return false
  pushRuns(steps, range, path.runs)
  return true
}

function pushRuns(steps: Step[], { l0, l1, r0, r1 }: Range, runs: readonly EqualRun[]): void {
  let [l, r] = [l0, r0]
  for (const run of runs) {
    pushReplaced(steps, { l0: l, l1: l0 + run.left, r0: r, r1: r0 + run.right })
    l = l0 + run.left
    r = r0 + run.right
    for (let at = 0; at < run.count; at++) steps.push({ side: 'both', left: l++, right: r++ })
  }
  pushReplaced(steps, { l0: l, l1, r0: r, r1 })
}

/** The lines of a range as numbers, equal ones with the same; -1 for those that only the right side has. */
function numberLines(left: readonly string[], right: readonly string[], { l0, l1, r0, r1 }: Range) {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const lefts = new Int32Array(l1 - l0)
  for (let at = l0; at < l1; at++) {
    const line = left[at] ?? ''
    const number = numbers.get(line) ?? counts.length
    if (number === counts.length) {
      numbers.set(line, number)
      counts.push(0)
    }
    lefts[at - l0] = number
    counts[number] = (counts[number] ?? 0) + 1
  }
  let common = 0
  const rights = new Int32Array(r1 - r0)
  for (let at = r0; at < r1; at++) {
    const number = numbers.get(right[at] ?? '') ?? -1
    rights[at - r0] = number
    const count = counts[number] ?? 0
    if (count === 0) continue
    common++
    counts[number] = count - 1
  }
  return { left: lefts, right: rights, minimumEdits: lefts.length + rights.length - 2 * common }
}

function alignAtAnchors(
  left: readonly string[],
  right: readonly string[],
  range: Range,
  budget: Budget,
  steps: Step[],
): void {
  let { l0, r0 } = range
  for (const [l, r] of findAnchors(left, right, range)) {
    alignRange(left, right, { l0, l1: l, r0, r1: r }, budget, steps, false)
    steps.push({ side: 'both', left: l, right: r })
    l0 = l + 1
    r0 = r + 1
  }
  alignRange(left, right, { l0, l1: range.l1, r0, r1: range.r1 }, budget, steps, false)
}

/** Lines that stand once on either side, thinned to the longest run that rises on both. */
function findAnchors(left: readonly string[], right: readonly string[], { l0, l1, r0, r1 }: Range): [number, number][] {
  const once = new Map<string, { l: number; r: number }>()
  for (let at = l0; at < l1; at++) once.set(left[at] ?? '', { l: once.has(left[at] ?? '') ? -1 : at, r: -1 })
  for (let at = r0; at < r1; at++) {
    const seen = once.get(right[at] ?? '')
    if (seen !== undefined) seen.r = seen.r === -1 ? at : -2
  }
  const pairs = [...once.values()].filter(({ l, r }) => l >= 0 && r >= 0).sort((a, b) => a.l - b.l)
  return longestRising(pairs.map(({ r }) => r)).map((at) => [pairs[at]?.l ?? 0, pairs[at]?.r ?? 0])
}

/** Indexes of a longest strictly rising subsequence, in order; of several, the one patience sorting finds. O(n log n). */
export function longestRising(values: readonly number[]): number[] {
  const tops: number[] = []
  const before: number[] = []
  values.forEach((value, at) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[tops[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (tops[low - 1] ?? -1) : -1
    tops[low] = at
  })
  const result: number[] = []
  for (let at = tops[tops.length - 1] ?? -1; at >= 0; at = before[at] ?? -1) result.push(at)
  return result.reverse()
}
