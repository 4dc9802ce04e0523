import { openReader, withDatabase } from '../../../db/open'
import { findHits } from '../../../db/queries/lists/hits'
import { searchMessages } from '../../../db/queries/lists/search'
import { listSeries } from '../../../db/queries/lists/seriesList'
import { quantile, type Row } from './row'

/** Queries of each kind, all with different words, so that they read from disk like a visitor's. */
const QUERIES = 60

/** Times queries of one to three words in this database: first and third pages, with rows and snippets. */
export function measureSearch(database: string, quick: boolean): Promise<Row[]> {
  return withDatabase(openReader(database), (db) => {
    const count = Number(db.prepare('SELECT count(*) FROM messages').pluck().get())
    const subjects = db
      .prepare<{ count: number }, string>(
        'SELECT subject FROM messages WHERE id IN (SELECT id FROM messages ORDER BY content_hash LIMIT @count)',
      )
      .pluck()
      .all({ count: quick ? 10 : QUERIES })
    const section = `Search in ${count.toLocaleString('en')} messages`
    const kinds: [string, (words: readonly string[]) => string][] = [
      ['one word', ([first = '']) => first],
      ['two words', (words) => words.slice(0, 2).join(' ')],
      ['three words', (words) => words.slice(0, 3).join(' ')],
      ['a prefix', ([first = '']) => first.slice(0, 3)],
    ]
    return kinds.flatMap(([what, pick]): Row[] => {
      const queries = subjects.map((subject) => pick(subject.match(/[a-z]{4,}/gi)?.reverse() ?? ['patch']))
      const mails = queries.flatMap((query) =>
        [1, 3].map((page) => time(() => searchMessages(db, findHits(db, query), page))),
      )
      const series = queries.map((query) => time(() => listSeries(db, { query })))
      return [row(section, `${what}, mails, pages 1 and 3`, mails), row(section, `${what}, series`, series)]
    })
  })
}

function row(section: string, what: string, took: readonly number[]): Row {
  const [p50, p95] = [quantile(took, 0.5), quantile(took, 0.95)]
  return {
    section,
    what,
    figure: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    goal: { text: 'p95 under 20 ms', reached: p95 < 20 },
  }
}

function time(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
