import { memo } from '../../../lib/memo'
import { mailboxKey } from '../../../lib/review/basis'
import type { Db } from '../../open'
import type { PersonDetail } from '../views'
import { type LinkedComment, listLinked } from './linkedComments'
import { recipientsOf } from './maintainers'

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
  const { to, cc } = recipientsOf(db, series)
  const addressed = new Set([...to, ...cc].map(({ email }) => mailboxKey(email)))
  const isStranger = ({ role, person }: LinkedComment) =>
    role !== 'maintainer' && !person.emails.some((email) => addressed.has(mailboxKey(email)))
  const found = new Map<string, PersonDetail>()
  for (const reply of listLinked(db, series)) {
    const { answered, person, role } = reply
    if (answered === null) continue
    const key = `${answered.mail}/${answered.line}`
    if (person === answered.person || role === 'author' || isStranger(reply) || found.has(key)) continue
    found.set(key, person)
  }
  return found
}
