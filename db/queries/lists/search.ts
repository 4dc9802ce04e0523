import { at } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { ownLines, readLines } from '../../../lib/review/quote'
import { matchColumns } from '../../../lib/search/matchColumns'
import { BODY } from '../../../lib/search/prefixes'
import type { Query } from '../../../lib/search/query'
import { findSnippet, markWords, type SnippetPiece, startSnippet } from '../../../lib/search/snippet'
import { listWanted, onlySubject } from '../../../lib/search/wanted'
import type { WordPattern } from '../../../lib/search/words'
import { readTextStart, searchText } from '../../mail/messageText'
import type { PackedMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { choosePage } from '../format'
import { findMails } from '../mail/findMails'
import { type MailHeadRow, toMailHead } from '../mail/mailHead'
import { findSeries } from '../series/find'
import type { HitGroupsView, HitGroupView, MessageHitView, SearchMessagesView } from '../views'
import { type Hits, MAX_HITS, placesOf } from './hits'

const PAGE_ROWS = 20
/** Groups of a page, and mails that are shown of each. */
const PAGE_GROUPS = 10
const GROUP_ROWS = 3

/** How a series was found: by its Message-ID, by its title, by the subject of one of its mails in any version, or by something else in one of them. */
export interface CandidateSeries {
  readonly id: number
  readonly by: 'id' | 'title' | 'subject' | 'mail'
}

/**
 * The series that a search finds, which are those with a mail that it finds, each with the best way it was found; at most MAX_HITS for
 * each way, the newest mails and the series imported last. A Message-ID gives only its series.
 */
export function candidateSeries(db: Db, hits: Hits): CandidateSeries[] {
  const { query, pasted, lists } = hits
  const named = pasted === undefined ? undefined : findSeries(db, pasted)?.id
  if (named !== undefined) return [{ id: named, by: 'id' }]
  if (query === undefined) return []
  const found = new Map<number, CandidateSeries['by']>()
  const put = (ids: readonly number[], by: CandidateSeries['by']): void => {
    for (const id of ids) if (!found.has(id)) found.set(id, by)
  }
  const subject = onlySubject(query)
  const bySubject = subject === undefined ? [] : seriesOf(db, findIds(db, subject, lists))
  const byMail = seriesOf(db, hits.ids)
  const within = lists === undefined ? undefined : new Set([...bySubject, ...byMail])
  put(
    titled(db, query).filter((id) => within?.has(id) !== false),
    'title',
  )
  put(bySubject, 'subject')
  put(byMail, 'mail')
  return [...found].map(([id, by]) => ({ id, by }))
}

/** The series whose newest cover letter or patch has the words of a query in its title. */
function titled(db: Db, query: Query): readonly number[] {
  const words = matchColumns(query, { subject: ['title'] })
  if (words === '') return []
  return db
    .prepare<{ words: string; limit: number }, number>(
      'SELECT rowid FROM series_search WHERE series_search MATCH @words ORDER BY rowid DESC LIMIT @limit',
    )
    .pluck()
    .all({ words, limit: MAX_HITS })
}

function findIds(db: Db, query: Query, lists: Hits['lists']): readonly number[] {
  const found = findMails(db, query, { lists, limit: MAX_HITS, atOnce: true })
  return 'problem' in found ? [] : [...found.ids]
}

function seriesOf(db: Db, ids: readonly number[]): readonly number[] {
  return [...new Set(placesOf(db, ids).flatMap(({ series }) => series ?? []))]
}

/** Prepares marking what was searched for in titles and in names: whole texts, in pieces. */
export function openMarks({ query }: Pick<Hits, 'query'>): {
  readonly title: (text: string) => SnippetPiece[]
  readonly name: (text: string) => SnippetPiece[]
} {
  const [titles, names] = [wantedIn(query, ['subject']), wantedIn(query, ['from'])]
  return { title: (text) => markWords(text, titles), name: (text) => markWords(text, names) }
}

function wantedIn(query: Query | undefined, fields: Parameters<typeof listWanted>[1]): readonly WordPattern[] {
  return query === undefined ? [] : listWanted(query, fields)
}

/** The mails that a search finds, newest first, a page at a time, each with the words around a match. */
export function searchMessages(db: Db, hits: Hits, page = 1): SearchMessagesView {
  const { page: current, pages, limit, offset } = choosePage(hits.ids.length, PAGE_ROWS, page)
  const rows = hits.ids.slice(offset, offset + limit).flatMap(openToHit(db, hits))
  return { rows, total: hits.ids.length, cut: hits.cut, page: current, pages }
}

/** The same by series, or by thread where there is none: the group with the newest mail first, of each the newest mails. */
export function groupMessages(db: Db, hits: Hits, page = 1): HitGroupsView {
  const places = new Map(placesOf(db, hits.ids).map((place) => [place.id, place]))
  const groups = [
    ...groupBy(hits.ids, (id) => {
      const place = places.get(id)
      return place?.series === null ? `thread ${place.thread}` : `series ${place?.series}`
    }).values(),
  ]
  const { page: current, pages, limit, offset } = choosePage(groups.length, PAGE_GROUPS, page)
  const toHit = openToHit(db, hits)
  const shown = groups.slice(offset, offset + limit).flatMap((ids): HitGroupView[] => {
    const rows = ids.slice(0, GROUP_ROWS).flatMap(toHit)
    return rows.length === 0 ? [] : [{ series: at(rows, 0).series, total: ids.length, rows }]
  })
  return { groups: shown, total: hits.ids.length, cut: hits.cut, page: current, pages }
}

interface HitRow extends MailHeadRow, PackedMail {
  readonly id: number
  readonly text: Buffer
  readonly series_key: string | null
  readonly series_title: string | null
  readonly label: string | null
}

/** Prepares reading a mail as a hit; [] when there is none. */
function openToHit(db: Db, { query }: Hits): (id: number) => MessageHitView[] {
  const select = db.prepare<{ id: number }, HitRow>(
    `SELECT m.id, m.key, m.subject, m.from_name, m.from_email, m.received_ms, m.text, mails.raw, mails.body, series.key AS series_key,
            series.title AS series_title, versions.label
     FROM messages AS m JOIN mails ON mails.id = m.id LEFT JOIN places ON places.message = m.id LEFT JOIN series ON series.id = places.series
          LEFT JOIN versions ON versions.series = places.series AND versions.position = places.version
     WHERE m.id = @id`,
  )
  const patterns = wantedIn(query, BODY)
  return (id) => {
    const row = select.get({ id })
    if (row === undefined) return []
    const { series_key: key, series_title: title, label } = row
    return [
      {
        ...toMailHead(row),
        snippet: snippetOf(readTextStart(row).body, patterns),
        series: key === null || title === null || label === null ? null : { id: key, title, label },
      },
    ]
  }
}

/** The words around a match: in what the sender wrote, else in quotes or in the diff; the start of the text if there is none. */
function snippetOf(body: string, patterns: readonly WordPattern[]): SnippetPiece[] {
  const own = searchText(ownLines(readLines(body)))
  return findSnippet(own, patterns) ?? findSnippet(body, patterns) ?? startSnippet(own)
}
