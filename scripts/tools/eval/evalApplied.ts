import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { runTool } from '../runTool'
import { formatApplied, measureApplied, parseAppliedLabels } from './appliedMeasure'

const HELP = `eval:applied DATABASE COMMITS.tsv [--labels FILE]
Measures what mail alone says of applied series against a table of commits (see eval:commits), in a database without trees.
  1. Of the series whose newest version is wholly in the table, as another program decides (scripts/tools/eval/landedTruth.ts), and that
     have a reply by a committer of the table with one of the words apply, appli, merge, push, queue, pull or commit: how many are applied.
  2. Of the series that are applied: how many are wholly in the table, or were applied elsewhere or under another title.
Prints each series that is missing, with its mail. FILE (test/labels/applied) says what a reader found about some of them.

  npm run -s eval:applied -- ltp.sqlite ltp-2023-commits.tsv --labels test/labels/applied/ltp-2023.tsv`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { labels: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [database, table] = positionals
  if (values.help === true || database === undefined || table === undefined) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const commits = readFileSync(table, 'utf8')
  const labels = values.labels === undefined ? new Map() : parseAppliedLabels(readFileSync(values.labels, 'utf8'))
  const measure = await withDatabase(openReader(database), (db) => {
    if (db.prepare('SELECT 1 FROM ties LIMIT 1').get() !== undefined)
      throw new Error(`${database} has a tree; this measures what mail alone says`)
    return measureApplied(db, commits)
  })
  process.stdout.write(formatApplied(measure, labels))
  return 0
}

runTool('eval:applied', main)
