import { at } from '../../../lib/at'
import type { Db } from '../../open'

/** Row ids of mails, in any order. */
export interface Found {
  readonly ids: readonly number[]
  /** Whether there are more. */
  readonly more: boolean
}

/** Mails that the last look-up of a search returns at most: those imported last. */
const MAX_LAST = 10_000
/** If words find at most this many mails for each that is wanted, all of them are returned: comparing their dates is quicker. */
const FEW_HITS = 20
/** Newest mails among which words are looked up: as many times as many as should be enough, and at most so many for each that is wanted, and in all. */
const SPARE = 2
const NEWEST_OF_WANTED = 200
const MAX_NEWEST = 32_000
/** Look-ups for one set of mails, and rows that each of them reads at most. */
const MAX_RUNS = 12
const MAX_READ = 50_000
/** Reading so many rows in vain takes no longer than another look-up. */
const SMALL_GAP = 300

interface Wanted {
  readonly wanted: number
  /** Whether no further look-up follows if this one finds too few. */
  readonly isFinal: boolean
  /** The newest mails of a range of time. */
  readonly range?: readonly number[] | undefined
}

/**
 * The newest mails with these words. FTS5 returns what was imported last, which is not the newest if older mail was imported later. So a few hits
 * are all returned, for the caller to sort; more are looked up among the newest mails of `range`, or of all, which may find fewer than are
 * `wanted`, or none. If `isFinal`, the hits that were imported last are then added, and newer ones may be missing.
 */
export function newestWithWords(db: Db, match: string, { wanted, isFinal, range }: Wanted): Found {
  const few = isFinal ? MAX_LAST : wanted * FEW_HITS
  const last = select(db, match, 0, Number.MAX_SAFE_INTEGER, few + 1)
  if (last.length <= few) return { ids: last, more: false }
  const newest = range ?? newestMails(db, newestFor(last, wanted))
  // From this id on, all hits are known.
  const known = at(last, few)
  const { ids } = hitsAmong(
    db,
    match,
    newest.filter((id) => id < known),
  )
  const sorted = Float64Array.from(newest).sort()
  const found = [...ids, ...last.filter((id) => hasNumber(sorted, id))]
  if (!isFinal || found.length > wanted) return { ids: found, more: true }
  return { ids: [...ids, ...last], more: true }
}

/** Those of these mails that have these words. */
export function hitsAmong(db: Db, match: string, among: readonly number[]): Found {
  const wanted = Float64Array.from(among).sort()
  const found = cutIntoRuns(wanted).map(({ low, high }) => select(db, match, low, high, MAX_READ))
  return {
    ids: found.flatMap((ids) => ids.filter((id) => hasNumber(wanted, id))),
    more: found.some(({ length }) => length === MAX_READ),
  }
}

/** How many of the newest mails are likely to have the wanted number of hits, within bounds. */
function newestFor(last: readonly number[], wanted: number): number {
  const [high = 0, low = 0] = [last[0], last.at(-1)]
  const needed = Math.ceil((SPARE * wanted * (high - low + 1)) / last.length)
  return Math.min(needed, wanted * NEWEST_OF_WANTED, MAX_NEWEST)
}

function newestMails(db: Db, limit: number): readonly number[] {
  return db
    .prepare<{ limit: number }, number>(
      'SELECT messages.id FROM messages ORDER BY messages.received_ms DESC LIMIT @limit',
    )
    .pluck()
    .all({ limit })
}

interface Run {
  readonly low: number
  readonly high: number
}

/** Ascending ids as a few ranges, cut where most ids are missing: what was imported at once is together. */
function cutIntoRuns(ids: Float64Array): readonly Run[] {
  const gaps: { readonly index: number; readonly size: number }[] = []
  for (let index = 1; index < ids.length; index++) {
    const size = at(ids, index) - at(ids, index - 1)
    if (size > SMALL_GAP) gaps.push({ index, size })
  }
  const cuts = gaps.sort((a, b) => b.size - a.size).slice(0, MAX_RUNS - 1)
  const starts = [0, ...cuts.map(({ index }) => index)].sort((a, b) => a - b)
  return starts.flatMap((start, order) => {
    const [low, high] = [ids[start], ids[(starts[order + 1] ?? ids.length) - 1]]
    return low === undefined || high === undefined ? [] : [{ low, high }]
  })
}

/** Whether ascending numbers have this one. */
function hasNumber(sorted: Float64Array, wanted: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(sorted, middle) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
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
