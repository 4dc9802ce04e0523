import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../db/open'
import { readMbox } from '../sources/mboxStream'
import { type Archive, writeMbox } from './archive'
import { FOR_MS, measurePage, QUICK_MS } from './pageLoad'
import { measurePeerThread } from './peerThread'
import { measureReroll, ROOT } from './process'
import type { BenchContext, Row } from './row'
import { startOurs } from './servers'

const NAME = 'vfio-device-life-cycle.mbox'
const SECTION = 'Pages, the model case'

/**
 * The series for which the speed of a page is promised: 119 mails, 4 versions, with the thread of its newest version (21 mails) from
 * public-inbox-httpd beside it. The bundled sample where the mail itself is not there.
 */
export async function measureModel(context: BenchContext): Promise<Row[]> {
  const forMs = context.quick ? QUICK_MS : FOR_MS
  const archive = await readModel()
  const [mbox, database] = [join(context.folder, 'model.mbox'), join(context.folder, 'model.sqlite')]
  writeMbox(mbox, archive, 0, archive.mails.length)
  await measureReroll(['ingest', '--db', database, mbox])
  const { series, newest } = pickModel(database)
  const thread = { section: SECTION, thread: 'the thread of the newest version', forMs }
  const peer = await measurePeerThread(context, archive, newest, thread)
  const rows: Row[] = [peer.row]
  context.note(`the series of ${archive.name}`)
  const path = `/series/${encodeURIComponent(series)}`
  const server = await startOurs(database, path)
  try {
    const page = { name: `series of ${archive.name}`, path, goal: true }
    rows.push(...(await measurePage(server, page, forMs, peer.perSecond, SECTION)))
  } finally {
    await server.close()
  }
  return rows
}

async function readModel(): Promise<Archive> {
  const path = [join(ROOT, '../shared/corpus', NAME), join(ROOT, 'sample', NAME)].find(existsSync)
  if (path === undefined) throw new Error('the bundled sample is not there')
  const mails: Buffer[] = []
  for await (const item of readMbox(path, createReadStream(path))) if (item.kind === 'mail') mails.push(item.raw)
  return { name: `${mails.length} mails`, mails }
}

/** The series with the most mails, and the head of its newest version. */
function pickModel(database: string): { readonly series: string; readonly newest: string } {
  const db = openReader(database)
  try {
    const found = db
      .prepare<[], { series: string; newest: string }>(
        `SELECT series.key AS series, messages.key AS newest FROM series JOIN versions ON versions.series = series.id
         JOIN messages ON messages.id = head ORDER BY series.messages DESC, position DESC LIMIT 1`,
      )
      .get()
    if (found === undefined) throw new Error('the model holds no series')
    return found
  } finally {
    db.close()
  }
}
