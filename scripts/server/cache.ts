import { LRUCache } from 'lru-cache'
import type { Answer } from './httpAnswer'

/** Size of the cache unless REROLL_CACHE_MB says otherwise. */
export const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024

/** An answer larger than an eighth of the cache is not kept, because it would evict too many others. */
const LARGEST_PART = 8

export interface AnswerCache {
  /**
   * The answer for a target: the cached one if the database has not changed since, otherwise the result of `render`, which
   * runs once for all concurrent requests. Failures (500 and above) are not cached.
   */
  readonly get: (target: string, render: () => Promise<Answer>) => Promise<Answer>
}

/**
 * Caches complete answers in memory and evicts the least recently used. `version` names the state of the database that readers
 * see now, or is '' if there is none, as in db/version.ts. Every commit to the database empties the cache, so no page outlives
 * an import and a hidden mail disappears at once.
 */
export function createCache(version: () => string, maxBytes: number): AnswerCache {
  const kept = new LRUCache<string, Answer>({
    maxSize: maxBytes,
    maxEntrySize: Math.floor(maxBytes / LARGEST_PART),
    // Twice the plain size leaves room for the compressed forms, which are made when they are first asked for.
    sizeCalculation: ({ body }, key) => 2 * (body.length + key.length) + 1,
  })
  const rendering = new Map<string, Promise<Answer>>()
  let newest = ''
  return {
    get(target, render) {
      const now = version()
      if (now !== newest) kept.clear()
      newest = now
      // The version is read before rendering, so a request after a commit never gets a page that was started before it.
      const key = `${now} ${target}`
      const known = kept.get(key) ?? rendering.get(key)
      if (known !== undefined) return Promise.resolve(known)
      const rendered = render()
        .then((answer) => {
          if (answer.status < 500 && now !== '' && now === newest) kept.set(key, answer)
          return answer
        })
        .finally(() => rendering.delete(key))
      rendering.set(key, rendered)
      return rendered
    },
  }
}
