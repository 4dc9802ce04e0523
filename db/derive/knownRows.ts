import { memo } from '../../lib/memo'
import { repositoryHost } from '../../lib/pull/repositoryHost'
import { mailboxKey } from '../../lib/review/basis'
import type { ListedCommit } from '../../lib/review/claims'
import { findKnown, findOwnTakers, type Known, type OwnTaking, type Taking, type Voucher } from '../../lib/review/known'
import { isBot } from '../../lib/review/speaker'
import type { Db } from '../open'
import { listsOf, monthOf, REGULAR_MONTHS } from './activityRows'
import { openMailmap } from './mailmapRows'
import { openSiblings } from './siblingRows'

/** What the archive as a whole says about people and lists. */
export interface ArchiveTrust extends Known {
  /** Who applies what they wrote themselves. */
  readonly ownTakers: ReadonlySet<string>
  /** The lists on which somebody is known for applying patches. */
  readonly knowing: ReadonlySet<string>
  /** The lists to which patches are sent without addressing anybody else. */
  readonly alone: ReadonlySet<string>
  /** The hosts on which these people keep the repositories that they ask to pull. */
  readonly forges: ReadonlySet<string>
  /** The lists of which fewer than three months are archived. */
  readonly young: ReadonlySet<string>
}

/** The names of the sets in the table `trusted`. */
const KINDS = {
  known: 'known',
  takers: 'taker',
  steady: 'steady-taker',
  ownTakers: 'own-taker',
  knowing: 'somebody-known',
  alone: 'list-alone',
  young: 'young',
  forges: 'forge',
} as const satisfies Record<keyof ArchiveTrust, string>
const SETS = [
  'known',
  'takers',
  'steady',
  'ownTakers',
  'knowing',
  'alone',
  'young',
  'forges',
] as const satisfies readonly (keyof ArchiveTrust)[]

/** Reads the trust with which the stored series were derived. */
export function loadTrusted(db: Db): ArchiveTrust {
  const select = db
    .prepare<{ kind: string }, string>('SELECT trusted.value FROM trusted WHERE trusted.kind = @kind')
    .pluck()
  const read = (set: keyof ArchiveTrust) => new Set(select.all({ kind: KINDS[set] }))
  return {
    known: read('known'),
    takers: read('takers'),
    steady: read('steady'),
    ownTakers: read('ownTakers'),
    knowing: read('knowing'),
    alone: read('alone'),
    young: read('young'),
    forges: read('forges'),
  }
}

/** Stores the trust that holds from now on. Returns the people, lists and hosts for which it is another one than before. */
export function settleTrusted(
  db: Db,
  before: ArchiveTrust,
  after: ArchiveTrust,
): {
  readonly mailboxes: ReadonlySet<string>
  readonly lists: ReadonlySet<string>
  readonly forges: ReadonlySet<string>
} {
  const insert = db.prepare('INSERT INTO trusted (kind, value) VALUES (@kind, @value)')
  const remove = db.prepare('DELETE FROM trusted WHERE kind = @kind AND value = @value')
  const mailboxes = new Set<string>()
  const lists = new Set<string>()
  const forges = new Set<string>()
  const people = { known: mailboxes, takers: mailboxes, steady: mailboxes, ownTakers: mailboxes }
  const changes = { ...people, knowing: lists, alone: lists, young: lists, forges }
  for (const set of SETS) {
    const kind = KINDS[set]
    const changed = changes[set]
    for (const value of after[set]) {
      if (before[set].has(value)) continue
      insert.run({ kind, value })
      changed.add(value)
    }
    for (const value of before[set]) {
      if (after[set].has(value)) continue
      remove.run({ kind, value })
      changed.add(value)
    }
  }
  return { mailboxes, lists, forges }
}

/** Finds out what the archive says now. Reads each statement that patches were applied, and each row of `activity`. */
export function findTrusted(db: Db): ArchiveTrust {
  const people = findKnownPeople(db)
  const takenOn = db
    .prepare<{ mailbox: string }, string>(
      `SELECT DISTINCT series.lists FROM claims JOIN series ON series.id = claims.series
       WHERE claims.mailbox = @mailbox AND claims.kind = 'applied' AND claims.own = 0`,
    )
    .pluck()
  const knowing = new Set([...people.known].flatMap((mailbox) => takenOn.all({ mailbox }).flatMap(listsOf)))
  const forges = findForges(db, new Set([...people.known, ...people.takers]))
  return { ...people, ownTakers: findOwnTakers(listOwn(db), people), knowing, forges, ...findLists(db) }
}

/** The hosts of the repositories that these people, and those whom the operator named, ask to pull. */
function findForges(db: Db, people: ReadonlySet<string>): Set<string> {
  const named = db.prepare<[], string>('SELECT maintainers.email FROM maintainers').pluck().all()
  const trusted = new Set([...people, ...named])
  return new Set(
    db
      .prepare<[], { readonly email: string; readonly url: string }>(
        `SELECT DISTINCT messages.from_email AS email, pulls.url FROM pulls JOIN messages ON messages.id = pulls.message
         WHERE pulls.kind = 'request' AND pulls.url IS NOT NULL`,
      )
      .all()
      .flatMap(({ email, url }) => (trusted.has(mailboxKey(email)) ? (repositoryHost(url) ?? []) : [])),
  )
}

/** Of so many postings to a list, one may address somebody, so that nobody can turn the list over with a single posting. */
const ADDRESSING = 10

interface ListRow {
  readonly list: string
  readonly months: number
  readonly postings: number
  readonly addressing: number
}

/** What the archive says about its lists. */
export function findLists(db: Db): Pick<ArchiveTrust, 'alone' | 'young'> {
  const rows = db
    .prepare<[], ListRow>(
      `SELECT activity.list, count(DISTINCT activity.month) AS months, sum(activity.postings) AS postings,
         sum(activity.addressing) AS addressing
       FROM activity GROUP BY activity.list`,
    )
    .all()
  const alone = rows.filter(({ postings, addressing }) => postings > 0 && ADDRESSING * addressing < postings)
  return {
    alone: new Set(alone.map(({ list }) => list)),
    young: new Set(rows.flatMap(({ list, months }) => (months < REGULAR_MONTHS ? [list] : []))),
  }
}

interface TakingRow {
  readonly taker: string
  readonly author: string
  readonly received_ms: number
  readonly voucher: Voucher
  readonly named: string
  readonly listed: string
}

/** The answers by which pull requests were pulled. A request is sent to whoever applies it, so its sender vouches for that. */
function listPulled(db: Db): Taking[] {
  return db
    .prepare<[], { taker: string; author: string; received_ms: number }>(
      `SELECT messages.from_email AS taker, pulls.mailbox AS author, messages.received_ms
       FROM pulls JOIN messages ON messages.id = pulls.proof WHERE pulls.answer = 'pulled'`,
    )
    .all()
    .flatMap(({ taker, author, received_ms }) => {
      const mailbox = mailboxKey(taker)
      if (isBot({ name: '', email: taker }) || mailbox === mailboxKey(author)) return []
      return [
        {
          taker: mailbox,
          author: mailboxKey(author),
          month: monthOf(received_ms),
          voucher: 'addressed',
          named: [],
          pulled: true,
        },
      ]
    })
}

/** The statements of authors that their own series were applied. */
function listOwn(db: Db): OwnTaking[] {
  return db
    .prepare<[], { author: string; series: number; received_ms: number; named: string }>(
      `SELECT claims.mailbox AS author, claims.series, messages.received_ms, claims.named
       FROM claims JOIN messages ON messages.id = claims.message WHERE claims.kind = 'applied' AND claims.own = 1`,
    )
    .all()
    .map(({ author, series, received_ms, named }) => ({
      author,
      series,
      month: monthOf(received_ms),
      approvers: JSON.parse(named) as string[],
    }))
}

function findKnownPeople(db: Db): Known {
  const rows = db
    .prepare<[], TakingRow>(
      `SELECT claims.mailbox AS taker, series.author_email AS author, messages.received_ms, claims.voucher, claims.named, claims.listed
       FROM claims JOIN series ON series.id = claims.series JOIN messages ON messages.id = claims.message
       WHERE claims.kind = 'applied' AND claims.own = 0`,
    )
    .all()
  const countMonths = db
    .prepare<{ mailbox: string }, number>(
      'SELECT count(DISTINCT activity.month) FROM activity WHERE activity.email = @mailbox',
    )
    .pluck()
  const writing = new Map<string, number>()
  const confirmed = findConfirmed(db, rows)
  const takings = rows.map(
    (row): Taking => ({
      taker: row.taker,
      author: mailboxKey(row.author),
      month: monthOf(row.received_ms),
      voucher: row.voucher === '' && confirmed.has(row) ? 'commit' : row.voucher,
      named: JSON.parse(row.named) as string[],
    }),
  )
  takings.push(...listPulled(db))
  const monthsOf = (mailbox: string) => memo(writing, mailbox, () => countMonths.get({ mailbox }) ?? 0)
  const first = findKnown(takings, monthsOf)
  const siblingsOf = openSiblings(db, first)
  const mailmap = openMailmap(db)
  // Whoever addresses one of the addresses of a person vouches for the other.
  const isSibling = ({ taker, named }: Taking): boolean => {
    const others = [...siblingsOf(taker), ...mailmap.othersOf(taker, null)]
    return others.length > 0 && named.some((mailbox) => others.includes(mailbox))
  }
  const joined = takings.map((taking): Taking => (isSibling(taking) ? { ...taking, voucher: 'addressed' } : taking))
  const second = findKnown(joined, monthsOf)
  return {
    known: new Set([...first.known, ...second.known]),
    takers: new Set([...first.takers, ...second.takers]),
    steady: new Set([...first.steady, ...second.steady]),
  }
}

/** So many people have to name commits that a bot lists before it counts for the bot. */
const MIN_WITNESSES = 3

/** The reports of bots with a commit that somebody else names later with the title of the patch, in a `Fixes:` line. */
function findConfirmed(db: Db, rows: readonly TakingRow[]): Set<TakingRow> {
  const select = db.prepare<{ title: string; sha: string }, { readonly email: string }>(
    `SELECT DISTINCT messages.from_email AS email FROM mentions JOIN messages ON messages.id = mentions.message
     WHERE mentions.kind = 'fixes' AND mentions.value = @title AND instr(mentions.text, @sha) > 0`,
  )
  const witnesses = new Map<string, Set<string>>()
  const confirmed = rows.filter((row) => {
    const found = (JSON.parse(row.listed) as ListedCommit[])
      .flatMap((commit) => select.all({ title: commit.title, sha: commit.sha }))
      .map(({ email }) => mailboxKey(email))
      .filter((mailbox) => mailbox !== row.taker && mailbox !== mailboxKey(row.author))
    const own = witnesses.get(row.taker) ?? new Set()
    witnesses.set(row.taker, new Set([...own, ...found]))
    return found.length > 0
  })
  return new Set(confirmed.filter(({ taker }) => (witnesses.get(taker)?.size ?? 0) >= MIN_WITNESSES))
}
