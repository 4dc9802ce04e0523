import { parseDate } from 'chrono-node'
import type { TimeQuery } from './query'

const SECOND_MS = 1_000
const DAY_MS = 86_400_000

/** Longest date that is read, in UTF-16 units: "the last friday of september 2022" fits. */
const MAX_DATE = 40

/** A point in time that somebody wrote; `day`: it was written as a day of the calendar. */
interface Moment {
  readonly ms: number
  readonly day: boolean
}

/**
 * The time that `d:`, `dt:` or `rt:` asks for: `20220828`, `2022-08-28..2022-09-01`, `3.days.ago..`, `..last.week`, seconds since 1970. Dates
 * are in UTC. As in public-inbox, `d:` of days ends with the last second of its last day, a single day of it spans two, and any other single
 * time means the 24 hours after it. `nowMs` is what "ago" counts from. Undefined for a text that is not a date.
 */
export function parseTimeRange(
  text: string,
  { clock, days, nowMs }: Pick<TimeQuery, 'clock'> & { readonly days: boolean; readonly nowMs: number },
): TimeQuery | undefined {
  const dots = text.indexOf('..')
  const read = (part: string): Moment | undefined => parseMoment(part, clock, nowMs)
  if (dots < 0) {
    const from = read(text)
    if (from === undefined) return undefined
    const lengthMs = days && from.day ? 2 * DAY_MS : DAY_MS + SECOND_MS
    return { kind: 'time', clock, fromMs: from.ms, beforeMs: from.ms + lengthMs }
  }
  const [first, last] = [text.slice(0, dots), text.slice(dots + 2)]
  const from = read(first)
  const to = read(last)
  if ((first !== '' && from === undefined) || (last !== '' && to === undefined)) return undefined
  if (from === undefined && to === undefined) return undefined
  const endMs = to === undefined ? undefined : to.ms + (days && to.day ? DAY_MS : SECOND_MS)
  return {
    kind: 'time',
    clock,
    ...(from === undefined ? {} : { fromMs: from.ms }),
    ...(endMs === undefined ? {} : { beforeMs: endMs }),
  }
}

function parseMoment(text: string, clock: TimeQuery['clock'], nowMs: number): Moment | undefined {
  if (text === '' || text.length > MAX_DATE) return undefined
  if (clock === 'received' && /^\d{5,12}$/.test(text)) return { ms: Number(text) * SECOND_MS, day: false }
  const numbers = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2}))?$/.exec(text)
  if (numbers !== null) return fromNumbers(numbers)
  const words = text
    .replace(/[._]+/g, ' ')
    .replace(/(?<=\d)(?=[a-z])/gi, ' ')
    .trim()
  const ago = /^\d+ [a-z]+$/i.test(words) ? `${words} ago` : words
  const ms = parseDate(ago, { instant: new Date(nowMs), timezone: 'UTC' })?.getTime()
  return ms === undefined || Number.isNaN(ms) ? undefined : { ms, day: false }
}

/** A date in numbers; undefined for a day that no calendar has. */
function fromNumbers(parts: RegExpExecArray): Moment | undefined {
  const [year = 0, month = 0, day = 0, ...clock] = parts.slice(1).map((part) => Number(part ?? 0))
  const [hour = 0, minute = 0, second = 0] = clock
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(ms)
  const exists =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 61
  return exists ? { ms, day: parts[4] === undefined } : undefined
}
