import { readFileSync } from 'node:fs'
import { type Db, openReader, withDatabase } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { runTool } from '../runTool'
import { formatComments, type OpenMail, parseCommentLabels } from './commentLabels'

/**
 * Measures which review comments are shown as open against a file of judged series: eval:comments LABELS.tsv DATABASE. Exits 0 whatever
 * the result is, 1 when a file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [labels, database] = words
  if (labels === undefined || database === undefined) {
    process.stderr.write('usage: npm run -s eval:comments -- LABELS.tsv DATABASE\n')
    return 2
  }
  const cases = parseCommentLabels(readFileSync(labels, 'utf8'))
  const text = await withDatabase(openReader(database), (db) => formatComments(cases, (newest) => listOpen(db, newest)))
  process.stdout.write(text)
  return 0
}

/** The open comments of a series that no answer is shown at, in the order of its document: the weightiest of a mail first. */
function listOpen(db: Db, newest: string): OpenMail[] | undefined {
  return getSeriesDocument(db, newest)
    ?.remarks.filter(({ status, answered }) => status === 'open' && !answered)
    .map(({ messageId, severity, quote }) => ({ id: messageId, kind: severity ?? 'none', quote }))
}

runTool('eval:comments', main)
