import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { openReader, withDatabase } from '../../../db/open'
import type { Crowd, CrowdReport } from './crowd'
import { readArchive, writeMbox } from './mails'
import { buildPages, measureReroll, ROOT } from './process'
import { inTurn, type Reading, readSteadily } from './readers'
import { request } from './requests'
import { type BenchContext, quantile, type Row, type Section } from './row'
import { type BenchServer, startBare, startReroll } from './servers'

/** How long each crowd is measured, in milliseconds. */
const FOR_MS = 12_000
const QUICK_MS = 500
const KEPT_EVERY_MS = 20
const FRESH_EVERY_MS = 50
const GOAL_MS = 50
/** The mails that are imported while pages are read. */
const LATER = 2_000

/** Cheap pages beside readers of expensive pages, hostile readers and an import. */
export const WEB: Section = {
  name: 'web',
  about: 'latency of cheap pages beside expensive readers, hostile ones and an import',
  run: (context) => measure(context, ROOT),
  against: async (context, other) => [
    ...(await measure(context, other, 'Web, the other checkout')),
    ...(await measure(context, ROOT)),
  ],
}

/** The addresses that readers ask for. */
interface Targets {
  /** A few pages that many readers ask for. */
  readonly cheap: readonly string[]
  /** Pages of single mails, each of which is asked for once. */
  readonly fresh: readonly string[]
  /** Comparisons of versions that do not continue one another. */
  readonly costly: readonly string[]
  readonly large: string
}

interface Scene {
  readonly name: string
  readonly expensive: number
  readonly hostile?: boolean
  readonly importing?: boolean
}

const SCENES: readonly Scene[] = [
  { name: 'nobody else', expensive: 0 },
  { name: '1 expensive reader', expensive: 1 },
  { name: '16 expensive readers', expensive: 16 },
  { name: 'hostile readers', expensive: 0, hostile: true },
  { name: '4 expensive and hostile readers, and an import', expensive: 4, hostile: true, importing: true },
]

async function measure({ quick, folder, note }: BenchContext, root: string, section = 'Web'): Promise<Row[]> {
  await buildPages(root)
  note('web: importing')
  const { mails } = await readArchive(quick)
  const later = quick ? 20 : LATER
  const [first, rest] = [join(folder, 'web-first.mbox'), join(folder, 'web-rest.mbox')]
  writeMbox(first, { name: '', mails: mails.slice(0, -later) }, 0, mails.length - later)
  writeMbox(rest, { name: '', mails: mails.slice(-later) }, 0, later)
  const database = join(folder, `web-${section.length}.sqlite`)
  await measureReroll(['ingest', '--db', database, first], root)
  const targets = await pickTargets(database)
  const server = await startReroll(database, '/', { root })
  const bare = await startBare((await request(`${server.url}/`)).text)
  const rows: Row[] = []
  const fresh = targets.fresh[Symbol.iterator]()
  try {
    for (const path of targets.cheap) await fetch(server.url + path)
    for (const scene of SCENES) {
      note(`web: ${scene.name}`)
      const importing = scene.importing === true ? measureReroll(['ingest', '--db', database, rest], root) : undefined
      rows.push(
        ...(await measureScene({ server, bare }, targets, fresh, scene, { section, forMs: quick ? QUICK_MS : FOR_MS })),
      )
      await importing
    }
    rows.push({ section, what: 'memory of all processes of the server, at most', figure: `${server.peakMb()} MB` })
  } finally {
    await Promise.all([server.close(), bare.close()])
  }
  return rows
}

async function measureScene(
  { server, bare }: { readonly server: BenchServer; readonly bare: BenchServer },
  targets: Targets,
  fresh: Iterator<string>,
  { name, expensive, hostile = false }: Scene,
  { section, forMs }: { readonly section: string; readonly forMs: number },
): Promise<Row[]> {
  const { costly, large } = targets
  const crowd = startCrowd({ url: server.url, expensive, hostile, costly, large })
  await sleep(forMs / 8)
  const before = server.cpuMs()
  const place = { url: server.url, from: '127.0.0.2' }
  const [kept, unkept, floor] = await Promise.all([
    readSteadily(place, inTurn(targets.cheap), { everyMs: KEPT_EVERY_MS, forMs }),
    readSteadily({ ...place, from: '127.0.0.3' }, fresh, { everyMs: FRESH_EVERY_MS, forMs }),
    readSteadily({ ...place, url: bare.url }, inTurn(['/']), { everyMs: FRESH_EVERY_MS, forMs }),
  ])
  const cpuMs = server.cpuMs() - before
  const { answers, refused, p50Ms, maxMs } = await endCrowd(crowd)
  const beside = `CPU of the server ${Math.round((100 * cpuMs) / forMs)} %`
  return [
    {
      section,
      what: `${name}: pages that many read`,
      figure: `${formatReadings(kept)}; ${beside}`,
      goal: goalOf(kept),
    },
    { section, what: `${name}: mails read once`, figure: formatReadings(unkept), goal: goalOf(unkept) },
    { section, what: `${name}: the same bytes from bare node:http`, figure: formatReadings(floor) },
    ...(expensive === 0
      ? []
      : [
          {
            section,
            what: `${name}: far comparisons`,
            figure: `${answers} answers, ${refused} refused, p50 ${Math.round(p50Ms)} ms, max ${Math.round(maxMs)} ms`,
          },
        ]),
  ]
}

function goalOf(readings: readonly Reading[]): NonNullable<Row['goal']> {
  const p99 = quantile(
    readings.map(({ ms }) => ms),
    0.99,
  )
  return { text: `p99 under ${GOAL_MS} ms`, reached: p99 < GOAL_MS && readings.every(({ status }) => status === 200) }
}

function formatReadings(readings: readonly Reading[]): string {
  const times = readings.map(({ ms }) => ms)
  const [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1].map((share) => quantile(times, share).toFixed(0))
  const failed = readings.filter(({ status }) => status !== 200).length
  return `p50 ${p50}, p90 ${p90}, p99 ${p99}, max ${max} ms${failed === 0 ? '' : `; ${failed} of ${readings.length} failed`}`
}

function startCrowd(crowd: Crowd): ChildProcess {
  const words = [join(ROOT, 'scripts/run.mjs'), 'tools/bench/crowd', JSON.stringify(crowd)]
  return spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] })
}

async function endCrowd(child: ChildProcess): Promise<CrowdReport> {
  child.stdin?.end()
  if (child.stdout === null) throw new Error('a crowd has no output')
  return JSON.parse(await text(child.stdout)) as CrowdReport
}

function pickTargets(database: string): Promise<Targets> {
  return withDatabase(openReader(database), (db) => {
    const texts = (sql: string) => db.prepare<[], string>(sql).pluck().all()
    const encode = encodeURIComponent
    const series = texts('SELECT key FROM series ORDER BY messages DESC, key LIMIT 12')
    const pairs = db
      .prepare<[], { key: string; older: string; newer: string }>(
        `SELECT series.key, older.key AS older, newer.key AS newer FROM versions AS newer
         JOIN versions AS older ON older.series = newer.series AND older.position < newer.position - 1
         JOIN series ON series.id = newer.series ORDER BY series.messages DESC, newer.id, older.id LIMIT 400`,
      )
      .all()
    const [largest = ''] = series
    return {
      cheap: ['/', '/people', '/list', ...series.slice(2, 8).map((key) => `/series/${encode(key)}`)],
      fresh: texts('SELECT key FROM messages ORDER BY id').map((key) => `/message/${encode(key)}`),
      costly: pairs.map(({ key, older, newer }) => `/series/${encode(key)}/diff/${encode(older)}..${encode(newer)}`),
      large: `/api/series/${encode(largest)}`,
    }
  })
}
