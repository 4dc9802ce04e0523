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
 * At least fifteen times what any series of linux-s390 2022, netfilter 2021, linux-hwmon 2020 and ltp 2023 takes with all of its versions,
 * which is 81,782 lines, 38,278 words, 1,316 moves and 20,116 pairs. Used up in less than a second of CPU.
 */
export function createBudget(): Budget {
  return {
    lines: { left: 2_000_000 },
    words: { left: 600_000 },
    moves: { left: 100_000 },
    pairs: { left: 400_000 },
  }
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

export function createBudgets(): Budgets {
  return { verdicts: createBudget(), descriptions: createBudget() }
}
