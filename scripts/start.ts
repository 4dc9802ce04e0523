import { openWriter } from '../db/migrate'
import { DEFAULT_PATH } from '../db/open'
import { listSeries } from '../db/queries/list'
import { ingest } from './ingest'
import { openProgress } from './progress'
import { startServer } from './server/serve'
import { openSource } from './sources/open'
import { ingestLine } from './text'

/** The main job: imports the sources, serves the pages and says where. Ends the process with code 1 and one clear message when it cannot. */
async function start(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(
      'npm start [-- SOURCE...]   imports mail (see reroll ingest --help) and serves the pages; PORT, HOST, REROLL_DB in the environment\n',
    )
    return
  }
  try {
    const database = process.env.REROLL_DB ?? DEFAULT_PATH
    const newest = await importSources(database, words)
    process.env.REROLL_DB = database
    const { url } = await startServer({ port: readPort(), host: process.env.HOST ?? 'localhost' })
    const page = newest === undefined ? url : `${url.replace(/\/$/, '')}/series/${encodeURIComponent(newest)}`
    process.stdout.write(`Reroll is at ${page}\n`)
    if (newest === undefined) process.stdout.write('There is no mail yet. Give some: npm start -- FILE.mbox\n')
  } catch (error) {
    process.stderr.write(`reroll: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Returns the id of the series with the newest mail, if any. */
async function importSources(database: string, words: readonly string[]): Promise<string | undefined> {
  const sources = []
  for (const word of words) sources.push(await openSource(word))
  const db = openWriter(database)
  try {
    if (sources.length > 0) process.stdout.write(ingestLine(await ingest(db, sources, openProgress(process.stderr))))
    return listSeries(db).rows[0]?.id
  } finally {
    db.close()
  }
}

function readPort(): number {
  const port = Number(process.env.PORT ?? 3000)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`PORT=${process.env.PORT} is no port: give a number from 1 to 65535`)
}

void start(process.argv.slice(2))
