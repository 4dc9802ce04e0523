/** What reading a structure of some size cost. */
export interface Step {
  readonly size: number
  readonly cpuMs: number
}

/** Less than this is within the noise of the machine and of a compiler that warms up. */
const FLOOR_MS = 100

/**
 * The exponent by which the cost grows from the first step to the last: 1 when it doubles with the size, 2 when it is quadratic,
 * 0 when it does not grow. A cost below a tenth of a second counts as a tenth.
 */
export function growthOf(steps: readonly Step[]): number {
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined || first.size === last.size) return 0
  const ratio = Math.max(last.cpuMs, FLOOR_MS) / Math.max(first.cpuMs, FLOOR_MS)
  return Math.log(ratio) / Math.log(last.size / first.size)
}

/** A quarter, a half, and all of the largest size. */
export function sizesUpTo(largest: number): readonly number[] {
  return [Math.floor(largest / 4), Math.floor(largest / 2), largest]
}

/** The lower cost of two measurements of the same steps; a busy machine only ever adds. */
export function lowerOf(one: readonly Step[], other: readonly Step[]): Step[] {
  return one.map(({ size, cpuMs }, at) => ({ size, cpuMs: Math.min(cpuMs, other[at]?.cpuMs ?? cpuMs) }))
}
