/** A time as the queries write it. */
const OWN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** `2022-09-21 10:44` in UTC. Text that is not a date is returned unchanged. */
export function formatMinute(iso: string): string {
  if (OWN.test(iso)) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
  return Number.isNaN(Date.parse(iso)) ? iso : new Date(iso).toISOString().slice(0, 16).replace('T', ' ')
}

/** `2022-09-21` in UTC. */
export function formatDay(iso: string): string {
  return OWN.test(iso) ? iso.slice(0, 10) : formatMinute(iso).slice(0, 10)
}

/** `7 h 16 min ahead of receipt`, from minutes; positive when the `Date:` header is later than the time of receipt. */
export function formatSkew(minutes: number): string {
  const size = Math.abs(Math.round(minutes))
  const days = Math.floor(size / 1440)
  const hours = Math.floor((size % 1440) / 60)
  const parts = [
    days > 0 ? `${days} d` : '',
    hours > 0 ? `${hours} h` : '',
    days === 0 && size % 60 > 0 ? `${size % 60} min` : '',
  ]
  return `${parts.filter((part) => part !== '').join(' ') || '0 min'} ${minutes < 0 ? 'behind' : 'ahead of'} receipt`
}
