import { LRUCache } from 'lru-cache'
import { COSTLY, type Route } from '../../app/_handlers/routes'
import type { Rendered } from './next'

/** CPU time from which on a page counts as costly when it is asked for again. */
const COSTLY_MS = 250
/** Pages that turned out to be costly and are remembered. */
const MAX_REMEMBERED = 1_000

/** Which pages may take long, so that others do not wait for them. */
export interface Costs {
  readonly isCostly: (page: { readonly route: Route; readonly target: string }) => boolean
  /** Learns from a page that was rendered. */
  readonly note: (target: string, rendered: Rendered) => void
}

/** Pages of costly routes may take long, and so may those that did last time. */
export function createCosts(): Costs {
  const remembered = new LRUCache<string, true>({ max: MAX_REMEMBERED })
  return {
    isCostly: ({ route, target }) => COSTLY.has(route) || remembered.has(target),
    note(target, { cpuMs = 0 }) {
      if (cpuMs >= COSTLY_MS) remembered.set(target, true)
      else remembered.delete(target)
    },
  }
}
