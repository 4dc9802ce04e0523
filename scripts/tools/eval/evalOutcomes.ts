import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Db, openReader, withDatabase } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { runTool } from '../runTool'
import { drawOutcomes, formatOutcomes, parseOutcomeLabels, type ShownOutcome } from './outcomeLabels'
import { listRecent } from './recentSeries'

const HELP = `eval:outcomes LABELS.tsv DB
eval:outcomes --draw --db FILE [--seed N] [--count N]
Measures what the cards of series pages say became of review comments against a file of judged ones, or draws comments to be judged, as
test/labels/outcomes/README.md lays down.
  --draw      print a file without answers
  --db FILE   a database that an archive was imported into
  --seed N    another number draws other comments (default 55)
  --count N   comments to draw (default 40)

  npm run -s eval:outcomes -- test/labels/outcomes/s390.tsv s390.sqlite`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      draw: { type: 'boolean' },
      db: { type: 'string' },
      seed: { type: 'string', default: '55' },
      count: { type: 'string', default: '40' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [labels, database = values.db] = positionals
  if (values.help === true || database === undefined || (values.draw !== true && labels === undefined)) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const text = await withDatabase(openReader(database), (db) => {
    if (labels !== undefined) {
      return formatOutcomes(parseOutcomeLabels(readFileSync(labels, 'utf8')), (newest) => findOutcomes(db, newest))
    }
    const shown = listRecent(db, 0).flatMap(({ newest }) => findOutcomes(db, newest) ?? [])
    return drawOutcomes(shown, Number(values.seed), Number(values.count))
  })
  process.stdout.write(text)
  return 0
}

/** The comments on the cards of a series but for nits, in order of their versions; undefined when it is not imported. */
function findOutcomes(db: Db, newest: string): ShownOutcome[] | undefined {
  return getSeriesDocument(db, newest)?.story.flatMap(({ label, asked }) =>
    asked
      .filter(({ severity }) => severity !== 'nit')
      .map(({ messageId, quote, outcome }) => ({ newest, version: label, mail: messageId, quote, outcome })),
  )
}

runTool('eval:outcomes', main)
