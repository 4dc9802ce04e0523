import { readFileSync } from 'node:fs'
import { openReader, withDatabase } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { runTool } from '../runTool'
import { formatStates, parseStateLabels } from './stateLabels'

/**
 * Measures states and "waiting on" against a file of judged series: eval:states LABELS.tsv DATABASE. Exits 0 whatever the result is, 1 when
 * a file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [labels, database] = words
  if (labels === undefined || database === undefined) {
    process.stderr.write('usage: npm run -s eval:states -- LABELS.tsv DATABASE\n')
    return 2
  }
  const cases = parseStateLabels(readFileSync(labels, 'utf8'))
  const text = await withDatabase(openReader(database), (db) =>
    formatStates(cases, (newest) => {
      const document = getSeriesDocument(db, newest)
      if (document === undefined) return undefined
      const { state, turn } = document
      return { state: state.kind, waiting: turn?.whose ?? 'nobody', mail: state.messageId, quote: state.quote }
    }),
  )
  process.stdout.write(text)
  return 0
}

runTool('eval:states', main)
