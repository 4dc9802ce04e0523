import { LRUCache } from 'lru-cache'
import { COSTLY, type Route } from '../../app/_handlers/routes'
import type { Rendered } from './next'

/** CPU time from which on a page counts as costly when it is asked for again. */
const COSTLY_MS = 250
/** Targets of pages that turned out to be costly. The least recently used ones are forgotten. */
const MAX_REMEMBERED = 1_000

/** Which pages may take long, so that cheap ones do not wait for them. */
export interface Costs {
  readonly isCostly: (page: { readonly route: Route; readonly target: string }) => boolean
  /** Learns from the rendering of a page, and returns it. */
  readonly watch: (target: string, rendering: Promise<Rendered>) => Promise<Rendered>
}

/**
 * A page is costly if its route is, which is known before any page of it was rendered, or if it cost much when it was last rendered. So is a
 * page whose rendering failed: its worker may have run out of memory, or was ended because it took too long.
 */
export function createCosts(): Costs {
  const remembered = new LRUCache<string, true>({ max: MAX_REMEMBERED })
  return {
    isCostly: ({ route, target }) => COSTLY.has(route) || remembered.get(target) === true,
    async watch(target, rendering) {
      let ms = Number.POSITIVE_INFINITY
      try {
        const rendered = await rendering
        ms = rendered.cpuMs ?? 0
        return rendered
      } finally {
        if (ms >= COSTLY_MS) remembered.set(target, true)
        else remembered.delete(target)
      }
    },
  }
}
