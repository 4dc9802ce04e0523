import { join } from 'node:path'
import { type Contender, measureInTurn } from './inTurn'
import { formatRate, measureCost, type PagePath } from './pageLoad'
import { createPageDatabase, readPageMail } from './pageTargets'
import { buildPages, measureReroll, ROOT } from './process'
import { request } from './requests'
import { type BenchContext, median, type Row, times } from './row'
import { type BenchServer, startReroll } from './servers'

const FRESH = 'Fresh pages, CPU each: there, here'
const KEPT = 'Kept pages at 10 connections, CPU each: there, here'
const START = 'Start: there, here'

const SECTIONS = [START, FRESH, KEPT]

/** A fresh page may cost this many times the CPU that it costs there. */
const FRESH_LIMIT = 2.5
/** Two runs of the same program differ by this share. */
const NOISE = 0.05

/** `warmMs`: how long each page is requested before anything counts. Until V8 has compiled its code, a page costs twice as much. */
const FULL = { warmMs: 1_500, freshMs: 1_000, keptMs: 1_000, rounds: 5, starts: 7 }
const QUICK = { warmMs: 60, freshMs: 60, keptMs: 60, rounds: 1, starts: 1 }

/** A checkout of the project, and a database that it made of the same mail. */
interface Release {
  readonly root: string
  readonly database: string
}

interface Servers {
  readonly fresh: BenchServer
  readonly kept: BenchServer
}

/**
 * Compares the pages of the checkout in the folder `other` ("there") with those of this one ("here"), in turn: the CPU of a page that is
 * rendered, the requests a second of a page that is kept, and the time from the start to the first page.
 */
export async function comparePages(context: BenchContext, other: string): Promise<Row[]> {
  const { quick, folder, note } = context
  const plan = quick ? QUICK : FULL
  await buildPages(other)
  await buildPages()
  note('pages: importing in both checkouts')
  const mail = await readPageMail(context)
  const here: Release = { root: ROOT, database: join(folder, 'here.sqlite') }
  const there: Release = { root: other, database: join(folder, 'there.sqlite') }
  const targets = await createPageDatabase(here.database, mail)
  await measureReroll(['ingest', '--db', there.database, ...mail.mboxes], other)
  note('pages: starting in turn')
  const rows: Row[] = [await compareStarts(there, here, targets.model.path, plan.starts)]
  const [before, now] = [await startBoth(there, targets.model.path), await startBoth(here, targets.model.path)]
  try {
    const pages: PagePath[] = []
    for (const page of quick ? targets.pages.slice(0, 1) : targets.pages) {
      const [then, today] = [await statusOf(before, page), await statusOf(now, page)]
      if (then === 200 && today === 200) pages.push(page)
      else rows.push({ section: FRESH, what: page.name, figure: `left out: answered ${then} there, ${today} here` })
    }
    note('pages: warming up')
    for (const { path } of pages) {
      for (const { fresh, kept } of [before, now]) {
        await measureCost(fresh, path, 1, plan.warmMs, true)
        await measureCost(kept, path, 10, plan.warmMs)
      }
    }
    for (const page of pages) {
      note(page.name)
      rows.push(...(await comparePage(before, now, page, plan)))
    }
  } finally {
    await Promise.all([before, now].flatMap(({ fresh, kept }) => [fresh.close(), kept.close()]))
  }
  // Fresh pages first, then kept ones.
  return rows.sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section))
}

async function statusOf({ kept }: Servers, { path }: PagePath): Promise<number> {
  return (await request(`${kept.url}${path}`)).status
}

async function startBoth({ root, database }: Release, path: string): Promise<Servers> {
  const kept = await startReroll(database, path, { root })
  return { kept, fresh: await startReroll(database, path, { root, keep: false }) }
}

/** Starts both programs in turn; a first turn, in which files are read from the disk, does not count. */
async function compareStarts(there: Release, here: Release, path: string, starts: number): Promise<Row> {
  const [before, now]: [Start[], Start[]] = [[], []]
  for (let turn = 0; turn <= starts; turn++) {
    const [one, two] = [await measureStart(there, path), await measureStart(here, path)]
    if (turn === 0) continue
    before.push(one)
    now.push(two)
  }
  const wall = (of: readonly Start[]) => median(of.map(({ wallMs }) => wallMs))
  const cpu = (of: readonly Start[]) => median(of.map(({ cpuMs }) => cpuMs))
  return {
    section: START,
    what: `npm start to the first series page, median of ${starts}`,
    figure: `${Math.round(wall(before))} ms, ${Math.round(wall(now))} ms; CPU ${Math.round(cpu(before))} ms, ${Math.round(cpu(now))} ms`,
    goal: {
      text: 'no later than there, give or take 5 %',
      reached: wall(now) <= wall(before) * (1 + NOISE),
    },
  }
}

interface Start {
  readonly wallMs: number
  readonly cpuMs: number
}

async function measureStart({ root, database }: Release, path: string): Promise<Start> {
  const server = await startReroll(database, path, { root })
  const cpuMs = server.cpuMs()
  await server.close()
  return { wallMs: server.startMs, cpuMs }
}

async function comparePage(
  before: Servers,
  now: Servers,
  { name, path }: PagePath,
  { freshMs, keptMs, rounds }: typeof FULL,
): Promise<Row[]> {
  const side = (server: BenchServer): Contender => ({ server, path })
  const [freshThen, freshNow] = await measureInTurn(side(before.fresh), side(now.fresh), {
    connections: 1,
    forMs: freshMs,
    rounds,
    unique: true,
  })
  const [keptThen, keptNow] = await measureInTurn(side(before.kept), side(now.kept), {
    connections: 10,
    forMs: keptMs,
    rounds,
  })
  const fresh = freshNow.cpuMs / freshThen.cpuMs
  // The rate is printed as well, but on a shared machine it changes threefold within seconds.
  const kept = keptNow.cpuMs / keptThen.cpuMs
  return [
    {
      section: FRESH,
      what: name,
      figure: `${freshThen.cpuMs.toFixed(1)} ms, ${freshNow.cpuMs.toFixed(1)} ms`,
      ratio: times(fresh, 'there'),
      goal: { text: `at most ${FRESH_LIMIT} x`, reached: fresh <= FRESH_LIMIT },
    },
    {
      section: KEPT,
      what: name,
      figure: `${keptThen.cpuMs.toFixed(3)} ms, ${keptNow.cpuMs.toFixed(3)} ms; ${formatRate(keptThen.load.perSecond)}, ${formatRate(keptNow.load.perSecond)}`,
      ratio: times(kept, 'there'),
      goal: { text: 'no more than there, give or take 5 %', reached: kept <= 1 + NOISE },
    },
  ]
}
