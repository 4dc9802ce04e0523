import { existsSync } from 'node:fs'
import { seriesHref } from '../../app/_model/href'
import { isFull } from '../../db/disk'
import { openWriter } from '../../db/migrate'
import { type Db, DEFAULT_PATH, openReader, withDatabase } from '../../db/open'
import { listSeries } from '../../db/queries/lists/seriesList'
import { hasMail } from '../../db/queries/status/status'
import { bringUpToDate, type IngestSummary } from '../cli/ingest'
import { samplePath } from '../cli/noMail'
import { ingestLine } from '../cli/output'
import { openProgress } from '../cli/progress'
import { explainStorage } from '../cli/storage'
import { startServer } from '../server/serve'
import { openContext } from '../sources/context'
import { openSource } from '../sources/openSource'
import type { Source } from '../sources/source'
import { ingestAndTie } from '../trees/importedDiffs'
import { importSample } from './sample'

/** Imports the sources, serves the pages and prints their address. Ends the process with code 1 and one message when it cannot. */
async function start(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(
      `npm start [-- SOURCE...]   imports mail (see reroll ingest --help) and serves the pages; without any mail, a sample

Environment
  PORT, HOST           where to listen (default: 3000, localhost)
  REROLL_DB            the database (default: db/reroll.sqlite)
  REROLL_LORE          the archive to look Message-IDs up in
  REROLL_READ_ONLY=1   serve the database as it is: import nothing, write nothing
  REROLL_WORKERS       processes that render pages (default: 2)
  REROLL_CACHE_MB      memory for rendered pages, in MB (default: 64; 0 renders every page again)
`,
    )
    return
  }
  try {
    const database = process.env.REROLL_DB ?? DEFAULT_PATH
    const served = isReadOnly() ? await serveAsIs(database, words) : await importAndServe(database, words)
    process.env.REROLL_DB = served.database
    process.env.REROLL_SHOWS = served.isSample ? 'sample' : ''
    const { url } = await startServer({ port: readPort(), host: process.env.HOST ?? 'localhost' })
    process.stdout.write(`Reroll is at ${url.replace(/\/$/, '')}${served.page}\n`)
    if (served.isSample)
      process.stdout.write(`No mail imported yet, so this is a sample. To import mail: npm start -- FILE.mbox\n`)
  } catch (error) {
    const storage = explainStorage(error, process.env.REROLL_DB ?? DEFAULT_PATH)
    process.stderr.write(`reroll: ${storage ?? (error instanceof Error ? error.message : String(error))}\n`)
    process.exit(1)
  }
}

/** A database to serve. */
interface Served {
  readonly database: string
  /** Where to begin: the queue, or the page of the only series. */
  readonly page: string
  /** Whether the pages say that they show the sample. */
  readonly isSample: boolean
}

/** Serves the database as it is when the disk is so full that it cannot be brought up to date. */
async function importAndServe(database: string, words: readonly string[]): Promise<Served> {
  try {
    return (await importSources(database, words)) ?? (await serveSample(database))
  } catch (error) {
    if (words.length > 0 || !existsSync(database) || !isFull(error, database)) throw error
    process.stderr.write(
      `reroll: ${database}: the disk is full, so nothing can be imported; the pages show the database as it is\n`,
    )
    return serveAsIs(database, words)
  }
}

/** Imports the sources and updates the database; undefined if no source was given and the database has no mail. */
async function importSources(database: string, words: readonly string[]): Promise<Served | undefined> {
  const sources: Source[] = []
  for (const word of words) sources.push(await openSource(word))
  return withDatabase(openWriter(database), async (db) => {
    if (sources.length === 0) await bringUpToDate(db, openProgress(process.stderr))
    else process.stdout.write(ingestLine(await importInto(db, database, sources)))
    const { rows, total } = listSeries(db)
    const [only] = total === 1 ? rows : []
    if (total === 0 && sources.length === 0 && !hasMail(db)) return undefined
    return { database, page: only === undefined ? '/' : seriesHref(only.id), isSample: false }
  })
}

function importInto(db: Db, database: string, sources: readonly Source[]): Promise<IngestSummary> {
  return ingestAndTie(db, sources, {
    database,
    context: openContext({ database }),
    progress: openProgress(process.stderr),
  })
}

/** Writes nothing, for a front end whose database another machine provides. */
async function serveAsIs(database: string, words: readonly string[]): Promise<Served> {
  if (words.length > 0)
    throw new Error('REROLL_READ_ONLY=1 imports nothing: start without sources, or without REROLL_READ_ONLY')
  openReader(database).close()
  return { database, page: '/', isSample: false }
}

/** The bundled sample, in a separate database next to the other one, so that it never mixes with real mail. */
async function serveSample(beside: string): Promise<Served> {
  const database = samplePath(beside)
  await importSample(database, (line) => process.stderr.write(`${line}\n`))
  return { database, page: '/', isSample: true }
}

/** Any other value would be taken for "no", and write to a database that must not change. */
function isReadOnly(): boolean {
  const { REROLL_READ_ONLY: value = '' } = process.env
  if (['', '0', '1'].includes(value)) return value === '1'
  throw new Error(`REROLL_READ_ONLY=${value} is neither 1 nor 0: 1 serves the database as it is`)
}

function readPort(): number {
  const { PORT = '3000' } = process.env
  const port = Number(PORT)
  if (/^\d{1,5}$/.test(PORT) && port < 65_536) return port
  throw new Error(`PORT=${process.env.PORT} is not a port: choose a number from 1 to 65535`)
}

void start(process.argv.slice(2))
