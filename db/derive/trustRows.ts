import type { SeriesMember } from '../../lib/derive/deriveSeries'
import { saysCommitted } from '../../lib/mail/committed'
import { memo } from '../../lib/memo'
import { once } from '../../lib/once'
import { parsePatch, patchPaths } from '../../lib/patch/patch'
import { mailboxKey } from '../../lib/review/basis'
import type { Stake } from '../../lib/review/footing'
import { isInScope, type Posted } from '../../lib/review/posted'
import type { SeriesReview } from '../../lib/review/review'
import type { Trust } from '../../lib/review/trust'
import { isPosting } from '../../lib/series/slot'
import type { Db } from '../open'
import { openDeciders } from '../tree/deciders'
import { listsOf, REGULAR_MONTHS } from './activityRows'
import type { ArchiveTrust } from './knownRows'
import { openMailmap } from './mailmapRows'
import { toRecheck } from './recheck'
import { openSiblings } from './siblingRows'

/** What is known of the people who wrote to one series. */
export interface SeriesTrust {
  readonly trust: Trust
  /** What `judged.standing` says of a sender: as much as matters for what is at stake. */
  readonly standingOf: (mailbox: string, stake: Stake) => string
}

const NO_STANDING = { letters: '', others: [] }

/** Prepares finding out what is known of some people as far as it matters for what was posted. `writers`: everybody who wrote a mail of the series. */
export function openTrust(
  db: Db,
  archive: ArchiveTrust,
): (posted: Posted, mailboxes: Iterable<string>, writers?: readonly string[]) => SeriesTrust {
  const decides = openDeciders(db)
  const isConfigured = openConfigured(db)
  const countMonths = db
    .prepare<{ mailbox: string; list: string }, number>(
      'SELECT count(*) FROM activity WHERE activity.email = @mailbox AND activity.list = @list',
    )
    .pluck()
  const siblingsOf = openSiblings(db, archive)
  const mailmap = openMailmap(db)
  const months = new Map<string, number>()
  const isRegular = (mailbox: string, list: string) =>
    memo(months, `${mailbox} ${list}`, () => countMonths.get({ mailbox, list }) ?? 0) >= REGULAR_MONTHS
  return (posted, mailboxes, writers = []) => {
    const sets = {
      committers: new Set<string>(),
      configured: new Set<string>(),
      known: new Set<string>(),
      takers: new Set<string>(),
      steady: new Set<string>(),
      ownTakers: new Set<string>(),
      regulars: new Set<string>(),
    }
    const lists = posted.lists.length === 0 ? [''] : posted.lists
    const place = { ...posted, lists }
    const siblings = new Map<string, readonly string[]>()
    const standings = new Map<string, { readonly letters: string; readonly others: readonly string[] }>()
    const note = (set: Set<string>, mailbox: string, letter: string, is: boolean): string => {
      if (is) set.add(mailbox)
      return is ? letter : ''
    }
    const lettersOf = (mailbox: string): string =>
      note(sets.committers, mailbox, 'c', decides(mailbox, place)) +
      note(sets.configured, mailbox, 'o', isConfigured(mailbox, place)) +
      note(sets.known, mailbox, 'k', archive.known.has(mailbox)) +
      note(sets.takers, mailbox, 't', archive.takers.has(mailbox)) +
      note(sets.steady, mailbox, 's', archive.steady.has(mailbox)) +
      note(sets.ownTakers, mailbox, 'w', archive.ownTakers.has(mailbox)) +
      note(
        sets.regulars,
        mailbox,
        'r',
        lists.some((list) => isRegular(mailbox, list)),
      )
    for (const mailbox of new Set(mailboxes)) {
      const others = [...new Set([...mailmap.othersOf(mailbox, place), ...siblingsOf(mailbox)])].sort()
      if (others.length > 0) siblings.set(mailbox, others)
      standings.set(mailbox, { letters: [mailbox, ...others].map(lettersOf).join('+'), others })
    }
    const trust: Trust = {
      ...sets,
      siblings,
      forges: archive.forges,
      joined: mailmap.joinOf(writers, place),
      knowsSomebody: lists.some((list) => archive.knowing.has(list)),
      toListAlone: lists.every((list) => archive.alone.has(list)),
      young: lists.every((list) => archive.young.has(list)),
    }
    const ofLists = `${trust.toListAlone ? 'a' : ''}${trust.young ? 'y' : ''}`
    const standingOf = (mailbox: string, stake: Stake): string => {
      const { letters, others } = standings.get(mailbox) ?? NO_STANDING
      if (stake === 'comments') {
        const say = letters.includes('r') ? 'r' : `${letters.replaceAll(/[tsw]/g, '')}/${ofLists}`
        return [`-${say}`, ...others].join(' ')
      }
      return [`${letters}/${ofLists}`, ...others, ...(stake === 'doubtful' ? [doubt(trust.knowsSomebody)] : [])].join(
        ' ',
      )
    }
    return { trust, standingOf }
  }
}

/** What was posted in a series, who answered it, and who wrote any of its mails. */
export function postedBy(members: readonly SeriesMember[]): {
  readonly posted: Posted
  readonly senders: string[]
  readonly writers: string[]
} {
  const postings = members.filter(({ mail }) => isPosting(mail))
  const lists = [...new Set(postings.flatMap(({ stored }) => stored.lists))]
  const paths = once(() => [
    ...new Set(
      postings.flatMap(({ mail: { kind, tag }, stored: { from, body } }) =>
        kind === 'patch' ? patchPaths(parsePatch({ title: tag.title, from, body }).files) : [],
      ),
    ),
  ])
  const heard = members.filter(({ mail }) => !isPosting(mail) || saysCommitted(mail.tag))
  const mailboxesOf = (some: readonly SeriesMember[]) => some.map(({ stored }) => mailboxKey(stored.from.email))
  return { posted: { lists, paths }, senders: mailboxesOf(heard), writers: mailboxesOf(members) }
}

/** Prepares checking whether the operator named somebody for a list of what was posted, or for all of its files. */
function openConfigured(db: Db): (mailbox: string, posted: Posted) => boolean {
  const scopes = new Map<string, string[]>()
  for (const { email, scope } of db
    .prepare<[], { email: string; scope: string }>('SELECT maintainers.email, maintainers.scope FROM maintainers')
    .all())
    scopes.set(email, [...(scopes.get(email) ?? []), scope])
  return (mailbox, posted) => {
    const own = scopes.get(mailbox)
    return own !== undefined && isInScope(own, posted)
  }
}

/** Prepares storing what was known of the people of a series, and which of their addresses may be one person's. */
export function openJudged(
  db: Db,
): (head: number, standingOf: SeriesTrust['standingOf'], review: Pick<SeriesReview, 'senders' | 'siblings'>) => void {
  const selectSeries = db
    .prepare<{ head: number }, number | null>('SELECT places.series FROM places WHERE places.message = @head')
    .pluck()
  const insert = db.prepare('INSERT INTO judged (mailbox, series, standing) VALUES (@mailbox, @series, @standing)')
  const insertSibling = db.prepare(
    'INSERT INTO siblings (mailbox, other, namer, series) VALUES (@mailbox, @other, @by, @series)',
  )
  const recheck = toRecheck(db)
  return (head, standingOf, { senders, siblings }) => {
    const series = selectSeries.get({ head })
    if (series == null) throw new Error(`mail ${head} is the head of no series`)
    for (const [mailbox, stake] of senders) insert.run({ mailbox, series, standing: standingOf(mailbox, stake) })
    for (const sibling of siblings) {
      insertSibling.run({ ...sibling, series })
      recheck.add(sibling.mailbox)
    }
  }
}

interface JudgedRow {
  readonly series: number
  readonly mailbox: string
  readonly standing: string
}

/** The end of a standing that depends on whether somebody is known on the lists. */
function doubt(knowsSomebody: boolean): string {
  return knowsSomebody ? '!' : '?'
}

/** What was at stake when a standing was stored. */
function stakeOf(standing: string): Stake {
  if (standing.startsWith('-')) return 'comments'
  return standing.endsWith('!') || standing.endsWith('?') ? 'doubtful' : 'decides'
}

/**
 * A mail of each series, a reply where it has one, that was derived while other things were known of the people who wrote to them. `mailboxes`: people of whom something
 * else may be known now; `lists`: lists of which something else is known.
 */
export function findMisjudged(
  db: Db,
  archive: ArchiveTrust,
  { mailboxes, lists }: { readonly mailboxes: ReadonlySet<string>; readonly lists: ReadonlySet<string> },
): Set<number> {
  const columns = 'SELECT judged.series, judged.mailbox, judged.standing FROM judged'
  const select = db.prepare<{ mailbox: string }, JudgedRow>(`${columns} WHERE judged.mailbox = @mailbox`)
  const selectOf = db.prepare<{ series: number }, JudgedRow>(`${columns} WHERE judged.series = @series`)
  // A series that nobody answered may be in a pull request.
  const mailOf = db
    .prepare<{ series: number }, number | null>(
      `SELECT places.message FROM places WHERE places.series = @series
       ORDER BY places.kind IN ('cover', 'patch'), places.message LIMIT 1`,
    )
    .pluck()
  const postedOf = openPosted(db)
  const trustOf = openTrust(db, archive)
  const found = new Set<number>()
  const check = ({ series, mailbox, standing }: JudgedRow): void => {
    if (found.has(series)) return
    const { standingOf } = trustOf(postedOf(series), [mailbox])
    if (standingOf(mailbox, stakeOf(standing)) !== standing) found.add(series)
  }
  for (const mailbox of mailboxes) for (const row of select.all({ mailbox })) check(row)
  for (const series of seriesOn(db, lists)) for (const row of selectOf.all({ series })) check(row)
  return new Set([...found].flatMap((series) => mailOf.get({ series }) ?? []))
}

/** The series on one of these lists. */
function seriesOn(db: Db, lists: ReadonlySet<string>): number[] {
  if (lists.size === 0) return []
  const all = db
    .prepare<[], { readonly id: number; readonly lists: string }>('SELECT series.id, series.lists FROM series')
    .all()
  return all.flatMap(({ id, lists: own }) => (listsOf(own).some((list) => lists.has(list)) ? [id] : []))
}

/** Prepares reading what was posted in a series. */
function openPosted(db: Db): (series: number) => Posted {
  const selectLists = db
    .prepare<{ series: number }, string>(
      `SELECT DISTINCT list.value FROM places JOIN mails ON mails.id = places.message, json_each(mails.lists) AS list
       WHERE places.series = @series AND places.kind IN ('cover', 'patch')`,
    )
    .pluck()
  const selectPaths = db
    .prepare<{ series: number }, string>(
      `SELECT DISTINCT file.value FROM versions JOIN patches ON patches.version = versions.id, json_each(patches.files) AS file
       WHERE versions.series = @series`,
    )
    .pluck()
  return (series) => ({ lists: selectLists.all({ series }), paths: () => selectPaths.all({ series }) })
}
