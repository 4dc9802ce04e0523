import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWriter } from '../../db/migrate'
import { withDatabase } from '../../db/open'
import { addMaintainer } from '../../db/store/maintainers'
import { CommandError, PartialError } from '../cli/command'
import { ingest } from '../cli/ingest'
import { openProgress } from '../cli/progress'
import { openContext } from '../sources/context'
import { openSource } from '../sources/openSource'
import { SourceError } from '../sources/source'
import { runTree } from '../trees/treeCommands'

/** A real series and the fix that followed it, rewritten in our own words and code, a git tree that has both, and twelve invented series: sample/README.md. */
const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../sample')
const MAILS = ['vfio-device-life-cycle.mbox', 'vfio-gvt-fix.mbox', 'invented.mbox']
/** Who decides on the invented lists, as `reroll maintainer add` would say it: an archive as small as this shows of nobody that they apply patches. */
const MAINTAINERS: readonly (readonly [list: string, email: string])[] = [
  ['fsdevel@lists.example.org', 'dana.whitfield@example.org'],
  ['gpio@lists.example.org', 'noor.haddad@example.org'],
  ['hwmon@lists.example.org', 'ruben.okafor@example.org'],
  ['i2c@lists.example.org', 'mei.tanaka@example.org'],
  ['netdev@lists.example.org', 'greta.hollis@example.org'],
  ['spi@lists.example.org', 'noor.haddad@example.org'],
]
const TREE = 'vfio.bundle'
const BRANCHES = ['next=maintainer', 'main=mainline']

/**
 * Imports the bundled sample and reads its git tree. What was read before is not read again. `warn` gets one line when the tree cannot be read, for example because git is not installed; the sample works without it.
 */
export async function importSample(database: string, warn: (line: string) => void): Promise<void> {
  await withDatabase(openWriter(database), async (db) => {
    const sources = await Promise.all(MAILS.map((name) => openSource(join(SAMPLE, name))))
    await ingest(db, sources, openProgress(process.stderr))
    for (const [scope, email] of MAINTAINERS) addMaintainer(db, { scope, email }, Date.now())
  })
  const reason = await addTree(database)
  if (reason !== undefined) warn(`reroll: the git tree of the sample was not read: ${reason}`)
}

/** Adds the tree as `reroll tree add` does, and returns why it cannot be read; undefined if it was. */
async function addTree(database: string): Promise<string | undefined> {
  try {
    // A tree keeps its URL, and the next version of the program is in another folder.
    const bundle = join(dirname(openContext({ database }).mirrors), TREE)
    mkdirSync(dirname(bundle), { recursive: true })
    writeFileSync(bundle, readFileSync(join(SAMPLE, TREE)))
    await runTree({ database, json: false, words: ['add', bundle], options: { branch: BRANCHES } })
    return undefined
  } catch (error) {
    if (error instanceof PartialError) return error.output.trim()
    if (error instanceof SourceError || error instanceof CommandError) return error.message
    throw error
  }
}
