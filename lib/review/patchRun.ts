import { at } from '../at'
import { firstIndex } from '../firstIndex'

/** A range of patches of one version: all patches that the version has between the first and the last. */
export interface PatchRun {
  /** Number of the first patch. */
  readonly patch: number
  /** Number of the last patch; null when there is only one. */
  readonly last: number | null
}

/**
 * Joins the numbers of patches into runs, so that a statement about 200 patches is stored once. Two numbers are in one run
 * when the version has no patch between them. Both lists are ascending; `all` are the numbers of the version. Linear.
 */
export function joinRuns(numbers: readonly number[], all: readonly number[]): PatchRun[] {
  const runs: { patch: number; last: number | null }[] = []
  let next = 0
  let expected: number | undefined
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && number === expected) run.last = number
    else runs.push({ patch: number, last: null })
    while (next < all.length && at(all, next) <= number) next++
    expected = all[next]
  }
  return runs
}

/** The numbers in a run; `all` are the numbers of its version, ascending. A single patch need not be among them. Linear in the result. */
export function numbersIn({ patch, last }: PatchRun, all: readonly number[]): readonly number[] {
  if (last === null) return [patch]
  return all.slice(firstFrom(all, patch), firstFrom(all, last + 1))
}

/** Removes the patches of `cuts` from the runs; `all` are the numbers of the version, ascending. Linear except for sorting the cuts. */
export function cutRuns(runs: readonly PatchRun[], cuts: readonly PatchRun[], all: readonly number[]): PatchRun[] {
  const sorted = [...cuts].sort((a, b) => a.patch - b.patch)
  const left: PatchRun[] = []
  const put = (from: number, to: number): void => {
    const [first, end] = [firstFrom(all, from), firstFrom(all, to)]
    if (first < end) left.push({ patch: at(all, first), last: end - first === 1 ? null : at(all, end - 1) })
  }
  let next = 0
  for (const { patch, last } of runs) {
    const end = (last ?? patch) + 1
    let from = patch
    for (; next < sorted.length && at(sorted, next).patch < end; next++) {
      const cut = at(sorted, next)
      put(from, cut.patch)
      from = Math.max(from, (cut.last ?? cut.patch) + 1)
    }
    put(from, end)
    // A cut may reach into the next runs.
    if (from > end) next--
  }
  return left
}

/** How many patches of the version are in at least one of the runs. Linear except for sorting the runs. */
export function countCovered(runs: readonly PatchRun[], all: readonly number[]): number {
  const ends = runs.map(({ patch, last }) => ({ patch, end: last ?? patch })).sort((a, b) => a.patch - b.patch)
  let covered = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { patch, end } of ends) {
    const from = Math.max(patch, reached + 1)
    covered += Math.max(0, firstFrom(all, end + 1) - firstFrom(all, from))
    reached = Math.max(reached, end)
  }
  return covered
}

/** Index of the first number that is at least `bound`. */
function firstFrom(all: readonly number[], bound: number): number {
  return firstIndex(all, (number) => number >= bound)
}
