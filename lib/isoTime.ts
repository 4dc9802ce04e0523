export const DAY_MS = 24 * 60 * 60_000

/** Formatting a day is slow, and the mails of an archive share their days. */
const days = new Map<number, string>()
const MAX_DAYS = 20_000

/** Every number below sixty as two digits. */
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))

/** Formats a time as a day in UTC, ISO 8601: '2022-09-01'. Throws RangeError for a time outside the calendar. */
export function isoDay(ms: number): string {
  const day = Math.floor(ms / DAY_MS)
  const found = days.get(day)
  if (found !== undefined) return found
  const text = new Date(day * DAY_MS).toISOString().slice(0, -'T00:00:00.000Z'.length)
  if (days.size >= MAX_DAYS) days.clear()
  days.set(day, text)
  return text
}

/** Formats a time in UTC, ISO 8601, in whole seconds: '2022-09-01T07:17:00Z'. Throws RangeError for a time outside the calendar. */
export function isoTime(ms: number): string {
  const seconds = Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / 1_000)
  const minutes = Math.floor(seconds / 60)
  return `${isoDay(ms)}T${TWO[Math.floor(minutes / 60)]}:${TWO[minutes % 60]}:${TWO[seconds % 60]}Z`
}
