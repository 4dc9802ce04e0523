import { DAY_MS } from '../../../lib/isoTime'
import { QUIET_MS } from '../../../lib/review/states'
import { coverQuery } from '../../../lib/search/cover'
import { listId } from '../../../lib/search/match'
import type { Query } from '../../../lib/search/query'
import { parseTerms, termsQuery } from '../../../lib/search/terms'
import type { Db } from '../../open'
import { choosePage, person } from '../format'
import { openCompare } from '../mail/findMails'
import { newestMailMs } from '../series/seriesState'
import { openSummaryOf, openTied, toTry } from './pullSummary'
import { openRecipients } from './pullText'
import type { ListedPull, PullGroup, PullListView, PullState } from './pullViews'
import { openPullFacts, PULL_COLUMNS, type PullRow, type PullStateRow, REQUEST } from './readPulls'

/** The groups of pull requests, in the order of the list. */
const PULL_GROUPS: readonly PullGroup[] = ['open', 'pulled', 'quiet', 'superseded', 'withdrawn', 'declined']

/** Rows of a group whose requests wait, of one whose requests do not, and of a page of one group. */
const OPEN_ROWS = 100
const OTHER_ROWS = 10
const PAGE_ROWS = 50

/** Which pull requests are listed. */
export interface PullFilter {
  readonly group?: PullGroup
  /** Words of the title, the text or the sender. */
  readonly query?: string
  /** Part of the name or address of the sender. */
  readonly from?: string
  /** Address of a mailing list that has it; some mails name a list with a dot for the @. */
  readonly list?: string
  /** From 1; of the group that is asked for. */
  readonly page?: number
}

/**
 * The pull requests that match, in groups: those without an answer by how long they wait, all others newest first. Without a group in
 * the filter, the first of each; with one, a page of it. A page after the last is the last.
 */
export function listPulls(db: Db, filter: PullFilter = {}): PullListView {
  const found = new Map(PULL_GROUPS.map((group) => [group, [] as number[]]))
  const groupOf = openGroupOf(db)
  for (const row of selectRequests(db, filter)) found.get(groupOf(row))?.push(row.id)
  found.get('open')?.reverse()
  const groups = [...found].flatMap(([group, { length }]) => (length === 0 ? [] : [{ group, total: length }]))
  const { group, page: wanted } = filter
  const toRow = openListed(db)
  if (group === undefined) {
    const ids = [...found].flatMap(([one, own]) => own.slice(0, one === 'open' ? OPEN_ROWS : OTHER_ROWS))
    const total = groups.reduce((sum, one) => sum + one.total, 0)
    return { groups, rows: ids.flatMap(toRow), total, page: 1, pages: 1 }
  }
  const own = found.get(group) ?? []
  const { page, pages, limit, offset } = choosePage(own.length, PAGE_ROWS, wanted)
  return { groups, rows: own.slice(offset, offset + limit).flatMap(toRow), total: own.length, page, pages }
}

/** The pull requests with all words of a query in their title, text or sender, newest first. */
export function searchPulls(db: Db, query: string, limit = 20): ListedPull[] {
  const rows = query === '' ? [] : selectRequests(db, { query }).slice(0, limit)
  const toRow = openListed(db)
  return rows.flatMap(({ id }) => toRow(id))
}

/** Newest first; [] for words without a letter or digit. */
function selectRequests(db: Db, { query = '', from = '', list = '' }: PullFilter): PullStateRow[] {
  const words = termsQuery(parseTerms(query))
  const sender = termsQuery(parseTerms(from), ['from'])
  if ((query !== '' && words === undefined) || (from !== '' && sender === undefined)) return []
  const parts = [words, sender].filter((part) => part !== undefined)
  const wanted: Query | undefined = parts.length === 0 ? undefined : { kind: 'all', parts }
  const covering = wanted === undefined ? { covers: [] } : coverQuery(wanted)
  if ('problem' in covering) return []
  // Words that must all be found make one cover.
  const [cover] = covering.covers
  const conditions = [
    REQUEST,
    ...(cover === undefined ? [] : ['pulls.message IN (SELECT rowid FROM mail_search WHERE mail_search MATCH @match)']),
    ...(list === ''
      ? []
      : [
          'EXISTS (SELECT 1 FROM mails, json_each(mails.lists) WHERE mails.id = pulls.message AND json_each.value IN (@list, @listId))',
        ]),
  ]
  const rows = db
    .prepare<Readonly<Record<string, string>>, PullStateRow>(
      `SELECT pulls.message AS id, pulls.url, pulls.ref, pulls.head, messages.received_ms, pulls.answer, pulls.next
       FROM pulls CROSS JOIN messages ON messages.id = pulls.message
       WHERE ${conditions.join(' AND ')} ORDER BY messages.received_ms DESC, messages.key`,
    )
    .all({
      ...(cover !== undefined && { match: cover.match }),
      ...(list !== '' && { list: list.toLowerCase(), listId: listId(list) }),
    })
  if (wanted === undefined || cover?.exact !== false) return rows
  const compare = openCompare(db, wanted)
  return rows.filter(({ id }) => compare(id) === 'match')
}

/** Prepares finding the group of a request. Its age is that against the newest mail, so no clock decides. */
function openGroupOf(db: Db): (row: PullStateRow) => PullGroup {
  const { stateOf } = openPullFacts(db)
  const quietBefore = newestMailMs(db) - QUIET_MS
  return (row) => toGroup(stateOf(row), row.received_ms < quietBefore)
}

function toGroup(state: PullState, quiet: boolean): PullGroup {
  return state === 'requested' ? (quiet ? 'quiet' : 'open') : state
}

/** Prepares reading a request as the list shows it; [] when there is none with this id. */
function openListed(db: Db): (id: number) => ListedPull[] {
  const select = db.prepare<{ id: number }, PullRow>(
    `SELECT ${PULL_COLUMNS} FROM pulls JOIN messages ON messages.id = pulls.message WHERE pulls.message = @id`,
  )
  const facts = openPullFacts(db)
  const summaryOf = openSummaryOf(db, facts)
  const groupOf = openGroupOf(db)
  const recipientsOf = openRecipients(db)
  const tiedOf = openTied(db)
  const nameOf = openNameOf(db)
  const newestMs = newestMailMs(db)
  return (id) => {
    const row = select.get({ id })
    if (row === undefined) return []
    const series = tiedOf(row)
    const to = recipientsOf(id).map((one) => person(one.name || (nameOf(one.email) ?? ''), one.email))
    return [
      {
        ...summaryOf(row, series),
        group: groupOf(row),
        days: Math.max(0, Math.floor((newestMs - row.received_ms) / DAY_MS)),
        to,
        known: [row.from_email, ...to.map(({ email }) => email)].filter((email) => nameOf(email) !== undefined),
        seriesIn: series,
        proof: facts.proofOf(row),
        supersededBy: toTry(facts.nextOf(row)),
      },
    ]
  }
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
