import { groupBy } from '../../../lib/groupBy'
import { mailboxKey } from '../../../lib/review/basis'
import { DUTIES, type Duty } from '../../../lib/review/duty'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { choosePage, isoTime } from '../format'
import { daysSince } from '../pulls/pullPeople'
import { openIsMaintainer } from '../review/maintainers'
import type { DutyCounts, PeopleRow, PeopleView } from '../views'
import { countToAnswer } from './personComments'
import { joinPersons, type Persons } from './persons'
import { listUnderWay } from './underWay'
import { listWaits, type Wait } from './waits'

/** Bounds the series that are counted. */
const MAX_SERIES = 1_000
const PAGE_ROWS = 100
/** Whom somebody's series are waiting on, by name. */
const MAX_NAMED = 3

/** What is asked of the list; `query` narrows it to people whose name or address has all of its words. */
interface PeopleFilter {
  readonly query?: string
  readonly page?: number
  /** Rows on a page. */
  readonly size?: number
}

/** A page of the people whom series under way are waiting on, and of those whose series are waiting on others. */
export function listPeopleWaiting(db: Db, { query = '', page = 1, size = PAGE_ROWS }: PeopleFilter = {}): PeopleView {
  const newestMs = newestMailMs(db)
  const series = listUnderWay(db, newestMs, MAX_SERIES + 1)
  const waits = listWaits(db, series.slice(0, MAX_SERIES))
  const persons = joinPersons(
    waits.flatMap(({ author, duties }) => [...duties.flatMap(({ people }) => people), author]),
  )
  const isMaintainer = openIsMaintainer(db)
  const toAnswer = countToAnswer(
    db,
    waits.flatMap(({ series: id, onOthers }) => (onOthers ? [id] : [])),
  )
  const rows = [...tally(waits, persons, toAnswer)]
    .map(([id, one]) => toRow(id, one, { persons, isMaintainer, newestMs }))
    .filter(({ person }) => matches(`${person.name} ${person.emails.join(' ')}`, query))
    .sort((a, b) => b.total - a.total || b.own - a.own || (a.person.name < b.person.name ? -1 : 1))
  const { page: current, pages, limit, offset } = choosePage(rows.length, size, page)
  return {
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    page: current,
    pages,
    cut: series.length > MAX_SERIES,
  }
}

/** What is waiting on one person. */
interface Tally {
  readonly counts: Record<Duty, number>
  /** The last of the series that they have to look at again. */
  again: string
  sinceMs: number
  /** Own series that are waiting on others, and on whom, by their ids. */
  own: number
  /** Comments to answer on these. */
  toAnswer: number
  readonly on: string[]
}

function tally(waits: readonly Wait[], { idOf }: Persons, toAnswer: ReadonlyMap<number, number>): Map<string, Tally> {
  const found = new Map<string, Tally>()
  const tallyOf = (id: string): Tally => {
    const known = found.get(id)
    if (known !== undefined) return known
    const fresh = {
      counts: { ...NO_DUTIES },
      again: '',
      sinceMs: Number.POSITIVE_INFINITY,
      own: 0,
      toAnswer: 0,
      on: [],
    }
    found.set(id, fresh)
    return fresh
  }
  for (const { series, author, underWay, duties, onOthers, sinceMs } of waits) {
    for (const { duty, people } of duties) {
      for (const id of new Set(people.map(idOf))) {
        const one = tallyOf(id)
        one.counts[duty]++
        if (duty === 'look-again') one.again = underWay.key
        one.sinceMs = Math.min(one.sinceMs, sinceMs)
      }
    }
    if (!onOthers) continue
    const id = idOf(author)
    const own = tallyOf(id)
    own.own++
    own.toAnswer += toAnswer.get(series) ?? 0
    own.on.push(...new Set((duties[0]?.people ?? []).map(idOf).filter((one) => one !== id)))
  }
  return found
}

const NO_DUTIES: DutyCounts = { apply: 0, pull: 0, answer: 0, respin: 0, 'look-again': 0, review: 0 }

/** What rows are made with. */
interface Known {
  readonly persons: Persons
  readonly isMaintainer: (mailboxes: readonly string[]) => boolean
  readonly newestMs: number
}

function toRow(
  id: string,
  { counts, again, sinceMs, own, toAnswer, on }: Tally,
  { persons: { detailOf }, isMaintainer, newestMs }: Known,
): PeopleRow {
  const person = detailOf(id)
  const waits = Number.isFinite(sinceMs)
  return {
    person,
    maintainer: isMaintainer(person.emails.map(mailboxKey)),
    counts,
    again: counts['look-again'] === 1 ? again : null,
    total: DUTIES.reduce((sum, duty) => sum + counts[duty], 0),
    since: waits ? isoTime(sinceMs) : null,
    days: waits ? daysSince(newestMs, sinceMs) : null,
    own,
    toAnswer,
    waitsOn: [...groupBy(on, (one) => one)]
      .map(([one, series]) => ({ person: detailOf(one), series: series.length }))
      .sort((a, b) => b.series - a.series)
      .slice(0, MAX_NAMED),
  }
}

/** Whether a text has all words of a query, as parts of words. A query without words matches everything. */
function matches(text: string, query: string): boolean {
  const low = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word))
}
