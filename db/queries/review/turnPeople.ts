import { OPEN_STATUSES, RECHECK_STATUSES } from '../../../lib/review/states'
import type { Db } from '../../open'
import { readList } from '../format'
import type { PersonDetail, TurnView } from '../views'

/**
 * The condition of SQL on a row of `standings` whose person has to look again: the code under their tag changed, their comment was addressed,
 * or the author answered it. `LOOK_AGAIN_PARAMETERS` are its parameters.
 */
export const LOOKS_AGAIN = `(standings.status IN (SELECT value FROM json_each(@recheck))
  OR (standings.status IN (SELECT value FROM json_each(@open)) AND standings.answered = 1))`
export const LOOK_AGAIN_PARAMETERS = {
  recheck: JSON.stringify(RECHECK_STATUSES),
  open: JSON.stringify(OPEN_STATUSES),
}

/** Which standings prove that the series is waiting on their person, by the role it is waiting on. */
const PROOF = { reviewers: LOOKS_AGAIN, maintainer: "standings.position = 'applied'" } as const

/**
 * The people that a series is waiting on, as far as the mail proves who they are: the author; the reviewers who have to look again; of the
 * maintainers, those who applied other patches of the series. Empty when only the role is known. A list asks this for each of its rows.
 */
export function listTurnPeople(
  db: Db,
  series: {
    readonly id: number
    readonly turn: TurnView['whose']
    readonly author_name: string
    readonly author_email: string
  },
): PersonDetail[] {
  const { id, turn, author_name: name, author_email: email } = series
  if (turn === 'nobody') return []
  if (turn === 'author') return [{ name, emails: [email] }]
  return db
    .prepare<{ id: number; recheck?: string; open?: string }, { name: string; emails: string }>(
      `SELECT people.name, people.emails
       FROM standings JOIN people ON people.series = standings.series AND people.person = standings.person
       WHERE standings.series = @id AND ${PROOF[turn]} GROUP BY people.person ORDER BY min(standings.ordinal)`,
    )
    .all(turn === 'reviewers' ? { id, ...LOOK_AGAIN_PARAMETERS } : { id })
    .map((row) => ({ name: row.name, emails: readList(row.emails) }))
}
