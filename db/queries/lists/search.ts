import { parseMessageReference } from '../../../lib/mail/archiveLink'
import { isMessageId } from '../../../lib/messageId'
import { ownLines, readLines } from '../../../lib/review/quote'
import { makeSnippet, markTerms, type SnippetPiece } from '../../../lib/search/snippet'
import {
  MAX_WORDS,
  matchExpression,
  parseQuery,
  parseTerms,
  type SearchTerm,
  termsQuery,
} from '../../../lib/search/terms'
import { readTextStart, searchText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import { findMails } from '../mail/findMails'
import { type MailHeadRow, toMailHead } from '../mail/mailHead'
import { findSeries } from '../series/find'
import type { MessageHitView, SearchMessagesView } from '../views'

/** Bounds the hits of a search, and so its time: the newest mails, and the series imported last. Nobody reads further. */
const MAX_HITS = 1_000
const PAGE_ROWS = 20

/** How a series was found: by its Message-ID, by its title, by other words of its head (people, patches, paths, lists), or by one of its mails. */
export interface CandidateSeries {
  readonly id: number
  readonly by: 'id' | 'title' | 'head' | 'mail'
}

/**
 * The series that match a query, each with the best way it was found; at most MAX_HITS for each way. A Message-ID or an archive link
 * gives only its series. Every word must be in the title, in the head, or in one mail. A query without a letter or digit finds nothing,
 * and no query makes this throw.
 */
export function candidateSeries(db: Db, query: string): CandidateSeries[] {
  const named = findNamed(db, query)
  if (named !== undefined) return [{ id: named, by: 'id' }]
  const terms = parseTerms(query)
  const words = matchExpression(terms)
  if (words === '') return []
  const heads = db
    .prepare<{ words: string; limit: number }, number>(
      'SELECT rowid FROM series_search WHERE series_search MATCH @words ORDER BY rowid DESC LIMIT @limit',
    )
    .pluck()
  const mails = db
    .prepare<{ ids: string }, number>(
      `SELECT DISTINCT places.series FROM json_each(@ids) AS hit CROSS JOIN places ON places.message = hit.value
       WHERE places.series IS NOT NULL`,
    )
    .pluck()
  const found = new Map<number, CandidateSeries['by']>()
  const put = (ids: readonly number[], by: CandidateSeries['by']): void => {
    for (const id of ids) if (!found.has(id)) found.set(id, by)
  }
  const limit = MAX_HITS
  put(heads.all({ words: `{title} : (${words})`, limit }), 'title')
  put(heads.all({ words, limit }), 'head')
  put(mails.all({ ids: JSON.stringify(mailsWithTerms(db, terms).ids) }), 'mail')
  return [...found].map(([id, by]) => ({ id, by }))
}

/** The Message-ID in what a reader pasted into the search box, bare or in an archive link; undefined for words to search for. */
export function findPastedId(query: string): string | undefined {
  const id = parseMessageReference(query)
  return id !== undefined && isMessageId(id) ? id : undefined
}

/** Prepares marking the words of a query in titles: whole titles, in pieces. */
export function openMarkTitle(query: string): (title: string) => SnippetPiece[] {
  const terms = parseTerms(query)
  return (title) => markTerms(title, terms)
}

/** The series that a pasted Message-ID or archive link names. */
function findNamed(db: Db, query: string): number | undefined {
  const reference = findPastedId(query)
  return reference === undefined ? undefined : findSeries(db, reference)?.id
}

interface HitRow extends MailHeadRow, PackedMail {
  readonly id: number
  readonly text: Buffer
  readonly series_key: string | null
  readonly series_title: string | null
  readonly label: string | null
}

/** The mails that hold every word of a query, newest first, a page at a time, each with the words around a match. */
export function searchMessages(db: Db, query: string, page = 1): SearchMessagesView {
  const { terms, cut: wordsCut } = parseQuery(query)
  const { ids, cut } = mailsWithTerms(db, terms)
  const { page: current, pages, limit, offset } = choosePage(ids.length, PAGE_ROWS, page)
  const select = db.prepare<{ id: number }, HitRow>(
    `SELECT m.id, m.key, m.subject, m.from_name, m.from_email, m.received_ms, m.text, mails.raw, mails.body, series.key AS series_key,
            series.title AS series_title, versions.label
     FROM messages AS m JOIN mails ON mails.id = m.id LEFT JOIN places ON places.message = m.id LEFT JOIN series ON series.id = places.series
          LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version
     WHERE m.id = @id`,
  )
  const rows = ids.slice(offset, offset + limit).flatMap((id) => select.get({ id }) ?? [])
  return {
    rows: rows.map((row) => toHit(row, terms)),
    total: ids.length,
    cut,
    onlyWords: wordsCut ? MAX_WORDS : null,
    page: current,
    pages,
  }
}

/** The mails with all of these terms, newest first. */
function mailsWithTerms(
  db: Db,
  terms: readonly SearchTerm[],
): { readonly ids: readonly number[]; readonly cut: boolean } {
  const query = termsQuery(terms)
  const found = query === undefined ? undefined : findMails(db, query, { limit: MAX_HITS })
  if (found === undefined || 'problem' in found) return { ids: [], cut: false }
  const ids = [...found.ids]
  return { ids, cut: found.isCut() }
}

function toHit(row: HitRow, terms: readonly SearchTerm[]): MessageHitView {
  const { series_key: id, series_title: title, label } = row
  return {
    ...toMailHead(row),
    snippet: makeSnippet(searchText(ownLines(readLines(readTextStart(row).body))), terms),
    series: id === null || title === null || label === null ? null : { id, title, label },
  }
}
