import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader } from '../../../db/open'
import { describeClient } from './load'
import { readArchive, writeMbox } from './mails'
import { measureModel } from './modelPage'
import { FOR_MS, measurePage, type PagePath, QUICK_MS, startBoth } from './pageLoad'
import { measurePeerThread } from './peerThread'
import { measureProcess, measureReroll, ROOT } from './process'
import type { BenchContext, Row, Section } from './row'

/** Our pages, fresh and unchanged, against public-inbox-httpd and against the same bytes from a bare server. */
export const PAGES: Section = { name: 'pages', about: 'requests per second and latency of pages, start-up', run }

async function run(context: BenchContext): Promise<readonly Row[]> {
  if (!existsSync(join(ROOT, '.next/BUILD_ID'))) {
    return [{ section: 'Pages', what: 'pages', figure: 'skipped: not built (npm start builds them)' }]
  }
  // Builds the pages first if the program has changed, so that the build is not measured as part of the start.
  await measureProcess(process.execPath, [join(ROOT, 'scripts/start.mjs'), '--help'])
  const archive = await readArchive(context.quick)
  const [mbox, database] = [join(context.folder, 'pages.mbox'), join(context.folder, 'pages.sqlite')]
  writeMbox(mbox, archive, 0, archive.mails.length)
  await measureReroll(['ingest', '--db', database, mbox])
  const paths = pickPaths(database)
  const forMs = context.quick ? QUICK_MS : FOR_MS
  const thread = { section: 'Pages', thread: "the series' thread", forMs }
  const peer = await measurePeerThread(context, archive, paths.root, thread)
  const rows: Row[] = [{ section: 'Pages', what: 'asked by', figure: describeClient(forMs) }, peer.row]
  const servers = await startBoth(database, paths.pages[0]?.path ?? '/')
  try {
    rows.push({
      section: 'Start',
      what: 'npm start to the first series page',
      figure: `${Math.round(servers.kept.startMs)} ms`,
      goal: { text: 'under 2 s', reached: servers.kept.startMs < 2_000 },
    })
    for (const page of context.quick ? paths.pages.slice(0, 1) : paths.pages) {
      context.note(page.name)
      rows.push(...(await measurePage(servers, page, forMs, page.compared === false ? 0 : peer.perSecond)))
    }
  } finally {
    await Promise.all([servers.kept.close(), servers.fresh.close()])
  }
  rows.push(...(await measureModel(context)))
  return rows
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
    if (series === undefined) throw new Error('the archive has no series with two versions')
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
      { name: 'series', path: `/series/${id}`, goal: true },
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
