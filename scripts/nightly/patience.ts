import { setTimeout as sleep } from 'node:timers/promises'

/** How often to look whether another process has finished. */
const LOOK_MS = 500

/** How long a run waits for other processes. The time is for all of its waits together. */
export interface Patience {
  /** Waits until `isFree`, or until the time is up; says what it waits for unless it need not wait. */
  readonly waitUntil: (isFree: () => boolean, what: string) => Promise<void>
}

/** Waits for at most so many milliseconds. `say` gets one line for each wait. */
export function openPatience(limitMs: number, say: (line: string) => void): Patience {
  let leftMs = limitMs
  return {
    async waitUntil(isFree, what) {
      if (leftMs <= 0 || isFree()) return
      say(`waiting for up to ${durationText(leftMs)}: ${what}`)
      const endMs = performance.now() + leftMs
      do await sleep(LOOK_MS)
      while (performance.now() < endMs && !isFree())
      leftMs = Math.max(0, endMs - performance.now())
    },
  }
}

function durationText(ms: number): string {
  return ms < 60_000 ? `${Math.ceil(ms / 1_000)} s` : `${Math.ceil(ms / 60_000)} min`
}
