import { readFileSync } from 'node:fs'
import { openReader, withDatabase } from '../../../db/open'
import { runTool } from '../runTool'
import { formatChains, parseChainLabels } from './chainLabels'
import { listPlacings } from './shownPostings'

/**
 * Measures the links between versions against a file of labelled pairs: eval:chains LABELS.tsv DATABASE. Exits 0 whatever the result is,
 * 1 when a file cannot be read, 2 on wrong usage.
 */
async function main(words: readonly string[]): Promise<number> {
  const [labels, database] = words
  if (labels === undefined || database === undefined) {
    process.stderr.write('usage: npm run -s eval:chains -- LABELS.tsv DATABASE\n')
    return 2
  }
  const placings = await withDatabase(openReader(database), listPlacings)
  process.stdout.write(formatChains(parseChainLabels(readFileSync(labels, 'utf8')), placings))
  return 0
}

runTool('eval:chains', main)
