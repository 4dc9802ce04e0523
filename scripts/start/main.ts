import { openWriter } from '../../db/migrate'
import { type Db, DEFAULT_PATH, openReader, withDatabase } from '../../db/open'
import { listSeries } from '../../db/queries/lists/seriesList'
import { bringUpToDate, type IngestSummary } from '../cli/ingest'
import { ingestLine } from '../cli/output'
import { openProgress } from '../cli/progress'
import { explainStorage } from '../cli/storage'
import { startServer } from '../server/serve'
import { openContext } from '../sources/context'
import { openSource } from '../sources/openSource'
import type { Source } from '../sources/source'
import { ingestAndTie } from '../trees/importedDiffs'
import { fetchFirstMail } from './firstMail'
import { importSample } from './sample'

/** Imports the sources, serves the pages and prints their address. Ends the process with code 1 and one message when it cannot. */
async function start(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(
      `npm start [-- SOURCE...]   imports mail (see reroll ingest --help) and serves the pages

Environment
  PORT, HOST           where to listen (default: 3000, localhost)
  REROLL_DB            the database (default: db/reroll.sqlite)
  REROLL_OFFLINE=1     fetch nothing: when there is no mail yet, show the bundled sample
  REROLL_LORE          the archive to fetch a first series from
  REROLL_READ_ONLY=1   serve the database as it is: import nothing, write nothing
  REROLL_CACHE_MB      memory for rendered pages, in MB (default: 64; 0 renders every page again)
`,
    )
    return
  }
  try {
    const database = process.env.REROLL_DB ?? DEFAULT_PATH
    const served =
      process.env.REROLL_READ_ONLY === '1'
        ? await serveAsIs(database, words)
        : ((await importSources(database, words)) ?? (await importFirst(database)))
    process.env.REROLL_DB = served.database
    process.env.REROLL_SHOWS = served.shows
    const { url } = await startServer({ port: readPort(), host: process.env.HOST ?? 'localhost' })
    const page = served.newest === undefined ? '' : `/series/${encodeURIComponent(served.newest)}`
    process.stdout.write(`Reroll is at ${url.replace(/\/$/, '')}${page}\n`)
    if (served.notice !== '') process.stdout.write(`${served.notice}. To import mail: npm start -- FILE.mbox\n`)
  } catch (error) {
    const storage = explainStorage(error, process.env.REROLL_DB ?? DEFAULT_PATH)
    process.stderr.write(`reroll: ${storage ?? (error instanceof Error ? error.message : String(error))}\n`)
    process.exit(1)
  }
}

/** A database to serve. */
interface Served {
  readonly database: string
  /** The id of the series with the newest mail; of the sample, its series. */
  readonly newest: string | undefined
  /** Which banner the pages show. */
  readonly shows: '' | 'sample' | 'first'
  /** A sentence for the terminal; '' when there is nothing to explain. */
  readonly notice: string
}

/** Imports the sources and updates the database; undefined if no source was given and the database has no series. */
async function importSources(database: string, words: readonly string[]): Promise<Served | undefined> {
  const sources: Source[] = []
  for (const word of words) sources.push(await openSource(word))
  return withDatabase(openWriter(database), async (db) => {
    if (sources.length === 0) await bringUpToDate(db, openProgress(process.stderr))
    else process.stdout.write(ingestLine(await importInto(db, database, sources)))
    const newest = listSeries(db).rows[0]?.id
    return newest === undefined && sources.length === 0 ? undefined : { database, newest, shows: '', notice: '' }
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
  return withDatabase(openReader(database), (db) => ({
    database,
    newest: listSeries(db).rows[0]?.id,
    shows: '',
    notice: '',
  }))
}

/** For a first look without any mail: a real series from lore, or else the bundled sample. */
async function importFirst(database: string): Promise<Served> {
  const first = await fetchFirstMail({ database, offline: process.env.REROLL_OFFLINE === '1' })
  if (first.kind === 'none') return serveSample(database, first.reason)
  return withDatabase(openWriter(database), async (db) => {
    await importInto(db, database, [first.source])
    const notice = `There was no mail yet, so this series was fetched from ${first.archive}`
    return { database, newest: listSeries(db).rows[0]?.id, shows: 'first', notice }
  })
}

/** The bundled sample, in a separate database next to the other one, so that it never mixes with real mail. */
async function serveSample(beside: string, reason: string): Promise<Served> {
  const database = `${beside.replace(/\.sqlite$/, '')}-sample.sqlite`
  const newest = await importSample(database, (line) => process.stderr.write(`${line}\n`))
  const notice = `There is no mail yet (${reason}): this is the bundled sample, a reconstructed series`
  return { database, newest, shows: 'sample', notice }
}

function readPort(): number {
  const port = Number(process.env.PORT ?? 3000)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`PORT=${process.env.PORT} is not a port: choose a number from 1 to 65535`)
}

void start(process.argv.slice(2))
