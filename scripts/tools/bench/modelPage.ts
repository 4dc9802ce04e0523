import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../../db/open'
import { readMbox } from '../../sources/mboxStream'
import { type Archive, writeMbox } from './mails'
import { FOR_MS, FRESH_GOAL, measure, measurePage, QUICK_MS, startBoth } from './pageLoad'
import { measurePeerThread } from './peerThread'
import { measureReroll, ROOT } from './process'
import { type BenchContext, median, type Row } from './row'

const NAME = 'vfio-device-life-cycle.mbox'
const SECTION = 'Pages, the model case'

/** Server processes that are measured in turn, because on a shared machine the time of a page varies by half within seconds. */
const ROUNDS = 3

/**
 * Measures the series for which the speed of a page is promised (119 mails, 4 versions), in turn with the thread of its newest
 * version (21 mails) from public-inbox-httpd. Uses the bundled sample if the real mail is absent.
 */
export async function measureModel(context: BenchContext): Promise<Row[]> {
  const forMs = context.quick ? QUICK_MS : FOR_MS
  const archive = await readModel()
  const [mbox, database] = [join(context.folder, 'model.mbox'), join(context.folder, 'model.sqlite')]
  writeMbox(mbox, archive, 0, archive.mails.length)
  await measureReroll(['ingest', '--db', database, mbox])
  const { series, newest } = pickModel(database)
  const page = { name: `series of ${archive.name}`, path: `/series/${encodeURIComponent(series)}` }
  const rows: Row[] = []
  const rounds: Round[] = []
  for (let round = 1; round <= (context.quick ? 1 : ROUNDS); round++) {
    context.note(`the ${page.name}, round ${round}`)
    const folder = join(context.folder, `round-${round}`)
    const thread = { section: SECTION, thread: 'the thread of the newest version', forMs }
    const peer = await measurePeerThread({ ...context, folder }, archive, newest, thread)
    const servers = await startBoth(database, page.path)
    try {
      if (round === 1) rows.push(peer.row, ...(await measurePage(servers, page, forMs, peer.perSecond, SECTION)))
      const [one, ten] = await measure(servers.fresh, page.path, forMs)
      const ratio = peer.perSecond === 0 ? undefined : (ten?.perSecond ?? 0) / peer.perSecond
      rounds.push({ p50Ms: one?.p50Ms ?? 0, ratio })
    } finally {
      await Promise.all([servers.kept.close(), servers.fresh.close()])
    }
  }
  return [...rows, summarise(page.name, rounds)]
}

interface Round {
  /** At one connection. */
  readonly p50Ms: number
  /** Requests per second at ten connections, relative to the peer; undefined without one. */
  readonly ratio: number | undefined
}

function summarise(name: string, rounds: readonly Round[]): Row {
  const describe = ({ p50Ms, ratio }: Round) =>
    `p50 ${p50Ms.toFixed(1)} ms${ratio === undefined ? '' : `, ${ratio.toFixed(1)} x`}`
  const ratios = rounds.flatMap(({ ratio }) => ratio ?? [])
  const middle = {
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    ratio: ratios.length === 0 ? undefined : median(ratios),
  }
  return {
    section: SECTION,
    what: `${name}, rendered by ${rounds.length} processes`,
    figure: rounds.map(describe).join('; '),
    ratio: `median: ${describe(middle)}`,
    goal: {
      text: FRESH_GOAL,
      reached: (middle.ratio ?? 1) >= 1,
    },
  }
}

async function readModel(): Promise<Archive> {
  const path = [join(ROOT, '../shared/corpus', NAME), join(ROOT, 'sample', NAME)].find(existsSync)
  if (path === undefined) throw new Error('the bundled sample is missing')
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
