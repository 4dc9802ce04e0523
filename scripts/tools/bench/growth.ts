import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openReader, withDatabase } from '../../../db/open'
import { readArchive, writeMbox } from './mails'
import { measureReroll } from './process'
import type { BenchContext, Row, Section } from './row'
import { seconds } from './row'
import { measureSearch } from './searching'

const SECTION = 'Growth'
const SIZES = [10_000, 50_000, 250_000]
const QUICK_SIZES = [60, 120]
/** The remaining tables are small. */
const MAX_TABLES = 20
/** Mails in a night of a busy list. */
const NIGHT = 500

/** Grows one database step by step, with a night of mail after each step; then measures its tables and searches. */
export const GROWTH: Section = {
  name: 'growth',
  about: '10,000 to 250,000 messages: import, nightly runs, size by table, search',
  run,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const archive = await readArchive(context.quick)
  const database = join(context.folder, 'growth.sqlite')
  const mbox = join(context.folder, 'growth.mbox')
  const night = context.quick ? 10 : NIGHT
  const rows: Row[] = []
  let [at, firstMs] = [0, 0]
  for (const size of context.quick ? QUICK_SIZES : SIZES) {
    context.note(`growth to ${size}`)
    writeMbox(mbox, archive, at, size)
    const grown = await measureReroll(['ingest', '--db', database, mbox])
    const each = grown.cpuMs / (size - at)
    if (at === 0) firstMs = each
    rows.push({
      section: SECTION,
      what: `messages ${(at + 1).toLocaleString('en')} to ${size.toLocaleString('en')}`,
      figure: `${seconds(grown.wallMs)}, CPU ${each.toFixed(2)} ms per message, peak ${Math.round(grown.peakMb)} MiB`,
      ...(at === 0
        ? {}
        : {
            ratio: `${(each / firstMs).toFixed(2)} x the first step`,
            goal: { text: 'at most 1.3 x', reached: each <= firstMs * 1.3 },
          }),
    })
    writeMbox(mbox, archive, size, size + night)
    const nightly = await measureReroll(['ingest', '--db', database, mbox])
    rows.push({
      section: SECTION,
      what: `  a night of ${night} more`,
      figure: `${seconds(nightly.wallMs)}, CPU ${seconds(nightly.cpuMs)}, peak ${Math.round(nightly.peakMb)} MiB`,
      goal: { text: 'under 3 s', reached: nightly.wallMs < 3_000 },
    })
    at = size + night
  }
  rmSync(mbox)
  return [...rows, ...(await sizeRows(database)), ...(await measureSearch(database, context.quick))]
}

interface TableSize {
  readonly name: string
  readonly bytes: number
}

/** Bytes per message for each table and index, largest first. */
function sizeRows(database: string): Promise<Row[]> {
  return withDatabase(openReader(database), (db) => {
    const count = Number(db.prepare('SELECT count(*) FROM messages').pluck().get())
    const tables = db
      .prepare<[], TableSize>('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC')
      .all()
    const all = tables.reduce((sum, { bytes }) => sum + bytes, 0)
    const section = `Database of ${count.toLocaleString('en')} messages`
    return [
      {
        section,
        what: 'bytes per message, raw mail included',
        figure: `${Math.round(all / count)}`,
        goal: { text: 'at most 8,000', reached: all / count <= 8_000 },
      },
      ...tables
        .slice(0, MAX_TABLES)
        .map(({ name, bytes }) => ({ section, what: `  ${name}`, figure: `${Math.round(bytes / count)}` })),
    ]
  })
}
