import { at } from '../../../lib/at'

/** Pseudo-random draws, the same for the same seed on every machine. */
export interface Random {
  /** A number from 0 up to 1, excluded. */
  readonly fraction: () => number
  /** A whole number from 0 up to `limit`, excluded; 0 if `limit` is below 1. */
  readonly below: (limit: number) => number
  /** One of several. Throws if there are none. */
  readonly pick: <T>(all: readonly T[]) => T
  /** True with probability 1 in `times`. */
  readonly oneIn: (times: number) => boolean
  /** A whole number from 1 to `limit`, mostly small: bugs are at both ends. */
  readonly length: (limit: number) => number
}

/** Seeds a generator: mulberry32 (T. Ettinger, public domain), 32 bits of state. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => (limit < 1 ? 0 : Math.floor(fraction() * limit))
  return {
    fraction,
    below,
    pick: <T>(all: readonly T[]): T => at(all, below(all.length)),
    oneIn: (times) => below(times) === 0,
    length: (limit) => Math.min(limit, 1 + below(2 ** below(Math.ceil(Math.log2(limit + 1))))),
  }
}
