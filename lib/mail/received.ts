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
 * When the mail was received, in milliseconds since 1970. The topmost `Received:` field with a readable date is the newest, and the
 * only one that no machine of the sender wrote. Null when none has a date.
 */
export function readReceived(fields: readonly HeaderField[]): number | null {
  for (const value of headerValues(fields, 'received')) {
    const date = parseMailDate(value.slice(value.lastIndexOf(';') + 1))
    if (date !== undefined) return date.ms
  }
  return null
}

/**
 * An issue `date-skew` when the Date header differs from the time of receipt by more than the accepted skew; otherwise none. Either the
 * author's clock is wrong or the mail waited: in both cases the Date is useless for ordering.
 */
export function findSkew(sentMs: number, receivedMs: number): Issue[] {
  const minutes = skewMinutes(sentMs, receivedMs)
  if (minutes === null) return []
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const size = hours >= 48 ? `${Math.round(hours / 24)} days` : `${hours} h ${rest} min`
  const text = `The Date header is ${size} ${minutes > 0 ? 'ahead of' : 'before'} the time of receipt, which is what counts here.`
  return [{ code: 'date-skew', text }]
}
