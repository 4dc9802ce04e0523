import { skewMinutes } from '../../lib/mail/received'
import { patchNumber } from '../../lib/patchNumber'
import type { PersonView } from './views'

export { isoTime } from '../../lib/isoTime'

/** How far the author's clock is ahead (+) or behind (-), in minutes; null when that is within the accepted skew, or a time is unknown. */
export function clockSkew(sentMs: number | null, receivedMs: number): number | null {
  return sentMs === null || receivedMs === 0 ? null : skewMinutes(sentMs, receivedMs)
}

export function person(name: string, email: string): PersonView {
  return { name, email }
}

/** Reads a JSON array that this program stored. */
export function readList<Item>(json: string): readonly Item[] {
  return JSON.parse(json) as Item[]
}

/** The page that a reader who asks for `page` (from 1) gets of `total` rows: a page after the last is the last. */
export function choosePage(total: number, size: number, page = 1) {
  const pages = Math.max(1, Math.ceil(total / size))
  const chosen = Math.min(Math.max(1, Math.trunc(page) || 1), pages)
  return { page: chosen, pages, limit: size, offset: (chosen - 1) * size }
}

/** The number of a patch for people, see patchNumber; null for none. */
export function shownNumber(slot: number | null): number | null {
  return slot === null ? null : patchNumber(slot)
}
