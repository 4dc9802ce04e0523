import type { ServerResponse } from 'node:http'

/** Everybody who asked for a page has gone: it is not made. */
export class NotWanted extends Error {}

/** Who still waits for which target. */
export interface Wanted {
  readonly add: (target: string, response: ServerResponse) => void
  readonly has: (target: string) => boolean
}

/** Watches who waits, so that work for readers who left is not begun. */
export function watchWanted(): Wanted {
  const readers = new Map<string, number>()
  return {
    add(target, response) {
      readers.set(target, (readers.get(target) ?? 0) + 1)
      response.once('close', () => {
        const left = (readers.get(target) ?? 1) - 1
        if (left > 0) readers.set(target, left)
        else readers.delete(target)
      })
    },
    has: (target) => readers.has(target),
  }
}
