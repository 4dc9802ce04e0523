import { LRUCache } from 'lru-cache'
import type { Answer } from './answer'

/** Room for kept answers unless REROLL_CACHE_MB says otherwise. */
export const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024

/** A larger answer than this part of the room would push out too many others. */
const LARGEST_PART = 8

export interface AnswerCache {
  /**
   * The answer to a target: the kept one when the database has not changed since it was asked for, else what `render` gives,
   * which runs once for all who ask meanwhile. Failures (500 and above) are not kept.
   */
  readonly get: (target: string, render: () => Promise<Answer>) => Promise<Answer>
}

/**
 * Keeps whole answers in memory; the least recently used leave first. `version` names the state of the database that readers see
 * now, '' when there is none, as db/version.ts does. Every commit to the database starts it over: no page
 * outlives an import, and a hidden mail disappears at once.
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
      // The version is read before the page: whoever asks after a commit is never given what was begun before it.
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
