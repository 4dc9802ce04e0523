import type { PersonView } from './views'

export { isoTime } from '../../lib/isoTime'

/** A difference between the author's clock and the archive's below this is delivery time, not a wrong clock. */
const SKEW_MINUTES = 60

/** Minutes by which the Date header is ahead (+) of the time of receipt or behind (-); null up to an hour, or when one is not known. */
export function clockSkew(sentMs: number | null, receivedMs: number): number | null {
  if (sentMs === null || receivedMs === 0) return null
  const minutes = Math.round((sentMs - receivedMs) / 60_000)
  return Math.abs(minutes) > SKEW_MINUTES ? minutes : null
}

export function person(name: string, email: string): PersonView {
  return { name, email }
}
