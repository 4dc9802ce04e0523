import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { runTool } from '../runTool'
import { formatCase } from './caseText'
import { NEWEST } from './chainLabels'
import { DRAW_KINDS, drawChains } from './chains'
import { formatTable } from './labelTable'
import { listPlacings, listPostings } from './shownPostings'

const HELP = `eval:draw-chains --db FILE --out FOLDER [--seed N] [--kind KIND]
Draws postings whose series are to be judged by hand, as test/labels/chains/README.md lays down. Writes one text for each case into the
folder, for a reader who must not see what was linked, and prints a file of labels without answers.
  --db FILE     a database that an archive was imported into
  --out FOLDER  where the texts of the cases go
  --seed N      another number draws other cases (default 20)
  --kind KIND   chains: series of several versions; orphans: v2 or higher without an older version; alone: a single posting without a
                number or v1; mixed: doubtful ones of the first and the last kind (default chains)

  npm run -s eval:draw-chains -- --db ltp.sqlite --out cases --kind orphans > test/labels/chains/ltp-2023-orphans.tsv`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      db: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '20' },
      kind: { type: 'string', default: 'chains' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { db: path, out, seed, help } = values
  const kind = DRAW_KINDS.find((known) => known === values.kind)
  if (help === true || path === undefined || out === undefined || kind === undefined) {
    process.stdout.write(`${HELP}\n`)
    return help === true ? 0 : 2
  }
  const { postings, placings } = await withDatabase(openReader(path), (db) => ({
    postings: listPostings(db),
    placings: listPlacings(db),
  }))
  const byId = new Map(postings.map((posting) => [posting.id, posting]))
  mkdirSync(out, { recursive: true })
  const rows = drawChains(postings, placings, Number(seed), kind).flatMap(({ head, candidates }, index) => {
    const number = String(index + 1).padStart(2, '0')
    const shown = byId.get(head)
    const others = candidates.flatMap((id) => byId.get(id) ?? [])
    if (shown !== undefined) writeFileSync(join(out, `${number}.txt`), formatCase(number, shown, others))
    const asked = kind === 'chains' ? [...candidates, NEWEST] : candidates
    return asked.map((candidate) => [number, head, candidate])
  })
  process.stdout.write(formatTable(['case', 'head', 'candidate', 'answer', 'why'], rows))
  return 0
}

runTool('eval:draw-chains', main)
