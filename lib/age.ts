const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MONTH_MS = 30.44 * DAY_MS
const YEAR_MS = 365.25 * DAY_MS

/** The units, the longest first, each with the least number of it that is named: 47 hours are more telling than 1 day. */
const UNITS: readonly (readonly [name: string, ms: number, least: number])[] = [
  ['year', YEAR_MS, 2],
  ['month', MONTH_MS, 3],
  ['day', DAY_MS, 2],
  ['hour', HOUR_MS, 2],
  ['minute', MINUTE_MS, 1],
]

/** How long ago something was, in one whole unit: '40 minutes', '5 hours', '12 days', '3 years'. Below a minute, or in the future, 'less than a minute'. */
export function ageWords(ms: number): string {
  for (const [name, size, least] of UNITS) {
    const number = Math.floor(ms / size)
    if (number >= least) return `${number} ${name}${number === 1 ? '' : 's'}`
  }
  return 'less than a minute'
}

/** How long ago something was, for a sentence: '5 hours ago'. A time that is more than a minute ahead says that a clock is wrong. */
export function agoWords(ms: number): string {
  return ms < -MINUTE_MS ? `${ageWords(-ms)} ahead of this clock` : `${ageWords(ms)} ago`
}
