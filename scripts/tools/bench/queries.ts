import { SEARCHED_COLUMNS, type SearchedRow, toSearched } from '../../../db/mail/searchedMail'
import { type Db, openReader, withDatabase } from '../../../db/open'
import { findMails } from '../../../db/queries/mail/findMails'
import { at } from '../../../lib/at'
import { readBodyFields } from '../../../lib/search/mailFields'
import type { Field, Query } from '../../../lib/search/query'
import { splitWords } from '../../../lib/search/words'
import { quantile, type Row } from './row'

const QUERIES = 200
/** Most mails that one search is asked for. */
const LIMIT = 1_000

/**
 * Times queries of every kind in this database, each made from the words of a mail: how long until the first mail is found, or until it is
 * known that there is none.
 */
export function measureQueries(database: string, quick: boolean): Promise<Row[]> {
  return withDatabase(openReader(database), (db) => {
    const queries = makeQueries(db, quick ? 10 : QUERIES)
    const took = queries.flatMap((query) => timeFirst(db, query) ?? [])
    const [p95, most] = [quantile(took, 0.95), Math.max(...took)]
    const count = Number(db.prepare('SELECT count(*) FROM messages').pluck().get())
    return [
      {
        section: `Search in ${count.toLocaleString('en')} messages`,
        what: `${took.length} queries of a mail client, first mail`,
        figure: `p95 ${p95.toFixed(1)} ms, at most ${most.toFixed(1)} ms`,
        goal: { text: 'at most 200 ms', reached: most < 200 },
      },
    ]
  })
}

/** Undefined for a query that is not answered: a mail may have no address, or a subject of hundreds of words. */
function timeFirst(db: Db, query: Query): number | undefined {
  const start = performance.now()
  const found = findMails(db, query, { limit: LIMIT })
  if ('problem' in found) return undefined
  for (const _ of found.ids) break
  return performance.now() - start
}

/** Queries with words of mails that are as good as drawn by lot: those with the lowest hashes. */
function makeQueries(db: Db, count: number): Query[] {
  const rows = db
    .prepare<{ count: number }, SearchedRow>(
      `SELECT ${SEARCHED_COLUMNS} FROM messages JOIN mails ON mails.id = messages.id ORDER BY messages.content_hash LIMIT @count`,
    )
    .all({ count })
  return rows.map((row, index) => {
    const mail = toSearched(row)
    const { texts } = readBodyFields(mail.body)
    const own = texts.own.match(/[a-z]{3,}/gi) ?? ['patch']
    const from = (index * 7) % own.length
    const [first = '', second = '', third = ''] = own.slice(from)
    const phrase = (...words: readonly string[]) => words.filter((word) => word !== '')
    const code = texts.added.match(/[a-z]\w{3,}/gi) ?? ['return']
    const kinds: readonly Query[] = [
      words(['own', 'subject', 'quoted'], [first], true),
      words(['own'], phrase(first, second, third)),
      words(['quoted'], phrase(first, second)),
      words(['added'], code.slice(0, 1)),
      words(['removed', 'context'], code.slice(0, 2)),
      words(['from', 'to', 'cc'], [mail.from.email]),
      { kind: 'all', parts: [words(['own'], [first]), { kind: 'not', part: words(['own'], phrase(second, third)) }] },
      {
        kind: 'all',
        parts: [
          words(['subject'], [mail.subject]),
          words(['from'], [mail.from.email]),
          { kind: 'time', clock: 'sent', fromMs: mail.sentMs },
        ],
      },
      { kind: 'any', parts: [words(['own'], phrase(first, second)), words(['subject'], [first])] },
    ]
    return at(kinds, index % kinds.length)
  })
}

function words(fields: readonly Field[], of: readonly string[], stem = false): Query {
  return { kind: 'words', fields, words: of.flatMap(splitWords), prefix: false, stem }
}
