import { at } from '../../../lib/at'
import { memo } from '../../../lib/memo'
import { mailboxKey } from '../../../lib/review/basis'
import type { Db } from '../../open'
import type { PersonDetail } from '../views'
import { type LinkableRow, linkComments } from './linkedComments'
import { recipientsOf } from './maintainers'
import { openRoles } from './roles'
import { listPeople } from './seriesPeople'

/** Bounds the comments of a series that are read, the newest of them, as for its threads. */
const MAX_COMMENTS = 3_000

interface Row extends LinkableRow {
  readonly line: number
  readonly person: number
}

/** Says who answered the comment of a mail that begins at a line, other than who made it and the author's side; null for nobody. */
export type FindAnswerer = (series: number, mail: number, line: number) => PersonDetail | null

/**
 * Prepares to find out who answered a comment that its author has not: the first maintainer, or person to whom the newest version was sent, who did so right
 * below it. A stranger's answer is in the thread and nowhere else. The comments of a series are read when it is first asked for; linear in them.
 */
export function openAnswerers(db: Db): FindAnswerer {
  const known = new Map<number, ReadonlyMap<string, PersonDetail>>()
  return (series, mail, line) => memo(known, series, () => listAnswerers(db, series)).get(`${mail}/${line}`) ?? null
}

function listAnswerers(db: Db, series: number): ReadonlyMap<string, PersonDetail> {
  const people = listPeople(db, series)
  const roleOf = openRoles(db, series)
  const rows = db
    .prepare<{ series: number; limit: number }, Row>(
      `SELECT remarks.message AS mail, remarks.line, remarks.person, remarks.text, remarks.quoted, remarks.place, places.parent
       FROM remarks JOIN places ON places.message = remarks.message
       WHERE remarks.series = @series ORDER BY remarks.ordinal DESC LIMIT @limit`,
    )
    .all({ series, limit: MAX_COMMENTS })
    .reverse()
  const { to, cc } = recipientsOf(db, series)
  const addressed = new Set([...to, ...cc].map(({ email }) => mailboxKey(email)))
  const personAt = (index: number) => at(people, at(rows, index).person)
  const isAuthor = (index: number) => roleOf(personAt(index).emails) === 'author'
  const isStranger = (index: number) => {
    const { emails } = personAt(index)
    return roleOf(emails) !== 'maintainer' && !emails.some((email) => addressed.has(mailboxKey(email)))
  }
  const found = new Map<string, PersonDetail>()
  for (const [index, answered] of linkComments(db, rows, isAuthor).entries()) {
    if (answered === null) continue
    const [reply, asking] = [at(rows, index), at(rows, answered)]
    const key = `${asking.mail}/${asking.line}`
    if (reply.person === asking.person || isAuthor(index) || isStranger(index) || found.has(key)) continue
    found.set(key, at(people, reply.person))
  }
  return found
}
