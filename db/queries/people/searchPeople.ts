import { groupBy } from '../../../lib/groupBy'
import { hasTerms } from '../../../lib/search/snippet'
import { matchExpression, parseTerms } from '../../../lib/search/terms'
import type { Db } from '../../open'
import { readList } from '../format'
import { NO_REPOSTS } from '../lists/filter'
import type { PersonDetail, PersonHitView } from '../views'
import { listPeopleWaiting } from './peopleList'
import { hasMailbox, joinPersons, mailboxesOf } from './persons'

/** Bounds the series in which people are looked for, those imported last. */
const MAX_SERIES = 1_000
const FOUND_PEOPLE = 5

interface PersonRow {
  readonly name: string
  readonly emails: string
}

/** The people whose name and addresses have every word of a query, those in most series first, each with what is waiting on them; `total` counts all of them. */
export function searchPeople(
  db: Db,
  query: string,
  limit = FOUND_PEOPLE,
): { readonly rows: readonly PersonHitView[]; readonly total: number } {
  const terms = parseTerms(query)
  const words = matchExpression(terms)
  if (words === '') return { rows: [], total: 0 }
  const matching = db
    .prepare<{ words: string; limit: number }, PersonRow>(
      `SELECT people.name, people.emails
       FROM (SELECT rowid FROM series_search WHERE series_search MATCH @words ORDER BY rowid DESC LIMIT @limit) AS hit
            CROSS JOIN people ON people.series = hit.rowid`,
    )
    .all({ words: `{author reviewer} : (${words})`, limit: MAX_SERIES })
    .filter(({ name, emails }) => hasTerms(`${name} ${emails}`, terms))
    .map(({ name, emails }): PersonDetail => ({ name, emails: readList<string>(emails) }))
    .filter(({ emails }) => emails.length > 0)
  const persons = joinPersons(matching)
  const found = [...groupBy(matching, persons.idOf)].sort(([, a], [, b]) => b.length - a.length)
  const count = db
    .prepare<{ emails: string }, number>(
      `SELECT count(DISTINCT addresses.series) FROM addresses
       WHERE addresses.email IN (SELECT value FROM json_each(@emails)) AND addresses.series ${NO_REPOSTS}`,
    )
    .pluck()
  const waiting = found.length === 0 ? [] : listPeopleWaiting(db, { size: Number.MAX_SAFE_INTEGER }).rows
  return {
    rows: found.slice(0, limit).map(([id]) => {
      const person = persons.detailOf(id)
      const mailboxes = mailboxesOf(person.emails)
      const series = count.get({ emails: JSON.stringify(person.emails) }) ?? 0
      return { person, series, waiting: waiting.find((row) => hasMailbox(row.person, mailboxes)) ?? null }
    }),
    total: found.length,
  }
}
