/** Measures how the CPU time of work grows with its input; growth does not depend on the machine, times do. */

const TRIES = 4
/** Faster work is not judged: start-up and the garbage collector are most of it. */
const LEAST_MS = 60

function cpuMs(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/**
 * The exponent with which work grows from the first to the last of three sizes: 1 when it is linear, 2 when it is quadratic. Takes
 * the best of several measurements, because a busy machine only adds to them; stops as soon as `limit` is kept.
 */
export function growthExponent<T>(
  sizes: readonly [number, number, number],
  inputOf: (size: number) => T,
  work: (input: T) => unknown,
  limit: number,
): number {
  const inputs = sizes.map((size) => ({ size, input: inputOf(size), best: Number.POSITIVE_INFINITY }))
  const exponent = () => {
    const [first, , last] = inputs
    if (first === undefined || last === undefined || last.best < LEAST_MS) return 0
    return Math.log(last.best / Math.max(first.best, 1)) / Math.log(last.size / first.size)
  }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    for (const one of inputs)
      one.best = Math.min(
        one.best,
        cpuMs(() => work(one.input)),
      )
    if (exponent() <= limit) break
  }
  return exponent()
}
