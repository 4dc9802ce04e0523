import { at } from '../../../lib/at'
import { measureCost, type PageCost } from './pageLoad'
import { median } from './row'
import type { BenchServer } from './servers'

/** A page of one of the two servers that are compared. */
export interface Contender {
  readonly server: BenchServer
  readonly path: string
}

export interface TurnOptions {
  readonly connections: number
  readonly forMs: number
  readonly rounds: number
  /** As in Target. */
  readonly unique?: boolean
}

/**
 * Measures pages of two servers in turn, round after round, so that a slow minute of the machine affects both. The first round
 * warms the servers up and does not count. Returns the medians of the first and of the second.
 */
export async function measureInTurn(
  first: Contender,
  second: Contender,
  { connections, forMs, rounds, unique = false }: TurnOptions,
): Promise<readonly [PageCost, PageCost]> {
  const [left, right]: [PageCost[], PageCost[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const one = await measureCost(first.server, first.path, connections, forMs, unique)
    const two = await measureCost(second.server, second.path, connections, forMs, unique)
    if (round === 0) continue
    left.push(one)
    right.push(two)
  }
  return [medianCost(left), medianCost(right)]
}

/** The median of the CPU, and the load of median rate, which need not be of the same round. */
export function medianCost(costs: readonly PageCost[]): PageCost {
  const byRate = [...costs].sort((a, b) => a.load.perSecond - b.load.perSecond)
  return {
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    load: at(byRate, Math.floor((byRate.length - 1) / 2)).load,
  }
}
