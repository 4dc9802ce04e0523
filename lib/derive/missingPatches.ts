/** Most numbers listed for one version. Series of 671 patches are real, with two of them on a list; a subject may claim 9,999. */
const MAX_LISTED = 100

export interface MissingPatches {
  /** The lowest of their numbers, at most 100. */
  readonly missing: readonly number[]
  readonly missingCount: number
}

/** Finds the numbers from 1 to `total` that are not in `numbers`, which may have others too. Takes as long as `numbers` is, whatever the total. */
export function findMissing(total: number, numbers: readonly number[]): MissingPatches {
  const present = new Set(numbers.filter((number) => number >= 1 && number <= total))
  const missing: number[] = []
  for (let number = 1; number <= total && missing.length < MAX_LISTED; number++) {
    if (!present.has(number)) missing.push(number)
  }
  return { missing, missingCount: total - present.size }
}
