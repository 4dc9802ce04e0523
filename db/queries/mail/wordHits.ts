import type { Db } from '../../open'

/** Row ids of mails, in any order. */
export interface Found {
  readonly ids: readonly number[]
  /** Whether there are more. */
  readonly more: boolean
}

/** Mails that words find at first, those imported last; if there are no more, all of them are sorted by date. */
const MAX_HITS = 10_000
/** Up to so many, for each that is wanted, it is quicker to compare the dates of all. */
const FEW_HITS = 3
/** Newest mails among which words are looked up, and how many more of them than should be enough. */
const MAX_NEWEST = 32_000
const SPARE = 2
/** Look-ups for one set of mails, and rows that one of them reads. */
const MAX_RUNS = 12
const MAX_READ = 50_000

/**
 * Mails with these words, among them the `wanted` newest. The index finds what was imported last, which is not the newest where older mail
 * was imported later. So the dates of all hits are compared; where they are too many for that, the words are looked up among the newest mails
 * of `range`, or of all. A word that is too rare there and too frequent in all finds what was imported last.
 */
export function newestWithWords(db: Db, match: string, wanted: number, range?: readonly number[]): Found {
  const few = wanted * FEW_HITS
  const some = select(db, match, 0, Number.MAX_SAFE_INTEGER, few + 1)
  if (some.length <= few) return { ids: some, more: false }
  const newest = range ?? newestMails(db, newestFor(some, wanted))
  const { ids } = hitsAmong(db, match, newest)
  if (ids.length > wanted) return { ids, more: true }
  const last = select(db, match, 0, Number.MAX_SAFE_INTEGER, MAX_HITS + 1)
  return { ids: [...new Set([...ids, ...last.slice(0, MAX_HITS)])], more: last.length > MAX_HITS }
}

/** Those of these mails that have these words. */
export function hitsAmong(db: Db, match: string, among: readonly number[]): Found {
  const wanted = new Set(among)
  const runs = cutIntoRuns([...wanted].sort((a, b) => a - b))
  const found = runs.map(({ low, high }) => select(db, match, low, high, MAX_READ))
  return {
    ids: found.flatMap((ids) => ids.filter((id) => wanted.has(id))),
    more: found.some(({ length }) => length === MAX_READ),
  }
}

/** How many of the newest mails are likely to have the wanted number of hits; 0 if too many. */
function newestFor(last: readonly number[], wanted: number): number {
  const [high = 0, low = 0] = [last[0], last.at(-1)]
  const needed = Math.ceil((SPARE * wanted * (high - low + 1)) / last.length)
  return needed > MAX_NEWEST ? 0 : needed
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
function cutIntoRuns(ids: readonly number[]): readonly Run[] {
  const gaps = ids.map((id, index) => ({ index, size: id - (ids[index - 1] ?? id) })).filter(({ size }) => size > 1)
  const cuts = gaps.sort((a, b) => b.size - a.size).slice(0, MAX_RUNS - 1)
  const starts = [0, ...cuts.map(({ index }) => index)].sort((a, b) => a - b)
  return starts.flatMap((start, at) => {
    const [low, high] = [ids[start], ids[(starts[at + 1] ?? ids.length) - 1]]
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
