/** Formats patch numbers, given in any order, as `1–4, 7, 9–15`. */
export function formatNumbers(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const run = runs.at(-1)
    if (run !== undefined && number === run[1] + 1) run[1] = number
    else runs.push([number, number])
  }
  return runs.map((run) => formatRun(run)).join(', ')
}

/** `patch 3`, `patches 1, 3–5`. */
export function nameNumbers(numbers: readonly number[]): string {
  return `${numbers.length === 1 ? 'patch' : 'patches'} ${formatNumbers(numbers)}`
}

/** A run of numbers by its first and last: `4`, `4, 5`, `4–9`. */
export function formatRun(
  [first, last]: readonly [number, number],
  write: (number: number) => string = String,
): string {
  if (first === last) return write(first)
  return `${write(first)}${last === first + 1 ? ', ' : '–'}${write(last)}`
}
