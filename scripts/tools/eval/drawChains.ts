import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openReader, withDatabase } from '../../../db/open'
import { formatCase } from './caseText'
import { drawChains } from './chains'
import { listPlacings, listPostings } from './postings'

const HELP = `eval:draw-chains --db FILE --out FOLDER [--seed N]
Draws postings whose series are to be judged by hand, as test/labels/chains/README.md lays down. Writes one text for each case into the
folder, for a reader who must not see what was linked, and prints a file of labels without answers.
  --db FILE     a database that an archive was imported into
  --out FOLDER  where the texts of the cases go
  --seed N      another number draws other cases (default 19)

  npm run -s eval:draw-chains -- --db netfilter.sqlite --out cases > test/labels/chains/netfilter-2021.tsv`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      db: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string', default: '19' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { db: path, out, seed, help } = values
  if (help === true || path === undefined || out === undefined) {
    process.stdout.write(`${HELP}\n`)
    return help === true ? 0 : 2
  }
  const { postings, placings } = await withDatabase(openReader(path), (db) => ({
    postings: listPostings(db),
    placings: listPlacings(db),
  }))
  const byId = new Map(postings.map((posting) => [posting.id, posting]))
  mkdirSync(out, { recursive: true })
  const rows = drawChains(postings, placings, Number(seed)).flatMap(({ head, candidates }, index) => {
    const number = String(index + 1).padStart(2, '0')
    const shown = byId.get(head)
    const others = candidates.flatMap((id) => byId.get(id) ?? [])
    if (shown !== undefined) writeFileSync(join(out, `${number}.txt`), formatCase(number, shown, others))
    return candidates.map((candidate) => [number, head, candidate, '', ''].join('\t'))
  })
  process.stdout.write(`${['case\thead\tcandidate\tanswer\twhy', ...rows].join('\n')}\n`)
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`eval:draw-chains: ${(error as Error).message}\n`)
    process.exitCode = 1
  },
)
