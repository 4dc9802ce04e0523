import type { Db } from '../../open'
import { readList } from '../format'
import type { PersonDetail } from '../views'
import { shownAddresses } from './persons'

/** Bounds the series that are looked at for the names and addresses of a person. */
const MAX_NAMED = 200

/** The name and all addresses of the person with this address, from the series in which it is one of several of the same person. */
export function findPerson(db: Db, address: string): PersonDetail | undefined {
  const email = address.toLowerCase()
  // `name+list@host` is the same person as `name@host`, the address under which a series knows them.
  return readPerson(db, email) ?? readPerson(db, email.replace(/\+[^@]*@/, '@'))
}

function readPerson(db: Db, email: string): PersonDetail | undefined {
  const rows = db
    .prepare<{ email: string; limit: number }, { name: string; emails: string }>(
      `SELECT people.name, people.emails
       FROM addresses JOIN people ON people.series = addresses.series AND people.person = addresses.person
            JOIN series ON series.id = addresses.series
       WHERE addresses.email = @email ORDER BY series.last_ms DESC, series.key LIMIT @limit`,
    )
    .all({ email, limit: MAX_NAMED })
  const name = rows.find((row) => row.name !== '')?.name ?? ''
  const emails = shownAddresses(rows.flatMap((row) => readList<string>(row.emails)))
  return rows.length === 0 ? undefined : { name, emails }
}
