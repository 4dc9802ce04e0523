/** Measures how the CPU time of work grows with its input; growth does not depend on the machine, times do. */

/** A verdict after fewer rounds could be that of a busy moment. */
const LEAST_ROUNDS = 3
const MOST_ROUNDS = 12
/** Work that takes less is repeated until it has taken this long, so that each time is far above the steps of the clock. */
const SAMPLE_MS = 20
/** Work that takes less than this at its larger size is fast enough, however it grows. */
const FAST_MS = 50

/** CPU time of one run of the work. */
function cpuMs(work: () => unknown): number {
  const start = process.cpuUsage()
  for (let runs = 1; ; runs++) {
    work()
    const { user, system } = process.cpuUsage(start)
    const takenMs = (user + system) / 1_000
    if (takenMs >= SAMPLE_MS) return takenMs / runs
  }
}

/**
 * The exponent with which work grows from the smaller to the larger of two sizes: 1 when it is linear, 2 when it is quadratic; 0 for
 * work that is fast at the larger size too. The lowest time of each size counts, because a busy machine only adds to times. More
 * rounds follow until the exponent is at most `limit`; a limit of 0 asks for all of them.
 */
export function growthExponent<T>(
  [small, large]: readonly [number, number],
  inputOf: (size: number) => T,
  work: (input: T) => unknown,
  limit: number,
): number {
  const [smallInput, largeInput] = [inputOf(small), inputOf(large)]
  // Not measured: code that runs for the first time is slow.
  work(smallInput)
  let [smallMs, largeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let exponent = Number.POSITIVE_INFINITY
  for (let round = 1; round <= MOST_ROUNDS && (round <= LEAST_ROUNDS || exponent > limit); round++) {
    smallMs = Math.min(
      smallMs,
      cpuMs(() => work(smallInput)),
    )
    largeMs = Math.min(
      largeMs,
      cpuMs(() => work(largeInput)),
    )
    exponent = largeMs < FAST_MS ? 0 : Math.log(largeMs / smallMs) / Math.log(large / small)
  }
  return exponent
}

/** The largest exponent of work that is linear, with room for noise. */
export const LINEAR = 1.3
