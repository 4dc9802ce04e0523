import { at } from '../../../lib/at'

/** What a structure of some size cost. */
export interface Step {
  readonly size: number
  readonly cpuMs: number
}

/** The cost of a structure at several sizes, for each thing that was measured: the import, a page, the next mail. */
export type Costs = ReadonlyMap<string, readonly Step[]>

/** The names of what is measured besides pages, which are named by their paths. */
export const IMPORT = 'the import'
export const NEXT = 'the next mail'

/** In a fresh process, less than this is within the noise of the machine and of a compiler that warms up. */
const FLOOR_MS = 100

/**
 * The exponent by which the cost grows from the first step to the last: 1 when it doubles with the size, 2 when it is quadratic,
 * 0 when it does not grow. A cost below `floorMs` counts as that much. 0 for fewer than two steps.
 */
export function growthOf(steps: readonly Step[], floorMs = FLOOR_MS): number {
  if (steps.length < 2) return 0
  const [first, last] = [at(steps, 0), at(steps, steps.length - 1)]
  const ratio = Math.max(last.cpuMs, floorMs) / Math.max(first.cpuMs, floorMs)
  return Math.log(ratio) / Math.log(last.size / first.size)
}

/** A quarter, a half, and all of the largest size. */
export function sizesUpTo(largest: number): readonly number[] {
  return [Math.floor(largest / 4), Math.floor(largest / 2), largest]
}

/** Adds a step to what was measured of one thing. */
export function addStep(costs: Map<string, Step[]>, what: string, step: Step): void {
  costs.set(what, [...(costs.get(what) ?? []), step])
}

/** The lower cost of two measurements at each size, because a busy machine only ever adds. */
export function lowerOf(one: Costs, other: Costs): Costs {
  const lower = (what: string, { size, cpuMs }: Step): Step => {
    const again = other.get(what)?.find((step) => step.size === size)
    return { size, cpuMs: Math.min(cpuMs, again?.cpuMs ?? cpuMs) }
  }
  return new Map([...one].map(([what, steps]) => [what, steps.map((step) => lower(what, step))]))
}
