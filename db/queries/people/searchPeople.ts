import { groupBy } from '../../../lib/groupBy'
import type { MessageId } from '../../../lib/mail/types'
import { type MatchedMail, openMatch } from '../../../lib/search/match'
import { matchColumns } from '../../../lib/search/matchColumns'
import { readSearch } from '../../../lib/search/readSearch'
import { newestMailMs } from '../../newestMail'
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

/**
 * The people whose name and addresses are what a text in a search box asks for, read as the sender of a mail, those in most series first,
 * each with what is waiting on them; `total` counts all of them.
 */
export function searchPeople(
  db: Db,
  text: string,
  limit = FOUND_PEOPLE,
): { readonly rows: readonly PersonHitView[]; readonly total: number } {
  const { query } = readSearch(text, { nowMs: newestMailMs(db) })
  const words = query === undefined ? '' : matchColumns(query, { from: ['author', 'reviewer'] })
  if (query === undefined || words === '') return { rows: [], total: 0 }
  const isAsked = openMatch(query)
  const matching = db
    .prepare<{ words: string; limit: number }, PersonRow>(
      `SELECT people.name, people.emails
       FROM (SELECT rowid FROM series_search WHERE series_search MATCH @words ORDER BY rowid DESC LIMIT @limit) AS hit
            CROSS JOIN people ON people.series = hit.rowid`,
    )
    .all({ words, limit: MAX_SERIES })
    .map(({ name, emails }): PersonDetail => ({ name, emails: readList<string>(emails) }))
    .filter((one) => one.emails.length > 0 && isAsked(asSender(one)))
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

/** A mail of which nothing is known but that this person sent it. */
function asSender({ name, emails }: PersonDetail): MatchedMail {
  return { ...NO_MAIL, from: { name, email: emails.join(' ') } }
}

const NO_MAIL: Omit<MatchedMail, 'from'> = {
  messageId: '' as MessageId,
  subject: '',
  to: [],
  cc: [],
  lists: [],
  body: '',
  succession: '',
  sentMs: 0,
  receivedMs: 0,
}
