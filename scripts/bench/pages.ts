import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../db/open'
import { readArchive, writeMbox } from './archive'
import { type Load, load, request } from './client'
import { createPeerInbox, missingPeer } from './peers'
import { measureProcess, measureReroll, ROOT } from './process'
import type { BenchContext, Row, Section } from './row'
import { type BenchServer, startBare, startOurs, startPublicInbox } from './servers'

const CONNECTIONS = [1, 10, 50]
const FOR_MS = 3_000
const QUICK_MS = 60

/** Our pages, fresh and unchanged, against public-inbox-httpd and against the same bytes from a bare server. */
export const PAGES: Section = { name: 'pages', about: 'requests per second and latency of pages, start-up', run }

async function run(context: BenchContext): Promise<readonly Row[]> {
  if (!existsSync(join(ROOT, '.next/BUILD_ID'))) {
    return [{ section: 'Pages', what: 'pages', figure: 'left out: not built (npm start builds them)' }]
  }
  // Builds the pages when the program changed since, which is no part of a start.
  await measureProcess(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--help'])
  const archive = await readArchive(context.quick)
  const [mbox, database] = [join(context.folder, 'pages.mbox'), join(context.folder, 'pages.sqlite')]
  writeMbox(mbox, archive, 0, archive.mails.length)
  await measureReroll(['ingest', '--db', database, mbox])
  const paths = pickPaths(database)
  const forMs = context.quick ? QUICK_MS : FOR_MS
  const rows: Row[] = []
  const noPeer = missingPeer('public-inbox-httpd')
  let peerRate = 0
  if (noPeer === undefined) {
    context.note('public-inbox-httpd')
    const inbox = createPeerInbox(join(context.folder, 'pages-pi'), archive)
    await inbox.index('basic')
    const path = `/bench/${encodeURIComponent(paths.root)}/t/`
    const server = await startPublicInbox(inbox.env, path)
    const measured = await measure(server, () => path, forMs)
    peerRate = measured[1]?.perSecond ?? 0
    rows.push({ section: 'Pages', what: "public-inbox-httpd, the series' thread", figure: format(measured) })
    await server.close()
  } else rows.push({ section: 'Pages', what: 'public-inbox-httpd', figure: noPeer })
  const server = await startOurs(database, paths.pages[0]?.path ?? '/')
  try {
    rows.push({
      section: 'Start',
      what: 'npm start to the first series page',
      figure: `${Math.round(server.startMs)} ms`,
      goal: { text: 'under 2 s', reached: server.startMs < 2_000 },
    })
    for (const page of context.quick ? paths.pages.slice(0, 1) : paths.pages) {
      context.note(page.name)
      rows.push(...(await measurePage(server, page, forMs, page.compared === false ? 0 : peerRate)))
    }
  } finally {
    await server.close()
  }
  const again = await startOurs(database, paths.pages[0]?.path ?? '/')
  rows.push({
    section: 'Start',
    what: 'again, with kept pages',
    figure: `${Math.round(again.startMs)} ms`,
  })
  await again.close()
  return rows
}

interface PagePath {
  readonly name: string
  readonly path: string
  /** False for a page of other mail than the thread that the peer shows. */
  readonly compared?: boolean
}

async function measurePage(
  server: BenchServer,
  { name, path }: PagePath,
  forMs: number,
  peerRate: number,
): Promise<Row[]> {
  const section = 'Pages'
  const answer = await request(`${server.url}${path}`)
  const mark = path.includes('?') ? '&' : '?'
  // The server does not know that the word means nothing, so each of these is rendered.
  let nth = 0
  const fresh = await measure(server, () => `${path}${mark}n=${nth++}`, forMs)
  const kept = await measure(server, () => path, forMs)
  const etag = answer.headers.etag ?? ''
  const unchanged = await measure(server, () => path, forMs, { 'if-none-match': etag })
  const bare = await startBare(answer.text)
  const limit = await measure(bare, () => '/', forMs)
  await bare.close()
  const against = (measured: readonly Load[]) =>
    peerRate === 0 ? {} : { ratio: `${((measured[1]?.perSecond ?? 0) / peerRate).toFixed(1)} x public-inbox-httpd` }
  const series = name === 'series'
  return [
    {
      section,
      what: `${name}, ${Math.round(answer.bytes / 1_024)} kB, rendered`,
      figure: format(fresh),
      ...against(fresh),
      ...(series
        ? {
            goal: {
              text: 'p50 under 5 ms at one, 5 x public-inbox-httpd',
              reached: (fresh[0]?.p50Ms ?? 0) < 5 && (fresh[1]?.perSecond ?? 0) >= 5 * peerRate,
            },
          }
        : {}),
    },
    {
      section,
      what: `${name}, kept`,
      figure: format(kept),
      ...against(kept),
      ...(series
        ? {
            goal: {
              text: '2,500 a second, 40 x public-inbox-httpd',
              reached: (kept[1]?.perSecond ?? 0) >= Math.max(2_500, 40 * peerRate),
            },
          }
        : {}),
    },
    { section, what: `${name}, unchanged (304)`, figure: format(unchanged) },
    { section, what: `${name}, the same bytes from bare node:http`, figure: format(limit) },
  ]
}

async function measure(
  server: BenchServer,
  path: () => string,
  forMs: number,
  headers: Record<string, string> = {},
): Promise<Load[]> {
  const loads: Load[] = []
  for (const connections of CONNECTIONS)
    loads.push(await load(() => `${server.url}${path()}`, connections, forMs, headers))
  return loads
}

function format(loads: readonly Load[]): string {
  return loads
    .map(({ perSecond, p50Ms, p95Ms }, index) => {
      const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en')
      return `c=${CONNECTIONS[index]}: ${rate}/s ${p50Ms.toFixed(1)}/${p95Ms.toFixed(1)} ms`
    })
    .join('; ')
}

/** The series with the most mails and two versions at least, and pages of it. */
function pickPaths(database: string): { readonly root: string; readonly pages: readonly PagePath[] } {
  const db = openReader(database)
  try {
    const series = db
      .prepare<[], { id: number; key: string; author_email: string }>(
        `SELECT id, key, author_email FROM series
         WHERE (SELECT count(*) FROM versions WHERE series = series.id) > 1 ORDER BY messages DESC LIMIT 1`,
      )
      .get()
    if (series === undefined) throw new Error('the archive holds no series with two versions')
    const step = db
      .prepare<[number], { left: string; right: string; number: number }>(
        `SELECT a.key AS left, b.key AS right, right_number AS number FROM comparisons
         JOIN versions AS a ON a.series = comparisons.series AND a.position = from_version
         JOIN versions AS b ON b.series = comparisons.series AND b.position = to_version
         WHERE comparisons.series = ? AND right_number IS NOT NULL ORDER BY length(body) DESC LIMIT 1`,
      )
      .get(series.id)
    const median = db
      .prepare<[], string>(
        'SELECT key FROM series ORDER BY messages, key LIMIT 1 OFFSET (SELECT count(*) / 2 FROM series)',
      )
      .pluck()
      .get()
    const id = encodeURIComponent(series.key)
    const reply =
      db
        .prepare<[number], string>(
          `SELECT key FROM places JOIN messages ON messages.id = places.message
           WHERE series = ? AND kind = 'reply' ORDER BY order_ms LIMIT 1`,
        )
        .pluck()
        .get(series.id) ?? series.key
    const pages = [
      { name: 'series', path: `/series/${id}` },
      { name: 'series of median size', path: `/series/${encodeURIComponent(median ?? series.key)}`, compared: false },
      { name: 'patch', path: `/series/${id}/diff/${step?.left ?? '1'}..${step?.right ?? '2'}/${step?.number ?? 1}` },
      { name: 'message', path: `/message/${encodeURIComponent(reply)}` },
      { name: 'list', path: '/' },
      { name: 'search', path: '/search?q=device' },
      { name: 'person', path: `/people/${encodeURIComponent(series.author_email)}` },
    ]
    return { root: series.key, pages }
  } finally {
    db.close()
  }
}
