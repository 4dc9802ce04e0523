import { type Cover, EVERYTHING, isAlways, joinMatch, matchLists, type Range } from '../../../lib/search/cover'
import type { ValueQuery } from '../../../lib/search/query'
import type { Db } from '../../open'
import { listThreadIds } from './threadIds'
import { type Found, hitsAmong, newestMails, openNewestWithWords, type Reach } from './wordHits'

/** A mail that a query may ask for. */
export interface Candidate {
  readonly id: number
  readonly orderMs: number
  /** Whether it need not be compared with the query. */
  readonly exact: boolean
  /** List-Ids; the words of one of each group are among those of its lists, but it may have come through another list with these words. */
  readonly lists: Cover['lists']
}

/** Which mails are looked up. */
export interface LookUpOptions {
  /** Only mails of the thread of this mail, given by its row id. */
  readonly threadOf?: number | undefined
  /** Only mails of the series with this row id. */
  readonly series?: number | undefined
  /** Most mails that are wanted in all. */
  readonly limit: number
}

/** The mails of a cover. */
export interface LookedUp {
  /** Newest first. */
  readonly candidates: readonly Candidate[]
  /** Whether there may be more. */
  readonly more: boolean
  /** If there are more: the time from which on none is missing; undefined if nothing is known of any time. */
  readonly sinceMs?: number | undefined
}

/** Mails that a range of time finds at most: the newest. */
const MAX_OF_RANGE = 10_000
/** Mails that one look-up returns at most: the newest. */
export const MAX_FOUND = 2_000
/** Mails of a range of time that are looked up for each that is wanted. */
const OF_RANGE = 20
/** At most this many mails are compared with the query at once, without looking up its words. */
const FEW = 100

/** Prepares finding the mails of a cover, further back each time. */
export function openLookUp(
  db: Db,
  { threadOf, series, limit }: LookUpOptions,
): (cover: Cover) => (reach: Reach) => LookedUp {
  const within = [
    ...(threadOf === undefined ? [] : [mailsOfThread(db, threadOf)]),
    ...(series === undefined ? [] : [mailsOfSeries(db, series)]),
  ]
  return (cover) => {
    const sets = [...within, ...cover.values.map((values) => mailsWithValues(db, values))]
    const match = joinMatch([cover.match, matchLists(cover.lists)], 'AND')
    const withWords = openNewestWithWords(db, match)
    return (reach) => {
      const newest = Math.min(match === '' ? reach.wanted * OF_RANGE : reach.newest, MAX_OF_RANGE)
      const ranges = [
        mailsOfRange(db, 'sent', cover.sent, newest),
        mailsOfRange(db, 'received', cover.received, newest),
      ].filter((range) => range !== undefined)
      // A wide range is left to the comparison of times below, unless there is nothing else.
      const narrow = [...sets, ...ranges.filter(({ more }) => !more)]
      const used = narrow.length === 0 && match === '' ? ranges : narrow
      const ids = used.length === 0 ? undefined : common(used.map((one) => one.ids))
      const isWhole = ids !== undefined && (match === '' || ids.length <= FEW)
      const wanted = cover.exact ? Math.min(limit, reach.wanted) : reach.wanted
      const hits =
        ids === undefined
          ? withWords({ ...reach, wanted }, ranges[0])
          : isWhole
            ? { ids, more: false }
            : hitsAmong(db, match, ids)
      const rest = filterMails(db, hits.ids, cover)
      const cut = rest.length > MAX_FOUND
      const candidates = toCandidates(rest, cover.exact && (!isWhole || cover.match === ''), cover.lists)
      return {
        candidates,
        more: hits.more || cut || used.some((one) => one.more),
        sinceMs: (cut ? undefined : hits.sinceMs) ?? candidates.at(-1)?.orderMs,
      }
    }
  }
}

/** The mails that were received last: any query may ask for them. */
export function newestCandidates(db: Db, limit: number): readonly Candidate[] {
  return toCandidates(filterMails(db, newestMails(db, limit).ids, EVERYTHING), false, [])
}

/** The ids that all of these have. */
function common(lists: readonly (readonly number[])[]): number[] {
  const [first = [], ...others] = [...lists].sort((a, b) => a.length - b.length)
  const sets = others.map((ids) => new Set(ids))
  return [...new Set(first)].filter((id) => sets.every((set) => set.has(id)))
}

function limitTo(ids: readonly number[], limit: number): Found {
  return { ids: ids.slice(0, limit), more: ids.length > limit }
}

function mailsOfThread(db: Db, id: number): Found {
  return limitTo(listThreadIds(db, id, MAX_FOUND + 1, 'newest first'), MAX_FOUND)
}

function mailsOfSeries(db: Db, series: number): Found {
  const ids = db
    .prepare<{ series: number; limit: number }, number>(
      'SELECT places.message FROM places WHERE places.series = @series ORDER BY places.order_ms DESC LIMIT @limit',
    )
    .pluck()
    .all({ series, limit: MAX_FOUND + 1 })
  return limitTo(ids, MAX_FOUND)
}

/** The mails that have one of these values. */
function mailsWithValues(db: Db, values: readonly ValueQuery[]): Found {
  const valuesOf = (name: ValueQuery['name']): string =>
    JSON.stringify(values.filter((one) => one.name === name).map(({ value }) => value))
  const ids = db
    .prepare<{ mids: string; patches: string; changes: string; limit: number }, number>(
      `SELECT messages.id FROM json_each(@mids) AS wanted CROSS JOIN messages ON messages.message_id = wanted.value
       UNION ALL
       SELECT mentions.message FROM json_each(@patches) AS wanted
         CROSS JOIN mentions ON mentions.kind = 'patch' AND mentions.value = wanted.value
       UNION ALL
       SELECT mentions.message FROM json_each(@changes) AS wanted
         CROSS JOIN mentions ON mentions.kind = 'change' AND mentions.value = wanted.value
       LIMIT @limit`,
    )
    .pluck()
    .all({ mids: valuesOf('mid'), patches: valuesOf('patchid'), changes: valuesOf('changeid'), limit: MAX_FOUND + 1 })
  return limitTo(ids, MAX_FOUND)
}

const CLOCKS = { sent: 'coalesce(messages.sent_ms, messages.received_ms)', received: 'messages.received_ms' } as const

/** The newest mails of a range of time, at most `most`; undefined for all times. */
function mailsOfRange(db: Db, clock: 'sent' | 'received', range: Range, most: number): Found | undefined {
  if (isAlways(range)) return undefined
  const ids = db
    .prepare<Range & { limit: number }, number>(
      `SELECT messages.id FROM messages WHERE ${CLOCKS[clock]} >= @fromMs AND ${CLOCKS[clock]} < @beforeMs
       ORDER BY ${CLOCKS[clock]} DESC LIMIT @limit`,
    )
    .pluck()
    .all({ ...toSql(range), limit: most + 1 })
  return limitTo(ids, most)
}

/** Ends of a range that SQLite can compare. */
function toSql({ fromMs, beforeMs }: Range): Range {
  return { fromMs: Math.max(fromMs, Number.MIN_SAFE_INTEGER), beforeMs: Math.min(beforeMs, Number.MAX_SAFE_INTEGER) }
}

interface PlacedRow {
  readonly id: number
  readonly orderMs: number
}

/** Those of these mails that match the times of a cover, newest first: one more than MAX_FOUND if there are more. */
function filterMails(db: Db, ids: readonly number[], { sent, received }: Cover): PlacedRow[] {
  const timed = !isAlways(sent) || !isAlways(received)
  const join = timed ? 'CROSS JOIN messages ON messages.id = hit.value' : ''
  const conditions = [
    'true',
    ...(isAlways(sent) ? [] : [`${CLOCKS.sent} >= @sentFrom AND ${CLOCKS.sent} < @sentBefore`]),
    ...(isAlways(received) ? [] : [`${CLOCKS.received} >= @receivedFrom AND ${CLOCKS.received} < @receivedBefore`]),
  ]
  const [dispatched, arrived] = [toSql(sent), toSql(received)]
  return db
    .prepare<Readonly<Record<string, string | number>>, PlacedRow>(
      `SELECT places.message AS id, places.order_ms AS orderMs FROM json_each(@ids) AS hit
         CROSS JOIN places ON places.message = hit.value ${join}
       WHERE ${conditions.join(' AND ')} ORDER BY places.order_ms DESC, places.message DESC LIMIT @limit`,
    )
    .all({
      ids: JSON.stringify(ids),
      limit: MAX_FOUND + 1,
      ...(!isAlways(sent) && { sentFrom: dispatched.fromMs, sentBefore: dispatched.beforeMs }),
      ...(!isAlways(received) && { receivedFrom: arrived.fromMs, receivedBefore: arrived.beforeMs }),
    })
}

function toCandidates(rows: readonly PlacedRow[], exact: boolean, lists: Cover['lists']): Candidate[] {
  return rows.slice(0, MAX_FOUND).map(({ id, orderMs }) => ({ id, orderMs, exact, lists }))
}
