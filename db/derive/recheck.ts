import type { Db } from '../open'

const waiting = new WeakMap<Db, Set<string>>()

/**
 * The mailboxes about which something may have changed since series were last derived, so that series in which they wrote have to be looked at
 * again. Whoever changes what is known of a person adds to it; deriveTouched empties it. One that is in vain costs a look-up.
 */
export function toRecheck(db: Db): Set<string> {
  const known = waiting.get(db)
  if (known !== undefined) return known
  const made = new Set<string>()
  waiting.set(db, made)
  return made
}
