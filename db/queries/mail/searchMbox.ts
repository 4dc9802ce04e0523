import { toMboxrd } from '../../../lib/mail/mboxrd'
import { parseSearch } from '../../../lib/search/grammar'
import { figure } from '../../../lib/text'
import type { Db } from '../../open'
import { findLists } from '../lists/listNames'
import { findMessage } from '../series/find'
import { findMails } from './findMails'
import { countMissing } from './missingMails'
import { loadRaw } from './rawMessage'
import { listThreadIds } from './threadIds'

/** Bounds the mails of an answer, and their stored bytes, which are about the size of the gzipped mbox. */
const MAX_MAILS = 1_000
const MAX_STORED_BYTES = 20 * 1024 * 1024
/** Bounds the bytes of the mbox itself, since crafted mail may be a thousand times as long as what is stored of it. */
const MAX_MBOX_BYTES = 200 * 1024 * 1024
const TOO_LARGE = `The first thread is larger than an answer may be, ${figure(MAX_MAILS)} mails and ${figure(MAX_STORED_BYTES)} bytes.`
/** Bounds the threads of a series. */
const MAX_THREADS = 200

/** The answer if older mails were not looked at. */
const NONE_NEW = 'No results found in the newest mails with these words. Add more words, or a date.'

/** A search as a client of a public-inbox asks for it. */
export interface MboxSearch {
  /** The name of a list, or `all`. */
  readonly list: string
  /** Only the thread of this mail is searched. */
  readonly id?: string
  readonly query: string
  /** Whether the threads of what is found are asked for. */
  readonly threads: boolean
}

export type MboxResult =
  /** Why there is no mbox: the query cannot be answered, nothing matches, or a single thread is too large. */
  | { readonly kind: 'problem' | 'none' | 'large'; readonly text: string }
  | {
      readonly kind: 'mbox'
      /** One entry after another. */
      readonly mails: Iterable<Buffer>
      /** Whether more mails match than these; certain only once all mails are taken. */
      readonly isCut: () => boolean
      /** The number of mails that the threads name and that were not imported, once all mails are taken; 0 without threads. */
      readonly countMissing: () => number
    }

/**
 * Searches mail for a client of a public-inbox. With `threads`, a hit is answered with the whole threads of all versions of its series, so
 * that a client looking for the newest version gets its patches even if it was renamed. Newest hits first. All mails but the first thread are
 * found and read while they are taken.
 */
export function searchMbox(db: Db, { list, id, query, threads }: MboxSearch, nowMs: number): MboxResult {
  const parsed = parseSearch(query, { nowMs })
  if ('problem' in parsed) return { kind: 'problem', text: parsed.problem }
  const lists = list === 'all' ? undefined : findLists(db, list)
  if (lists?.length === 0) return { kind: 'none', text: 'No such list here.' }
  const threadOf = id === undefined ? undefined : findMessage(db, id)
  if (id !== undefined && threadOf === undefined) return { kind: 'none', text: 'No such mail here.' }
  const hits = findMails(db, parsed.query, { lists, threadOf, limit: MAX_MAILS + 1 })
  if ('problem' in hits) return { kind: 'problem', text: hits.problem }
  const taken = openTake(db)
  const isCut = () => taken.isCut() || hits.isCut()
  const ids = taken.take(threads ? wholeThreads(db, hits.ids) : single(hits.ids))
  const first = ids.next()
  if (first.done === true) return nothing(taken.isCut(), hits.isCut())
  const read: number[] = []
  return {
    kind: 'mbox',
    mails: readMails(db, remember([[first.value], ids], read)),
    isCut,
    countMissing: () => (threads ? countMissing(db, read) : 0),
  }
}

/** The ids of all parts; puts each into `into` when it is taken. */
function* remember(parts: readonly Iterable<number>[], into: number[]): Generator<number> {
  for (const ids of parts) {
    for (const id of ids) {
      into.push(id)
      yield id
    }
  }
}

/** Why nothing is answered: the first thread does not fit, or nothing was found, perhaps because older mails were not looked at. */
function nothing(large: boolean, unread: boolean): MboxResult {
  if (large) return { kind: 'large', text: TOO_LARGE }
  return { kind: 'none', text: unread ? NONE_NEW : 'No results found.' }
}

function* single(hits: Iterable<number>): Generator<readonly number[]> {
  for (const hit of hits) yield [hit]
}

/** The threads of each hit and of all versions of its series, each thread once. */
function* wholeThreads(db: Db, hits: Iterable<number>): Generator<readonly number[]> {
  const select = db
    .prepare<{ id: number; limit: number }, number>(
      `SELECT DISTINCT places.thread FROM places
       WHERE places.series = (SELECT own.series FROM places AS own WHERE own.message = @id) LIMIT @limit`,
    )
    .pluck()
  const done = new Set<number>()
  for (const hit of hits) {
    if (done.has(hit)) continue
    for (const start of [hit, ...select.all({ id: hit, limit: MAX_THREADS })]) {
      if (done.has(start)) continue
      const ids = listThreadIds(db, start, MAX_MAILS + 1)
      for (const one of ids) done.add(one)
      yield ids
    }
  }
}

/** Prepares taking whole groups of mails until the answer is full: half a thread would look complete. */
function openTake(db: Db): {
  readonly take: (groups: Iterable<readonly number[]>) => Generator<number>
  readonly isCut: () => boolean
} {
  const size = db
    .prepare<{ id: number }, number>(
      "SELECT length(mails.raw) + length(coalesce(mails.body, '')) FROM mails WHERE mails.id = @id",
    )
    .pluck()
  let mails = 0
  let bytes = 0
  let cut = false
  function* take(groups: Iterable<readonly number[]>): Generator<number> {
    for (const group of groups) {
      mails += group.length
      if (mails <= MAX_MAILS) for (const id of group) bytes += size.get({ id }) ?? 0
      cut = mails > MAX_MAILS || bytes > MAX_STORED_BYTES
      if (cut) return
      yield* group
    }
  }
  return { take, isCut: () => cut }
}

/** Throws when the mails are far longer than what is stored of them, which no real mail is. */
function* readMails(db: Db, ids: Iterable<number>): Generator<Buffer> {
  let bytes = 0
  for (const id of ids) {
    const raw = loadRaw(db, id)
    if (raw === undefined) continue
    bytes += raw.length
    if (bytes > MAX_MBOX_BYTES) throw new Error(`an mbox is longer than ${MAX_MBOX_BYTES} bytes`)
    yield toMboxrd(raw)
  }
}
