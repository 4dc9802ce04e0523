import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { summariseSeries } from '../../../db/queries/lists/seriesList'
import { QUEUES } from '../../../lib/review/queue'
import { runTool } from '../runTool'
import { formatTable, parseTable } from './labelTable'
import { drawSeries, listRecent } from './recentSeries'

const HELP = `eval:draw-states --db FILE (--since DATE | --group NAME) [--seed N] [--count N] [--exclude FILE]...
Draws series whose state and "waiting on" are to be judged by hand, as test/labels/states/README.md lays down. Prints a file without answers.
  --db FILE      a database that an archive was imported into
  --since DATE   the newest version was sent on this day or later
  --group NAME   the series is in this group of the list: ready, waiting-on-author, waiting-on-review
  --seed N       another number draws other series (default 31)
  --count N      series to draw (default 40)
  --exclude FILE leave out the series of this judged file; may be repeated

  npm run -s eval:draw-states -- --db ltp.sqlite --since 2023-09-01 > test/labels/states/ltp-2023.tsv`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      db: { type: 'string' },
      since: { type: 'string' },
      group: { type: 'string' },
      count: { type: 'string', default: '40' },
      seed: { type: 'string', default: '31' },
      exclude: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { db: path, since, seed, exclude, help } = values
  const group = QUEUES.find((one) => one === values.group)
  const sinceMs = group === undefined ? Date.parse(since ?? '') : 0
  if (help === true || path === undefined || Number.isNaN(sinceMs)) {
    process.stdout.write(`${HELP}\n`)
    return help === true ? 0 : 2
  }
  const judged = new Set(
    exclude.flatMap((file) => parseTable(readFileSync(file, 'utf8'), ['newest']).map(({ cell }) => cell('newest'))),
  )
  const all = await withDatabase(openReader(path), (db) => {
    const ids = group === undefined ? undefined : new Set([...summariseSeries(db, { group })].map(({ id }) => id))
    return listRecent(db, sinceMs).filter(({ id }) => ids?.has(id) ?? true)
  })
  const series = all.filter(({ newest }) => !judged.has(newest))
  const rows = drawSeries(series, Number(seed), Number(values.count)).map(({ newest }, index) => [
    String(index + 1).padStart(2, '0'),
    newest,
  ])
  process.stdout.write(formatTable(['case', 'newest', 'state', 'waiting', 'mail', 'note'], rows))
  return 0
}

runTool('eval:draw-states', main)
