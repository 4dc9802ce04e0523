import { at } from '../../../lib/at'
import { type Cover, coverQuery, isOnlyMatch } from '../../../lib/search/cover'
import { listId, openMatch } from '../../../lib/search/match'
import type { Query } from '../../../lib/search/query'
import { hasBeginning } from '../../../lib/search/wanted'
import { openMayMatch } from '../../../lib/search/wordPairs'
import { readTextStart, type StoredText } from '../../mail/messageText'
import { HEAD_COLUMNS, openSearched, REST_COLUMNS, type SearchedHead, type SearchedRest } from '../../mail/searchedMail'
import type { Db } from '../../open'
import {
  type Candidate,
  type LookedUp,
  type LookUpOptions,
  MAX_FOUND,
  newestCandidates,
  openLookUp,
} from './lookUpMails'
import type { Reach } from './wordHits'

export interface FindOptions extends LookUpOptions {
  /** Only mails that came through one of these lists, given by address or List-Id. */
  readonly lists?: readonly string[] | undefined
  /** Whether all mails are taken before the first is used, so that it need not come early. */
  readonly atOnce?: boolean
}

export interface FoundMails {
  /** Row ids, newest first. Each mail is compared with the query when it is asked for. */
  readonly ids: Iterable<number>
  /** Whether there may be more mails; known once `ids` has ended. */
  readonly isCut: () => boolean
}

/** How far back mails are looked up, step by step: most answers begin with one of the newest. */
const NEAR: readonly Reach[] = [
  { wanted: 10, few: 200, newest: 2_000, spare: 500, isLast: false },
  { wanted: 100, few: 2_000, newest: 8_000, spare: 500, isLast: false },
]
const FAR: readonly Reach[] = [
  { wanted: MAX_FOUND, few: 10_000, newest: 32_000, spare: 500, isLast: false },
  { wanted: MAX_FOUND, few: 10_000, newest: 32_000, spare: 500, isLast: true },
]
/** The same for the beginning of a word: the index joins the lists of all words that begin so, each time and however few mails are asked for. */
const SLOW = FAR.map((reach) => ({ ...reach, spare: 20_000 }))
/** Newest mails that are compared before the beginning of a word is looked up: a beginning that takes long is in one of them. */
const NEWEST = 20
/** Candidates for a phrase whose filters are read at once: few at first, since one of the newest may have it. */
const SIFTED = { first: 50, most: 500 }
/** Mails that are compared with a query. */
const MAX_COMPARED = 4_000
/** Of these, mails whose text is unpacked, because subject and sender do not decide: it takes a tenth of a millisecond. */
const MAX_UNPACKED = 600
/** Packed bytes of these texts: long mails take longer. */
const MAX_BYTES = 3_000_000

/**
 * Finds the mails that a query asks for, newest first, or says in a sentence why it is not answered. However many mails there are, a
 * bounded number of them is looked at, the newest; `isCut` says when that was not enough, or when the database is being upgraded.
 */
export function findMails(
  db: Db,
  query: Query,
  { lists, atOnce = false, ...options }: FindOptions,
): FoundMails | { readonly problem: string } {
  const covering = coverQuery(query, options.threadOf !== undefined || options.series !== undefined)
  if ('problem' in covering) return covering
  const within = lists === undefined ? [] : [lists.map(listId)]
  const covers = covering.covers.map((cover) => ({ ...cover, lists: [...cover.lists, ...within] }))
  const compare = openCompare(db, query)
  let cut = isUpgrading(db)
  const isThrough = openIsThrough(db)
  const sift = openSift(db, query)
  function* ids(): Generator<number> {
    const given = new Set<number>()
    const others = new Set<number>()
    for (const { candidates, more } of stages(db, covers, { ...options, isSlow: hasBeginning(query), atOnce })) {
      const left = candidates.filter(({ id, exact }) => !given.has(id) && (exact || !others.has(id)))
      for (const one of sift(left)) {
        const { id, exact } = one
        if (given.has(id) || (!exact && others.has(id)) || !isThrough(one)) continue
        const answer = exact ? 'match' : compare(id)
        if (answer === 'enough' || (answer === 'match' && given.size === options.limit)) {
          cut = true
          return
        }
        if (answer === 'match') {
          given.add(id)
          yield id
        } else others.add(id)
      }
      // Those without a phrase of the query, too.
      for (const { id, lists } of left) if (lists.length === 0) others.add(id)
      if (!more) return
    }
    cut = true
  }
  return { ids: { [Symbol.iterator]: ids }, isCut: () => cut }
}

interface StageOptions extends LookUpOptions {
  /** Whether the query has the beginning of a word. */
  readonly isSlow: boolean
  readonly atOnce: boolean
}

/** Looks mails up, further back each time. */
function* stages(db: Db, covers: readonly Cover[], { isSlow, atOnce, ...options }: StageOptions): Generator<LookedUp> {
  const lookUps = covers.map(openLookUp(db, options))
  const isAnywhere = options.threadOf === undefined && options.series === undefined && covers.every(isOnlyMatch)
  if (isSlow && isAnywhere && !atOnce) yield { candidates: newestCandidates(db, NEWEST), more: true }
  for (const reach of isSlow ? SLOW : atOnce ? FAR : [...NEAR, ...FAR])
    yield lookUpAll(
      lookUps.map((lookUp) => lookUp(reach)),
      reach.isLast,
    )
}

/** Joins what several look-ups found, newest first, down to where one of them left something out. A mail may be there for several of them. */
function lookUpAll(parts: readonly LookedUp[], isFinal: boolean): LookedUp {
  let fromMs = Number.NEGATIVE_INFINITY
  const ofNone = isFinal ? fromMs : Number.POSITIVE_INFINITY
  for (const { more, sinceMs } of parts) if (more && parts.length > 1) fromMs = Math.max(fromMs, sinceMs ?? ofNone)
  return {
    candidates: parts
      .flatMap(({ candidates }) => candidates)
      .filter(({ orderMs }) => orderMs >= fromMs)
      .sort((a, b) => b.orderMs - a.orderMs || b.id - a.id || Number(b.exact) - Number(a.exact)),
    more: parts.some(({ more }) => more),
  }
}

/** Prepares leaving out candidates that surely lack a phrase of the query. */
function openSift(db: Db, query: Query): (candidates: readonly Candidate[]) => Iterable<Candidate> {
  const mayMatch = openMayMatch(query)
  if (mayMatch === undefined) return (candidates) => candidates
  const select = db.prepare<{ ids: string }, { readonly id: number; readonly filter: Buffer }>(
    `SELECT word_pairs.message AS id, word_pairs.filter FROM json_each(@ids) AS wanted
     CROSS JOIN word_pairs ON word_pairs.message = wanted.value`,
  )
  return function* (candidates) {
    for (let [from, size] = [0, SIFTED.first]; from < candidates.length; from += size) {
      if (from > 0) size = SIFTED.most
      const part = candidates.slice(from, from + size)
      // In the order of the table, so that each of its pages is read once.
      const ids = part.map(({ id }) => id).sort((a, b) => a - b)
      const rows = select.all({ ids: JSON.stringify(ids) })
      const others = new Set(rows.filter(({ filter }) => !mayMatch(filter)).map(({ id }) => id))
      for (const one of part) if (!others.has(one.id)) yield one
    }
  }
}

/** Prepares deciding whether a candidate came through its lists. */
function openIsThrough(db: Db): (candidate: Candidate) => boolean {
  const select = db.prepare<{ id: number }, string>('SELECT mails.lists FROM mails WHERE mails.id = @id').pluck()
  return ({ id, lists }) => {
    if (lists.length === 0) return true
    const own = new Set((JSON.parse(select.get({ id }) ?? '[]') as string[]).map(listId))
    return lists.every((group) => group.some((list) => own.has(list)))
  }
}

/** Whether mails wait to be read again by newer rules: until then the index may not have their words. */
function isUpgrading(db: Db): boolean {
  return db.prepare('SELECT 1 FROM outdated WHERE outdated.message > 0 LIMIT 1').get() !== undefined
}

/** Prepares comparing mails with a query; 'enough': so many were compared that no more are. */
export function openCompare(db: Db, query: Query): (id: number) => 'match' | 'other' | 'enough' {
  const selectHead = db.prepare<{ id: number }, SearchedHead>(
    `SELECT ${HEAD_COLUMNS}, word_pairs.filter AS pairs FROM messages LEFT JOIN word_pairs ON word_pairs.message = messages.id
     WHERE messages.id = @id`,
  )
  const selectRest = db.prepare<{ id: number }, SearchedRest>(
    `SELECT ${REST_COLUMNS} FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
  )
  const matches = openMatch(query)
  let [compared, unpacked, bytes] = [0, 0, 0]
  const read = (row: SearchedRest): StoredText => {
    unpacked++
    bytes += row.text.length + (row.body?.length ?? 0)
    return readTextStart(row)
  }
  // In a transaction, so that the rest of a mail is still there if its head was.
  const compare = db.transaction((id: number): boolean => {
    const head = selectHead.get({ id })
    if (head === undefined) return false
    compared++
    return matches(openSearched(head, () => at(selectRest.all({ id }), 0), read))
  })
  return (id) => {
    if (compared >= MAX_COMPARED || unpacked >= MAX_UNPACKED || bytes >= MAX_BYTES) return 'enough'
    return compare(id) ? 'match' : 'other'
  }
}
