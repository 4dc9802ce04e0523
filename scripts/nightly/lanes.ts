import { isUrl } from '../../lib/url'
import { parseUrl } from '../sources/http'

/** Hosts that are asked at the same time. */
const MAX_LANES = 8

/** Sources in one lane wait for each other: those of one host, and those on this disk. */
export function laneOf(name: string, lore: string): string {
  if (isUrl(name)) return parseUrl(name).host
  return name.includes('@') && !name.startsWith('/') ? parseUrl(lore).host : 'disk'
}

/** Runs the lanes side by side, what is in a lane one after the other. */
export async function runLanes<T>(lanes: readonly (readonly T[])[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...lanes]
  const worker = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const one of lane) await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(MAX_LANES, lanes.length) }, worker))
}

/** Lets one work at a time through, in the order of asking; a failure reaches its own caller alone. */
export function openMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.catch(() => {}).then(work)
    last = next
    return next
  }
}
