import type { Issue } from '../issue'
import { parseMailDate } from './date'
import { type HeaderField, headerValues } from './header'

const MINUTE_MS = 60_000
/** A smaller difference between the Date header and the time of receipt is delivery time, not a wrong clock. */
const ACCEPTED_SKEW_MINUTES = 60

/** Minutes by which the Date header is ahead (+) of the time of receipt or behind it (-); null up to the accepted skew of an hour. */
export function skewMinutes(sentMs: number, receivedMs: number): number | null {
  const minutes = Math.round((sentMs - receivedMs) / MINUTE_MS)
  return Math.abs(minutes) > ACCEPTED_SKEW_MINUTES ? minutes : null
}

/**
 * When the mail was received, in milliseconds since 1970: the topmost hop with a readable date is the newest, and the only one
 * that was not written by machines of the sender. Null when no hop has a date.
 */
export function readReceived(fields: readonly HeaderField[]): number | null {
  for (const value of headerValues(fields, 'received')) {
    const date = parseMailDate(value.slice(value.lastIndexOf(';') + 1))
    if (date !== undefined) return date.ms
  }
  return null
}

/**
 * An issue `date-skew` when the Date header is more than an hour from the time of receipt, both in milliseconds since 1970;
 * else none. The author's clock or a long wait: both make the Date useless for ordering.
 */
export function findSkew(sentMs: number, receivedMs: number): Issue[] {
  const minutes = skewMinutes(sentMs, receivedMs)
  if (minutes === null) return []
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const size = hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} h ${rest} min`
  const text = `The Date header is ${size} ${minutes > 0 ? 'ahead of' : 'before'} the time of receipt, which is what counts here.`
  return [{ code: 'date-skew', text }]
}
