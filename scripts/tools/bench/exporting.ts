import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../../db/open'
import { readArchive, writeMbox } from './archive'
import { missingPeer } from './peers'
import { measureProcess, measureReroll, type ProcessCost } from './process'
import { type BenchContext, median, type Row, type Section, times } from './row'

const ROUNDS = 5

/** The newest version of a series as an mbox for git am, against `b4 am` on the same mails. */
export const EXPORTING: Section = { name: 'export', about: 'an mbox for git am, against b4 am', run }

async function run(context: BenchContext): Promise<readonly Row[]> {
  const sample = await readArchive(true)
  const [mbox, database] = [join(context.folder, 'export.mbox'), join(context.folder, 'export.sqlite')]
  writeMbox(mbox, sample, 0, sample.mails.length)
  await measureReroll(['ingest', '--db', database, mbox])
  const id = newestHead(database)
  const missing = missingPeer('b4')
  const [ours, theirs]: [ProcessCost[], ProcessCost[]] = [[], []]
  for (let round = 0; round < (context.quick ? 1 : ROUNDS); round++) {
    ours.push(await measureReroll(['mbox', '--db', database, id]))
    if (missing !== undefined) continue
    const home = join(context.folder, `b4-${round}`)
    mkdirSync(home)
    // Attestation asks the network for keys, which is no part of what is compared.
    writeFileSync(
      join(home, '.gitconfig'),
      '[b4]\nattestation-policy = off\n[user]\nname = Bench\nemail = bench@example.org\n',
    )
    const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home }
    theirs.push(await measureProcess('b4', ['am', '-m', mbox, '-o', home, id], env))
  }
  const section = 'mbox of the bundled series for git am'
  const cost = (costs: readonly ProcessCost[]) => median(costs.map(({ wallMs }) => wallMs))
  return [
    {
      section,
      what: 'reroll mbox',
      figure: `${cost(ours).toFixed(0)} ms`,
      ...(missing === undefined ? { ratio: times(cost(theirs) / cost(ours), 'b4 am') } : {}),
    },
    { section, what: 'b4 am -m', figure: missing ?? `${cost(theirs).toFixed(0)} ms` },
  ]
}

function newestHead(database: string): string {
  const db = openReader(database)
  try {
    const head = db
      .prepare<[], string>(
        'SELECT message_id FROM versions JOIN messages ON messages.id = head ORDER BY position DESC LIMIT 1',
      )
      .pluck()
      .get()
    if (head === undefined) throw new Error('the sample holds no series')
    return head
  } finally {
    db.close()
  }
}
