import { isUrl } from '../../lib/url'
import { parseUrl } from '../sources/http'

/** How many hosts are read at the same time. */
const MAX_LANES = 8

/** The lane of a source: its host, or `disk`. Sources in one lane are read one after the other. */
export function laneOf(name: string, lore: string): string {
  if (isUrl(name)) return parseUrl(name).host
  return name.includes('@') && !name.startsWith('/') ? parseUrl(lore).host : 'disk'
}

/** Works on the lanes in parallel, and on the items of one lane in their order. */
export async function runLanes<T>(lanes: readonly (readonly T[])[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...lanes]
  const worker = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const one of lane) await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(MAX_LANES, lanes.length) }, worker))
}

/** Returns a function that runs one piece of work at a time, in the order of the calls. A failure is reported to its caller only. */
export function openMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.catch(() => {}).then(work)
    last = next
    return next
  }
}
