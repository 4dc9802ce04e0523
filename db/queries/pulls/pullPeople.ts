import { DAY_MS } from '../../../lib/isoTime'
import type { Address } from '../../../lib/mail/types'
import type { Db } from '../../open'
import { person } from '../format'
import type { ListedPull } from '../views'

/** Prepares naming whom a request was sent to, and saying who of them and its sender has a page here. */
export function openPullPeople(db: Db): (from: string, to: readonly Address[]) => Pick<ListedPull, 'to' | 'known'> {
  const nameOf = openNameOf(db)
  return (from, to) => ({
    to: to.map((one) => person(one.name || (nameOf(one.email) ?? ''), one.email)),
    known: [from, ...to.map(({ email }) => email)].filter((email) => nameOf(email) !== undefined),
  })
}

/** Whole days from a mail to the newest one of the archive. */
export function daysSince(newestMs: number, receivedMs: number): number {
  return Math.max(0, Math.floor((newestMs - receivedMs) / DAY_MS))
}

/** Prepares looking up the name that the newest series with an address has for it, '' if it has none; undefined for an address in no series. */
function openNameOf(db: Db): (email: string) => string | undefined {
  const select = db
    .prepare<{ email: string }, string>(
      `SELECT coalesce((
         SELECT people.name FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
         WHERE addresses.email = @email AND people.name <> '' ORDER BY addresses.series DESC LIMIT 1), '')
       WHERE EXISTS (SELECT 1 FROM addresses WHERE addresses.email = @email)`,
    )
    .pluck()
  return (email) => select.get({ email: email.toLowerCase() })
}
