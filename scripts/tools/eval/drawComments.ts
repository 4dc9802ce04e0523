import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { runTool } from '../runTool'
import { formatTable, parseTable } from './labelTable'
import { drawSeries, listReviewed } from './recentSeries'

const HELP = `eval:draw-comments --db FILE --since DATE [--seed N] [--exclude FILE]...
Draws series whose open review comments are to be judged by hand, as test/labels/comments/README.md lays down. Prints a file without answers.
  --db FILE     a database that an archive was imported into
  --since DATE  the newest version was sent on this day or later
  --seed N      another number draws other series (default 21)
  --exclude FILE leave out the series of this judged file, of comments or of states; may be repeated

  npm run -s eval:draw-comments -- --db ltp.sqlite --since 2023-09-01 > test/labels/comments/ltp-2023.tsv`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      db: { type: 'string' },
      since: { type: 'string' },
      seed: { type: 'string', default: '21' },
      exclude: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { db: path, since, seed, exclude, help } = values
  const sinceMs = Date.parse(since ?? '')
  if (help === true || path === undefined || Number.isNaN(sinceMs)) {
    process.stdout.write(`${HELP}\n`)
    return help === true ? 0 : 2
  }
  const judged = new Set(
    exclude.flatMap((file) => parseTable(readFileSync(file, 'utf8'), ['newest']).map(({ cell }) => cell('newest'))),
  )
  const all = await withDatabase(openReader(path), (db) => listReviewed(db, sinceMs))
  const series = all.filter(({ newest }) => !judged.has(newest))
  const rows = drawSeries(series, Number(seed)).map(({ newest }, index) => [String(index + 1).padStart(2, '0'), newest])
  process.stdout.write(formatTable(['case', 'newest', 'mail', 'kind', 'state', 'quote'], rows))
  return 0
}

runTool('eval:draw-comments', main)
