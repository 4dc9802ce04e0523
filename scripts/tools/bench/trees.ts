import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openReader, withDatabase } from '../../../db/open'
import { databaseBytes, writeLetters } from './hostileCost'
import { openMadeUpTree } from './madeUpTree'
import { measureReroll } from './process'
import { type BenchContext, type Row, type Section, seconds } from './row'

const [COMMITS, QUICK_COMMITS] = [100_000, 500]
const NIGHT = 300
const MAX_FIRST_MS = 5 * 60_000
const MAX_NIGHT_MS = 5_000
const MAX_MB = 300

/** A made-up git tree beside an archive in which one commit of twenty was posted: the first reading, and a night. */
export const TREES: Section = {
  name: 'tree',
  about: 'a made-up git tree of 100,000 commits (--commits N): the first reading, and a night of 300 more',
  run,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const path = (name: string) => join(context.folder, name)
  const [database, mbox, repository] = [path('tree.sqlite'), path('tree.mbox'), path('tree.git')]
  const size = context.commits ?? (context.quick ? QUICK_COMMITS : COMMITS)
  const tree = await openMadeUpTree(repository, size)
  const grow = async (commits: number): Promise<void> => {
    const mails = await tree.grow(commits)
    writeLetters(
      mbox,
      mails.map((raw) => Buffer.from(raw)),
    )
    await measureReroll(['ingest', '--db', database, mbox])
  }
  context.note(`tree of ${size}`)
  await grow(size)
  const before = databaseBytes(database)
  const first = await measureReroll(['tree', 'add', repository, '--db', database])
  const grown = databaseBytes(database) - before
  await grow(NIGHT)
  const night = await measureReroll(['nightly', '--db', database])
  const section = `A git tree of ${size.toLocaleString('en')} commits`
  const row = (what: string, figure: string, goal?: Row['goal']): Row => ({
    section,
    what,
    figure,
    ...(goal !== undefined && { goal }),
  })
  const rows = [
    row('tree add: first reading, commits tied to patches', `${seconds(first.wallMs)}, CPU ${seconds(first.cpuMs)}`, {
      text: `under ${Math.ceil((5 * size) / COMMITS)} min`,
      reached: first.wallMs < MAX_FIRST_MS * Math.max(1, size / COMMITS),
    }),
    row('  its memory', `${Math.round(first.peakMb)} MiB`, {
      text: `under ${MAX_MB} MiB`,
      reached: first.peakMb < MAX_MB,
    }),
    row('  bytes per commit in the database', `${Math.round(grown / size)}`),
    row('  commits tied to a patch, of those that were posted', await tied(database)),
    row(
      `a night of ${NIGHT} more`,
      `${seconds(night.wallMs)}, CPU ${seconds(night.cpuMs)}, peak ${Math.round(night.peakMb)} MiB`,
      {
        text: 'under 5 s',
        reached: night.wallMs < MAX_NIGHT_MS,
      },
    ),
  ]
  rmSync(repository, { recursive: true })
  if (!context.quick && rows.some(({ goal }) => goal?.reached === false)) process.exitCode = 1
  return rows
}

function tied(database: string): Promise<string> {
  return withDatabase(openReader(database), (db) => {
    const count = (sql: string) => Number(db.prepare(sql).pluck().get()).toLocaleString('en')
    return `${count('SELECT count(DISTINCT "commit") FROM ties')} of ${count('SELECT count(*) FROM patches')}`
  })
}
