import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { looksAgain, type OwnStanding, whyAgain } from '../../../lib/review/again'
import { OPEN_STATES } from '../../../lib/review/states'
import { type Answered, readAnswered } from '../../answered'
import type { Db } from '../../open'
import { readList } from '../format'
import type { PersonDetail } from '../views'

/** Somebody who has to look at a series again. */
export interface Looker {
  readonly series: number
  readonly person: PersonDetail
}

interface StandingRow extends Omit<OwnStanding, keyof Answered> {
  readonly series: number
  readonly person: number
  readonly answered: number
}

/** Who has to look again at which of these series: not once patches were applied or are in a pull request, and not whoever sent them. */
export function listLookers(db: Db, series: readonly number[]): Looker[] {
  const rows = db
    .prepare<{ series: string; states: string }, StandingRow>(
      `SELECT standings.series, standings.person, standings.patch, standings."last", standings.position, standings.status, standings.answered,
              standings.message || ' ' || standings.quote AS sentence
       FROM series CROSS JOIN standings ON standings.series = series.id
       WHERE series.id IN (SELECT value FROM json_each(@series)) AND series.state IN (SELECT value FROM json_each(@states))
       ORDER BY standings.series, standings.ordinal`,
    )
    .all({ series: JSON.stringify(series), states: JSON.stringify(OPEN_STATES) })
  const selectPerson = db.prepare<{ series: number; person: number }, { name: string; emails: string; own: number }>(
    `SELECT people.name, people.emails, EXISTS (SELECT 1 FROM json_each(people.emails) WHERE json_each.value = series.author_email) AS own
     FROM people JOIN series ON series.id = people.series WHERE people.series = @series AND people.person = @person`,
  )
  return [...groupBy(rows, ({ series: id, person }) => `${id} ${person}`).values()].flatMap((own): Looker[] => {
    if (!looksAgain(whyAgain(own.map((row) => ({ ...row, ...readAnswered(row.answered) }))))) return []
    const { series: id, person } = at(own, 0)
    const found = selectPerson.get({ series: id, person })
    if (found === undefined || found.own === 1) return []
    return [{ series: id, person: { name: found.name, emails: readList<string>(found.emails) } }]
  })
}
