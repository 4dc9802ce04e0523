import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { ingest } from '../../scripts/ingest'
import { type RunningServer, startServer } from '../../scripts/server/serve'
import { openMboxFile } from '../../scripts/sources/mboxFile'

const VFIO = '../shared/corpus/vfio-device-life-cycle.mbox'
const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
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

const ready = (existsSync(VFIO) && BROWSER !== undefined) || process.env.CI === 'true'
const suite = ready ? describe : describe.skip

suite('the pages in a browser (needs Chromium and ../shared/corpus)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-browser-'))
  let server: RunningServer
  let browser: Browser
  const before = process.env.REROLL_DB

  beforeAll(async () => {
    process.env.REROLL_DB = join(folder, 'reroll.sqlite')
    const db = openWriter(process.env.REROLL_DB)
    await ingest(db, [await openMboxFile(VFIO)], { start() {}, update() {}, stop() {} })
    db.close()
    server = await startServer({ port: 0, host: '127.0.0.1' })
    browser = await chromium.launch({ executablePath: BROWSER ?? '/usr/bin/chromium', args: FLAGS })
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    if (before === undefined) delete process.env.REROLL_DB
    else process.env.REROLL_DB = before
    rmSync(folder, { recursive: true, force: true })
  })

  for (const javaScriptEnabled of [true, false]) {
    it(`a reader goes from the list to what changed in patch 6 (scripts ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
      const context = await browser.newContext({ javaScriptEnabled })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(server.url)
      await page.getByRole('link', { name: 'Tidy up vfio_device life cycle' }).first().click()
      expect(await page.locator('h1').innerText()).toContain('Tidy up vfio_device life cycle')
      for (const label of ['v1', 'v2', 'v3', 'v4']) {
        expect(await page.getByRole('columnheader', { name: label }).first().isVisible()).toBe(true)
      }
      await page.goto(`${server.url.replace(/\/$/, '')}/series/${encodeURIComponent(V4)}/diff/3..4/6`)
      const text = await page.locator('main').innerText()
      expect(text).toContain('atomic_add(mdev_state->nr_ports, &mdev_avail_ports);')
      expect(text).not.toContain('mdpy_count')
      expect(complaints).toEqual([])
      await context.close()
    })
  }
})
