import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { ingest } from '../../scripts/cli/ingest'
import { type RunningServer, startServer } from '../../scripts/server/serve'
import { openSource } from '../../scripts/sources/openSource'
import { importSample } from '../../scripts/start/sample'
import { ensureBuilt } from '../support/built'

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Without Chromium the suites are skipped with a message; if CI is set they fail instead. */
export const canBrowse = BROWSER !== undefined || process.env.CI === 'true'

/** A server with its database, and a browser. */
export interface Site {
  readonly url: string
  readonly browser: Browser
  readonly close: () => Promise<void>
}

/** Imports the sources into a new database, to which `fill` can add rows, serves it and starts Chromium. */
export function openSite(sources: readonly string[], fill: (db: Db) => void = () => undefined): Promise<Site> {
  return serve(async (path) => {
    const db = openWriter(path)
    const opened = await Promise.all(sources.map((source) => openSource(source)))
    await ingest(db, opened, { start() {}, update() {}, stop() {} })
    fill(db)
    db.close()
  })
}

/** The bundled sample with its git tree, served to Chromium. */
export function openSampleSite(): Promise<Site> {
  return serve(async (path) => {
    await importSample(path, (line) => {
      throw new Error(line)
    })
  })
}

async function serve(prepare: (path: string) => Promise<void>): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-browser-'))
  const before = process.env.REROLL_DB
  const path = join(folder, 'reroll.sqlite')
  process.env.REROLL_DB = path
  const built = ensureBuilt()
  await prepare(path)
  await built
  const server: RunningServer = await startServer({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({ executablePath: BROWSER ?? '/usr/bin/chromium', args: FLAGS })
  return {
    url: server.url.replace(/\/$/, ''),
    browser,
    async close() {
      await browser.close()
      await server.close()
      if (before === undefined) delete process.env.REROLL_DB
      else process.env.REROLL_DB = before
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, target }) => {
  console.error('policy violated: ' + effectiveDirective + ' by ' + blockedURI + ' in ' + (target?.outerHTML ?? 'the page').slice(0, 200))
})`

/** A page that records every complaint of the browser: console errors (including policy violations), exceptions, dialogs, failed requests, requests to other hosts. */
export interface WatchedPage {
  readonly page: Page
  readonly complaints: string[]
  readonly requests: string[]
}

export async function openPage(site: Site, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await site.browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  // The browser logs a policy violation as an error; this adds which policy and which element.
  await page.addInitScript(TELL_VIOLATIONS)
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('dialog', (dialog) => {
    complaints.push(`${page.url()}: opened a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (url.startsWith('data:')) return
    requests.push(url)
    if (!url.startsWith(site.url)) complaints.push(`${page.url()}: asks another host for ${url}`)
  })
  return { page, complaints, requests }
}

/** The same, at an address of the site. */
export async function visitPage(site: Site, path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const watched = await openPage(site, options)
  await watched.page.goto(site.url + path)
  return watched
}

/** The addresses that a page of this site links to, without fragments, each once. */
export function linksOf(html: string): string[] {
  const found = [...html.matchAll(/\b(?:href|action)="(\/[^"]*)/g)].map((match) =>
    decodeEntities(match[1] ?? '').replace(/#.*$/s, ''),
  )
  return [...new Set(found)]
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
