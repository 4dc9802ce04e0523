import type { Query } from '../../../lib/search/query'
import { findPastedId, readSearch } from '../../../lib/search/readSearch'
import { newestMailMs } from '../../newestMail'
import type { Db } from '../../open'
import { findMails } from '../mail/findMails'
import { findSeries } from '../series/find'

/** Bounds the hits of a search, and so its time: the newest mails. Nobody reads further. */
export const MAX_HITS = 1_000

/** Where hits are looked for, if not everywhere. */
interface HitsWithin {
  /** Only mails that came through one of these lists, given by address or List-Id. */
  readonly lists?: readonly string[] | undefined
  /** Only mails of the series with this Message-ID. */
  readonly series?: string | undefined
}

/** The mails that a search finds. */
export interface Hits {
  /** What was searched for; undefined if the text has no word. */
  readonly query: Query | undefined
  /** Why the text was not understood, as a sentence; its words alone were searched for. */
  readonly problem: string | undefined
  /** The Message-ID that the text consists of. */
  readonly pasted: string | undefined
  readonly lists: readonly string[] | undefined
  /** Row ids, newest first. */
  readonly ids: readonly number[]
  /** Whether there may be more. */
  readonly cut: boolean
}

/**
 * The mails that a text in a search box asks for, read as a query of a public-inbox. Dates such as `3.days.ago` count from the newest mail,
 * as all ages of a page do.
 */
export function findHits(db: Db, text: string, { lists, series }: HitsWithin = {}): Hits {
  const read = readSearch(text, { nowMs: newestMailMs(db) })
  const nothing = { ...read, lists, ids: [], cut: false }
  const seriesId = series === undefined ? undefined : findSeries(db, series)?.id
  if (read.query === undefined || (series !== undefined && seriesId === undefined)) return nothing
  const found = findMails(db, read.query, { lists, series: seriesId, limit: MAX_HITS, atOnce: true })
  if ('problem' in found) return nothing
  const ids = [...found.ids]
  return { ...read, lists, ids, cut: found.isCut() }
}

/** Why a text is not answered as it is, as a sentence. */
export function findSearchProblem(text: string | undefined): string | undefined {
  return text === undefined ? undefined : readSearch(text, { nowMs: 0 }).problem
}

/** The Message-ID in what a reader pasted into the search box. */
export function readPastedId(text: string): string | undefined {
  return findPastedId(text)
}

/** Where a mail belongs. */
interface PlaceRow {
  readonly id: number
  readonly series: number | null
  readonly thread: number
}

/** The places of these mails, in any order. */
export function placesOf(db: Db, ids: readonly number[]): readonly PlaceRow[] {
  return db
    .prepare<{ ids: string }, PlaceRow>(
      `SELECT places.message AS id, places.series, places.thread
       FROM json_each(@ids) AS hit CROSS JOIN places ON places.message = hit.value`,
    )
    .all({ ids: JSON.stringify(ids) })
}
