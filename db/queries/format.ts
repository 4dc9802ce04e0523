import { skewMinutes } from '../../lib/mail/received'
import type { PersonView } from './views'

export { isoTime } from '../../lib/isoTime'

/** Minutes by which the Date header is ahead (+) of the time of receipt or behind (-); null up to an hour, or when one is not known. */
export function clockSkew(sentMs: number | null, receivedMs: number): number | null {
  if (sentMs === null || receivedMs === 0) return null
  return skewMinutes(sentMs, receivedMs)
}

export function person(name: string, email: string): PersonView {
  return { name, email }
}
