import type { Patch } from '../patch/types'
import { splitLines } from '../text'

/** How much work of one kind is left; below zero when a bit more was done than that. */
export interface Steps {
  left: number
}

/**
 * The work that one comparison may still take. These are counts rather than times, so that the same mails give the same result on
 * every machine; when a count is used up, something linear takes the place of what it counts. Whatever is compared together shares
 * one budget, such as all versions of a series: otherwise many small files would be given the work of many large ones.
 */
export interface Budget {
  /** Steps of aligning lines, as findShortestEdit counts them. */
  readonly lines: Steps
  /** Words that are looked up to see which line was edited into which, and steps of marking what differs in them. */
  readonly words: Steps
  /** Lines that are tried as part of a block that moved. */
  readonly moves: Steps
  /** Lines and words that are looked up to see which patches are alike. */
  readonly pairs: Steps
}

/**
 * The budget of a comparison of these patches: so much for each of their lines, up to what takes less than a second of CPU. That is at
 * least fifteen times what any series of linux-s390 2022, netfilter 2021, linux-hwmon 2020 and ltp 2023 takes with all of its versions:
 * at most 22 steps of aligning lines for each line, 11 words, 0.5 moves and 2.3 pairs.
 */
export function createBudget(patches: Iterable<Patch>): Budget {
  const size = countLines(patches)
  const steps = (least: number, perLine: number, most: number): Steps => ({
    left: Math.min(least + perLine * size, most),
  })
  return {
    lines: steps(1_000, 350, 2_000_000),
    words: steps(10_000, 80, 600_000),
    moves: steps(1_000, 10, 100_000),
    pairs: steps(1_000, 40, 400_000),
  }
}

function countLines(patches: Iterable<Patch>): number {
  let count = 0
  for (const { commitMessage, files } of patches) {
    count += splitLines(commitMessage).length
    for (const { hunks } of files) for (const { lines } of hunks) count += lines.length
  }
  return count
}

/** Whether something had to be left out. */
export function isUsedUp({ lines, words, moves, pairs }: Budget): boolean {
  return [lines, words, moves, pairs].some(({ left }) => left <= 0)
}

/** A verdict does not depend on whether its lines are described: each draws on a budget of its own. */
export interface Budgets {
  readonly verdicts: Budget
  readonly descriptions: Budget
}

export function createBudgets(patches: readonly Patch[]): Budgets {
  return { verdicts: createBudget(patches), descriptions: createBudget(patches) }
}
