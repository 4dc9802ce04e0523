/** Draws that are the same for the same seed on every machine. */
export interface Random {
  /** A whole number from 0 to below `limit`; 0 when the limit is below 1. */
  readonly below: (limit: number) => number
  /** One of several; throws for none. */
  readonly pick: <T>(all: readonly T[]) => T
  /** True once in `times`. */
  readonly oneIn: (times: number) => boolean
  /** Mostly small, sometimes up to `limit`: where the edges of parsers are. */
  readonly length: (limit: number) => number
}

/** Source of the generator: mulberry32 (T. Ettinger, public domain); 32 bits of state. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => (limit < 1 ? 0 : Math.floor(next() * limit))
  return {
    below,
    pick: <T>(all: readonly T[]): T => {
      if (all.length === 0) throw new Error('nothing to pick from')
      return all[below(all.length)] as T
    },
    oneIn: (times) => below(times) === 0,
    length: (limit) => Math.min(limit, 1 + below(2 ** below(Math.ceil(Math.log2(limit + 1))))),
  }
}
