import { QUIET_MS } from '../../../lib/review/states'
import { type Cover, coverQuery, isOnlyMatch } from '../../../lib/search/cover'
import { listId } from '../../../lib/search/match'
import { nameQuery } from '../../../lib/search/nameQuery'
import type { Query } from '../../../lib/search/query'
import { readSearch } from '../../../lib/search/readSearch'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import { openCompare } from '../mail/findMails'
import { daysSince, openPullPeople } from './pullPeople'
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
  /** What the mail of the request is searched for, as in a search box. */
  readonly query?: string
  /** Part of the name or address of the sender. */
  readonly from?: string
  /** A mailing list that it was sent to, by address or List-Id. */
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
  const { rows: requests, cut } = selectRequests(db, filter)
  for (const row of requests) found.get(groupOf(row))?.push(row.id)
  found.get('open')?.reverse()
  const groups = [...found].flatMap(([group, { length }]) => (length === 0 ? [] : [{ group, total: length }]))
  const { group, page: wanted } = filter
  const toRow = openListed(db)
  if (group === undefined) {
    const ids = [...found].flatMap(([one, own]) => own.slice(0, one === 'open' ? OPEN_ROWS : OTHER_ROWS))
    const total = groups.reduce((sum, one) => sum + one.total, 0)
    return { groups, rows: ids.flatMap(toRow), total, cut, page: 1, pages: 1 }
  }
  const own = found.get(group) ?? []
  const { page, pages, limit, offset } = choosePage(own.length, PAGE_ROWS, wanted)
  return { groups, rows: own.slice(offset, offset + limit).flatMap(toRow), total: own.length, cut, page, pages }
}

/** The pull requests that a search finds, newest first; `cut`: older ones were not looked at. */
export function searchPulls(
  db: Db,
  query: string,
  limit = 20,
): { readonly rows: readonly ListedPull[]; readonly total: number; readonly cut: boolean } {
  const { rows, cut } = query === '' ? NOTHING : selectRequests(db, { query })
  const toRow = openListed(db)
  return { rows: rows.slice(0, limit).flatMap(({ id }) => toRow(id)), total: rows.length, cut }
}

/** Requests, newest first; `cut`: older ones were not compared with the words. */
interface Requests {
  readonly rows: readonly PullStateRow[]
  readonly cut: boolean
}

const NOTHING: Requests = { rows: [], cut: false }

/** The requests that match; none for words without a letter or digit. */
function selectRequests(db: Db, { query = '', from = '', list = '' }: PullFilter): Requests {
  const asked = query === '' ? undefined : readSearch(query, { nowMs: newestMailMs(db) }).query
  const sender = from === '' ? undefined : nameQuery(from)
  if ((query !== '' && asked === undefined) || (from !== '' && sender === undefined)) return NOTHING
  const parts = [asked, sender].filter((part) => part !== undefined)
  const wanted: Query | undefined = parts.length === 0 ? undefined : { kind: 'all', parts }
  const covering = wanted === undefined ? { covers: [] } : coverQuery(wanted)
  if ('problem' in covering) return NOTHING
  const { covers } = covering
  // A look-up without words might give any request.
  const matches = covers.some(({ match }) => match === '') ? [] : covers.map(({ match }) => match)
  const found = matches.map((_, index) => `SELECT rowid FROM mail_search WHERE mail_search MATCH @match${index}`)
  const conditions = [
    REQUEST,
    ...(found.length === 0 ? [] : [`pulls.message IN (${found.join(' UNION ')})`]),
    ...(list === ''
      ? []
      : [
          "EXISTS (SELECT 1 FROM mails, json_each(mails.lists) WHERE mails.id = pulls.message AND replace(lower(json_each.value), '@', '.') = @listId)",
        ]),
  ]
  const rows = db
    .prepare<Readonly<Record<string, string>>, PullStateRow>(
      `SELECT pulls.message AS id, pulls.url, pulls.ref, pulls.head, messages.received_ms, pulls.answer, pulls.next
       FROM pulls CROSS JOIN messages ON messages.id = pulls.message
       WHERE ${conditions.join(' AND ')} ORDER BY messages.received_ms DESC, messages.key`,
    )
    .all({
      ...Object.fromEntries(matches.map((match, index) => [`match${index}`, match])),
      ...(list !== '' && { listId: listId(list) }),
    })
  return wanted === undefined || covers.every(isExact) ? { rows, cut: false } : compareEach(db, wanted, rows)
}

/** Whether the words of the index alone decide. */
function isExact(cover: Cover): boolean {
  return cover.exact && isOnlyMatch(cover)
}

function compareEach(db: Db, wanted: Query, rows: readonly PullStateRow[]): Requests {
  const compare = openCompare(db, wanted)
  const kept: PullStateRow[] = []
  for (const row of rows) {
    const answer = compare(row.id)
    if (answer === 'enough') return { rows: kept, cut: true }
    if (answer === 'match') kept.push(row)
  }
  return { rows: kept, cut: false }
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
  const countApplied = db
    .prepare<{ keys: string }, number>(
      "SELECT count(*) FROM series WHERE series.key IN (SELECT value FROM json_each(@keys)) AND series.state = 'applied'",
    )
    .pluck()
  const peopleOf = openPullPeople(db)
  const newestMs = newestMailMs(db)
  return (id) => {
    const row = select.get({ id })
    if (row === undefined) return []
    const series = tiedOf(row)
    return [
      {
        ...summaryOf(row, series),
        group: groupOf(row),
        days: daysSince(newestMs, row.received_ms),
        ...peopleOf(row.from_email, recipientsOf(id)),
        seriesIn: series,
        applied:
          facts.stateOf(row) === 'requested'
            ? (countApplied.get({ keys: JSON.stringify(series.map((one) => one.id)) }) ?? 0)
            : 0,
        proof: facts.proofOf(row),
        supersededBy: toTry(facts.nextOf(row)),
      },
    ]
  }
}
