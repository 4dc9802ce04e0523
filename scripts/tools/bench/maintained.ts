import { join } from 'node:path'
import { openReader, withDatabase } from '../../../db/open'
import { databaseBytes, removeDatabase, writeLetters } from './hostileCost'
import { openList } from './madeUpList'
import { measureReroll } from './process'
import { type BenchContext, median, type Row, type Section, seconds } from './row'

const SIZES = [10_000, 50_000]
const QUICK_SIZES = [200, 400]
/** Mails of each kind that are imported alone, each beside an import of the same mail into an empty database. */
const ROUNDS = 3
const MAX_MORE_MS = 1_000
/** How much the cost of a mail may differ by chance between two sizes. */
const SLACK = 1.1

/** A made-up list with a maintainer: the cost of its import and of one mail more. A missed goal sets the exit code of the benchmark. */
export const MAINTAINED: Section = {
  name: 'list',
  about: 'a made-up list of 50,000 mails with a maintainer: import, size, and the cost of one mail more',
  run,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const path = (name: string) => join(context.folder, name)
  const [database, mbox] = [path('list.sqlite'), path('list.mbox')]
  const list = openList()
  const rows: Row[] = []
  let [imported, firstMs] = [0, 0]
  for (const size of context.quick ? QUICK_SIZES : SIZES) {
    context.note(`list of ${size}`)
    const mails: string[] = []
    while (imported + mails.length < size) mails.push(...list.nextWeek())
    const { cpuMs, peakMb } = await importMails(database, mbox, mails)
    const before = imported
    imported += mails.length
    const section = `A list with a maintainer, ${imported.toLocaleString('en')} mails`
    const each = cpuMs / mails.length
    const row = (what: string, figure: string, goal?: Row['goal']): Row => ({
      section,
      what,
      figure,
      ...(goal !== undefined && { goal }),
    })
    const same = {
      text: `at most ${SLACK} x the first ${before.toLocaleString('en')}`,
      reached: each <= firstMs * SLACK,
    }
    rows.push(
      row(
        `CPU per mail of the import of ${mails.length.toLocaleString('en')}`,
        `${each.toFixed(2)} ms`,
        before === 0 ? undefined : same,
      ),
      row('peak memory', `${Math.round(peakMb)} MiB`),
    )
    if (before === 0) firstMs = each
    rows.push(
      row('bytes per mail', `${Math.round(databaseBytes(database) / imported)}`),
      ...(await state(database, row)),
    )
    const probes = [
      ['one reply to a series', () => [list.replyToSeries()]],
      ['one reply to the cover letter of the maintainer', () => [list.replyToCover()]],
      ['a new version of a series', () => list.respin()],
    ] as const
    for (const [what, write] of probes) {
      const [grown, empty]: [number[], number[]] = [[], []]
      for (let round = 0; round < (context.quick ? 1 : ROUNDS); round++) {
        const more = write()
        imported += more.length
        grown.push((await importMails(database, mbox, more)).cpuMs)
        removeDatabase(path('empty.sqlite'))
        empty.push((await importMails(path('empty.sqlite'), mbox, more)).cpuMs)
      }
      rows.push(
        row(`CPU of ${what}`, `${seconds(median(grown))}, into an empty database ${seconds(median(empty))}`, {
          text: `at most ${seconds(MAX_MORE_MS)} more`,
          reached: median(grown) - median(empty) < MAX_MORE_MS,
        }),
      )
    }
  }
  removeDatabase(database)
  if (!context.quick && rows.some(({ goal }) => goal?.reached === false)) process.exitCode = 1
  return rows
}

function importMails(database: string, mbox: string, mails: readonly string[]) {
  writeLetters(
    mbox,
    mails.map((raw) => Buffer.from(raw)),
  )
  return measureReroll(['ingest', '--db', database, mbox])
}

function state(database: string, row: (what: string, figure: string, goal?: Row['goal']) => Row): Promise<Row[]> {
  return withDatabase(openReader(database), (db) => {
    const figure = (sql: string) => Number(db.prepare(sql).pluck().get())
    const cut = figure("SELECT count(*) FROM issues WHERE code = 'text-cut'")
    return [
      row('mails cut', `${cut}`, { text: 'none', reached: cut === 0 }),
      row(
        'largest series',
        `${figure('SELECT max(messages) FROM series')} mails, ${figure('SELECT max(n) FROM (SELECT count(*) AS n FROM versions GROUP BY series)')} versions`,
      ),
    ]
  })
}
