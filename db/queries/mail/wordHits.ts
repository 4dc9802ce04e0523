import { at } from '../../../lib/at'
import type { Db } from '../../open'

/** Row ids of mails, in any order. */
export interface Found {
  readonly ids: readonly number[]
  /** Whether there are more. */
  readonly more: boolean
  /** If there are more: the time from which on none is missing, if that is known. */
  readonly sinceMs?: number | undefined
}

/** How far back words are looked up. */
export interface Reach {
  /** Mails that should be enough. */
  readonly wanted: number
  /** If words find at most this many mails, all of them are returned: comparing their dates is quicker. */
  readonly few: number
  /** Newest mails among which more frequent words are looked up at most. */
  readonly newest: number
  /** Hits that are read in vain rather than looking the words up once more. */
  readonly spare: number
  /** Whether the mails that were imported last are then added, as many as are `few`: newer ones may be missing. */
  readonly isLast: boolean
}

/** Newest mails among which words are looked up: as many times as many as should be enough. */
const MARGIN = 2
/** Look-ups for one set of mails, and rows that each of them reads at most. */
const MAX_RUNS = 12
const MAX_READ = 50_000
/** Rows of a look-up for other mails that are read rather than a second look-up. */
const SMALL_GAP = 300

/**
 * Prepares finding the newest mails with words, further back each time. FTS5 returns what was imported last, which is not the newest if older
 * mail was imported later. So a few hits are all returned, for the caller to sort; more are looked up among the newest mails of `range`, or of
 * all, which may find none.
 */
export function openNewestWithWords(db: Db, match: string): (reach: Reach, range?: Found) => Found {
  let last: readonly number[] = []
  let near: Found = { ids: [], more: true }
  return (reach, range) => {
    const { few, isLast } = reach
    if (near.more && last.length <= few) {
      const below = (last.at(-1) ?? Number.MAX_SAFE_INTEGER) - 1
      last = [...last, ...select(db, match, 0, below, few + 1 - last.length)]
      near =
        last.length <= few
          ? { ids: last, more: false }
          : findNear(db, match, last, range ?? newestMails(db, newestFor(last, reach)), reach.spare)
    }
    return near.more && isLast ? { ids: [...new Set([...near.ids, ...last])], more: true } : near
  }
}

/** The mails with these words among the newest. `last` are those imported last: no others have an id as high as one of them. */
function findNear(db: Db, match: string, last: readonly number[], newest: Found, spare: number): Found {
  const lowest = at(last, last.length - 1)
  const unknown = newest.ids.filter((id) => id < lowest)
  const density = last.length / (at(last, 0) - lowest + 1)
  const others = readRuns(db, match, unknown, spare / density)
  const hits = new Set([...others.ids, ...last])
  const ids = newest.ids.filter((id) => hits.has(id))
  return { ids, more: true, sinceMs: others.more ? undefined : newest.sinceMs }
}

/** Those of these mails that have these words. */
export function hitsAmong(db: Db, match: string, among: readonly number[]): Found {
  const { ids, more } = readRuns(db, match, among, SMALL_GAP)
  const wanted = new Set(among)
  return { ids: ids.filter((id) => wanted.has(id)), more }
}

/** The mails with these words in a few ranges that contain these ids; ids that are not more than `gap` apart are in one. */
function readRuns(db: Db, match: string, among: readonly number[], gap: number): Found {
  const runs = cutIntoRuns(Float64Array.from(among).sort(), gap)
  const found = runs.map(({ low, high }) => select(db, match, low, high, MAX_READ))
  return { ids: found.flat(), more: found.some(({ length }) => length === MAX_READ) }
}

/** How many of the newest mails are likely to have the wanted number of hits, within bounds. */
function newestFor(last: readonly number[], { wanted, newest }: Reach): number {
  const [high = 0, low = 0] = [last[0], last.at(-1)]
  return Math.min(Math.ceil((MARGIN * wanted * (high - low + 1)) / last.length), newest)
}

/** The mails that were received last. */
export function newestMails(db: Db, limit: number): Found {
  const ids = db
    .prepare<{ limit: number }, number>(
      'SELECT messages.id FROM messages ORDER BY messages.received_ms DESC LIMIT @limit',
    )
    .pluck()
    .all({ limit })
  const sinceMs = db
    .prepare<{ id: number }, number>('SELECT messages.received_ms FROM messages WHERE messages.id = @id')
    .pluck()
  return { ids, more: ids.length === limit, sinceMs: sinceMs.get({ id: ids.at(-1) ?? 0 }) }
}

interface Run {
  readonly low: number
  readonly high: number
}

/** Ascending ids as a few ranges, cut where most ids are missing: what was imported at once is together. */
function cutIntoRuns(ids: Float64Array, smallest: number): readonly Run[] {
  const gaps: { readonly index: number; readonly size: number }[] = []
  for (let index = 1; index < ids.length; index++) {
    const size = at(ids, index) - at(ids, index - 1)
    if (size > smallest) gaps.push({ index, size })
  }
  const cuts = gaps.sort((a, b) => b.size - a.size).slice(0, MAX_RUNS - 1)
  const starts = [0, ...cuts.map(({ index }) => index)].sort((a, b) => a - b)
  return starts.flatMap((start, order) => {
    const [low, high] = [ids[start], ids[(starts[order + 1] ?? ids.length) - 1]]
    return low === undefined || high === undefined ? [] : [{ low, high }]
  })
}

/**
 * The mails with these words in a range of ids, those imported last first. Numbers are bound as floats, for which FTS5 reads the whole index;
 * with integers it reads the range alone.
 */
function select(db: Db, match: string, low: number, high: number, limit: number): readonly number[] {
  return db
    .prepare<{ match: string; low: number; high: number; limit: number }, number>(
      `SELECT rowid FROM mail_search WHERE mail_search MATCH @match AND rowid >= CAST(@low AS INTEGER) AND rowid <= CAST(@high AS INTEGER)
       ORDER BY rowid DESC LIMIT @limit`,
    )
    .pluck()
    .all({ match, low, high, limit })
}
