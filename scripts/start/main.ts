import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWriter } from '../../db/migrate'
import { type Db, DEFAULT_PATH, openReader } from '../../db/open'
import { listSeries } from '../../db/queries/lists/seriesList'
import { bringUpToDate, ingest } from '../cli/ingest'
import { ingestLine } from '../cli/output'
import { openProgress } from '../cli/progress'
import { explainStorage } from '../cli/storage'
import { startServer } from '../server/serve'
import { openSource } from '../sources/openSource'
import type { Source } from '../sources/source'
import { fetchFirstMail } from './firstMail'

/** Told again in our own words and code: sample/README.md. */
const SAMPLE = join(dirname(fileURLToPath(import.meta.url)), '../../sample/vfio-device-life-cycle.mbox')

/** The main job: imports the sources, serves the pages and says where. Ends the process with code 1 and one clear message when it cannot. */
async function start(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(
      `npm start [-- SOURCE...]   imports mail (see reroll ingest --help) and serves the pages

In the environment
  PORT, HOST           where to listen (default: 3000, localhost)
  REROLL_DB            the database (default: db/reroll.sqlite)
  REROLL_OFFLINE=1     asks no archive for a first series when there is no mail
  REROLL_LORE          the archive that is asked
  REROLL_READ_ONLY=1   serves the database as it is: nothing is imported, nothing is written
`,
    )
    return
  }
  try {
    const database = process.env.REROLL_DB ?? DEFAULT_PATH
    const served =
      process.env.REROLL_READ_ONLY === '1'
        ? lookAt(database, words)
        : ((await importSources(database, words)) ?? (await importFirst(database)))
    process.env.REROLL_DB = served.database
    process.env.REROLL_SHOWS = served.shows
    const { url } = await startServer({ port: readPort(), host: process.env.HOST ?? 'localhost' })
    const page = served.newest === undefined ? '' : `/series/${encodeURIComponent(served.newest)}`
    process.stdout.write(`Reroll is at ${url.replace(/\/$/, '')}${page}\n`)
    if (served.told !== '') process.stdout.write(`${served.told}. Give mail: npm start -- FILE.mbox\n`)
  } catch (error) {
    const storage = explainStorage(error, process.env.REROLL_DB ?? DEFAULT_PATH)
    process.stderr.write(`reroll: ${storage ?? (error instanceof Error ? error.message : String(error))}\n`)
    process.exit(1)
  }
}

/** A database, with the id of the series that has its newest mail. */
interface Served {
  readonly database: string
  readonly newest: string | undefined
  /** What the banner of the pages tells: app/_components/Banner.tsx. */
  readonly shows: '' | 'sample' | 'first'
  /** For the terminal; '' when there is nothing to explain. */
  readonly told: string
}

/** Imports the sources and brings the database up to date; undefined when none were given and no series is in it. */
async function importSources(database: string, words: readonly string[]): Promise<Served | undefined> {
  const sources: Source[] = []
  for (const word of words) sources.push(await openSource(word))
  return withWriter(database, async (db) => {
    if (sources.length === 0) await bringUpToDate(db, openProgress(process.stderr))
    else process.stdout.write(ingestLine(await ingest(db, sources, openProgress(process.stderr))))
    const newest = listSeries(db).rows[0]?.id
    return newest === undefined && sources.length === 0 ? undefined : { database, newest, shows: '', told: '' }
  })
}

/** For a front end whose database is brought by another machine: nothing is written. */
function lookAt(database: string, words: readonly string[]): Served {
  if (words.length > 0) throw new Error('REROLL_READ_ONLY=1 imports nothing: leave out the sources')
  const db = openReader(database)
  try {
    return { database, newest: listSeries(db).rows[0]?.id, shows: '', told: '' }
  } finally {
    db.close()
  }
}

/** A first look for who has no mail yet: a real series from lore, else the bundled sample. */
async function importFirst(database: string): Promise<Served> {
  const first = await fetchFirstMail({ database, offline: process.env.REROLL_OFFLINE === '1' })
  if (first.kind === 'none') return importSample(database, first.reason)
  return withWriter(database, async (db) => {
    await ingest(db, [first.source], openProgress(process.stderr))
    const told = `There was no mail yet: this series was fetched from ${first.archive}`
    return { database, newest: listSeries(db).rows[0]?.id, shows: 'first', told }
  })
}

/** The bundled sample, in a database of its own beside the other, so that it never stands among real mail. */
async function importSample(beside: string, reason: string): Promise<Served> {
  const database = `${beside.replace(/\.sqlite$/, '')}-sample.sqlite`
  return withWriter(database, async (db) => {
    await ingest(db, [await openSource(SAMPLE)], openProgress(process.stderr))
    const newest = listSeries(db).rows[0]?.id
    if (newest === undefined) throw new Error(`${SAMPLE} holds no series: the program is not whole, get it again`)
    const told = `There is no mail yet (${reason}): this is the bundled sample, a series told again`
    return { database, newest, shows: 'sample', told }
  })
}

async function withWriter<T>(database: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openWriter(database)
  try {
    return await work(db)
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
