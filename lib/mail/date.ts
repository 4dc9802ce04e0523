const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = new RegExp(`(?:^|[^a-z])(${MONTHS.join('|')})`, 'i')

/** Zone names that RFC 5322 calls obsolete but still asks readers to accept, in hours east of UTC. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  cet: 1,
  cest: 2,
  jst: 9,
}

/** A date outside this range comes from a broken clock (real headers say 1904 and 71685) and is ignored. */
const EARLIEST_MS = Date.UTC(1980, 0, 1)
const LATEST_MS = Date.UTC(2100, 0, 1)

export interface MailDate {
  readonly ms: number
  /** Minutes east of UTC; 0 when missing or impossible (14 hours or more). */
  readonly zoneMinutes: number
}

/**
 * Reads the date of a mail header as RFC 5322, section 3.3 defines it, and the odd forms that occur in archives:
 * the weekday anywhere, one-digit days and hours, two-digit years, missing seconds, `PM`, `--500`, `EDT`, `GMT+2`, ISO 8601.
 * Returns undefined for text without a day, month, year and time, and for years before 1980 or after 2099.
 */
export function parseMailDate(header: string): MailDate | undefined {
  const text = header.slice(0, 200).replace(/\([^()]*\)/g, ' ')
  const parts = readIso(text) ?? readRfc(text)
  if (parts === undefined) return undefined
  const zoneMinutes = parseZone(parts.zone)
  const ms =
    Date.UTC(parts.year, parts.month, parts.day, parts.hour, parts.minute, Math.min(parts.second, 59)) -
    zoneMinutes * 60_000
  if (!(ms >= EARLIEST_MS && ms < LATEST_MS)) return undefined
  return { ms, zoneMinutes }
}

interface DateParts {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly zone: string
}

function readIso(text: string): DateParts | undefined {
  const found = /^\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d{1,9})?\s*(.{0,20})/.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second = '0', zone = ''] = found
  return checkParts({
    year: Number(year),
    month: Number(month) - 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zone,
  })
}

function readRfc(text: string): DateParts | undefined {
  const clock = /(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?/.exec(text)
  if (clock === null) return undefined
  const before = text.slice(0, clock.index)
  const half = /^\s{0,3}([ap])m\b/i.exec(text.slice(clock.index + clock[0].length))
  const after = text.slice(clock.index + clock[0].length + (half?.[0].length ?? 0))
  const month = MONTHS.indexOf(MONTH.exec(before)?.[1]?.toLowerCase() ?? '')
  const numbers = before.match(/\d+/g)?.map(Number) ?? []
  // In asctime order ("Thu Sep  1 07:18:10 2022") the year follows the time.
  const late = /(?:^|\s)(\d{4})(?=\s|$)/.exec(after)
  const day = numbers[0]
  const rawYear = numbers[1] ?? (late === null ? undefined : Number(late[1]))
  if (month < 0 || day === undefined || rawYear === undefined) return undefined
  const zone = (numbers[1] === undefined && late !== null ? after.replace(late[0], '') : after).trim()
  return checkParts({
    year: fullYear(rawYear),
    month,
    day,
    hour: hourOfDay(Number(clock[1]), half?.[1]),
    minute: Number(clock[2]),
    second: Number(clock[3] ?? 0),
    zone,
  })
}

/** `12 AM` is midnight and `12 PM` noon. An hour above 12 is kept; checkParts rejects 24. */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** RFC 5322, section 4.3: 00 to 49 means 20xx, 50 to 999 counts from 1900. */
function fullYear(year: number): number {
  if (year < 50) return year + 2000
  return year < 1000 ? year + 1900 : year
}

function checkParts(parts: DateParts): DateParts | undefined {
  const { month, day, hour, minute, second } = parts
  const lastDay = new Date(Date.UTC(parts.year, month + 1, 0)).getUTCDate()
  const sound = month >= 0 && month < 12 && day >= 1 && day <= lastDay && hour < 24 && minute < 60 && second <= 60
  return sound ? parts : undefined
}

/** Minutes east of UTC for the text after the time: `+0200`, `+02:00`, `--500`, `+1`, `EDT`, `GMT+2`, `GMT +0200`; 0 for anything else. */
function parseZone(text: string): number {
  const [first = '', second = ''] = text
    .replace(/["',;]/g, ' ')
    .trim()
    .split(/\s+/)
  const word = /^[a-z]*/i.exec(first)?.[0] ?? ''
  const named = NAMED_ZONES[word.toLowerCase()]
  // In `GMT+2` and `GMT +0200` the number is an offset from GMT; after any other name it repeats that zone.
  const offset = word === '' ? first : named === 0 ? first.slice(word.length) || second : ''
  const numeric = /^([+-])[+-]?(\d{1,4})$/.exec(offset.replace(':', ''))
  if (numeric?.[1] === undefined || numeric[2] === undefined) return (named ?? 0) * 60
  const digits = numeric[2]
  // "+1" and "-05" are hours; "-500" lost its leading zero.
  const hours = digits.length <= 2 ? Number(digits) : Math.floor(Number(digits) / 100)
  const minutes = digits.length <= 2 ? 0 : Number(digits) % 100
  const total = hours * 60 + minutes
  if (total >= 14 * 60 || total === 0) return 0
  return numeric[1] === '-' ? -total : total
}
