import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { QueueView } from '../../db/queries/views'
import { LIVELY_QUEUES } from '../../lib/review/queue'
import { openPage, type Site, visitPage } from './site'

const MAX_BYTES = 60_000
const MIN_ROWS = 25
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDE = { viewport: { width: 1440, height: 900 } }
const ROWS = 'main tbody tr[data-series]'

/** Pages of the queue: all of it, one group, filtered, of a list and of a path. */
const PAGES = [
  '/',
  '/?group=done',
  '/?person=carstens&age=30d',
  '/list/linux-s390%40vger.kernel.org',
  '/path/arch/s390?state=under-review',
]

/** The front page as a queue, measured on the year 2022 of linux-s390. `maintainer` is somebody for whom series are ready. */
export function queueTests(site: () => Site, maintainer: { readonly name: string; readonly address: string }): void {
  const visit = (path: string, options = {}) => visitPage(site(), path, { ...WIDE, ...options })
  const getQueue = async (query = '') => (await (await fetch(`${site().url}/api/queue${query}`)).json()) as QueueView

  it('at least 25 series are on the first screen, each on one line of the same height', async () => {
    const { page } = await visit('/')
    const boxes = await boxesOf(page, ROWS)
    expect(boxes.filter(({ bottom }) => bottom <= 900).length).toBeGreaterThanOrEqual(MIN_ROWS)
    expect(new Set(boxes.map(({ top, bottom }) => Math.round(bottom - top))).size).toBe(1)
    await page.context().close()
  })

  it('the front page is at most 60 kB of HTML, gzipped', async () => {
    const html = await (await fetch(site().url)).text()
    expect(gzipSync(html).length).toBeLessThan(MAX_BYTES)
    expect(html.match(/<tr data-series/g)?.length).toBeGreaterThan(50)
  })

  it('the groups have the series that the API has for them, those that wait longest first', async () => {
    const { groups } = await getQueue()
    const { page } = await visit('/')
    for (const { group, total, rows } of groups) {
      const shown = await page
        .locator(`#${group} tr[data-series]`)
        .evaluateAll((all) => all.map((one) => one.dataset.series))
      expect([group, shown]).toEqual([group, rows.map(({ id }) => id)])
      expect(await page.locator(`#${group} > summary`).innerText()).toContain(total.toLocaleString('en-US'))
      const days = rows.map((row) => row.days)
      if (LIVELY_QUEUES.includes(group)) expect(days).toEqual(days.toSorted((a, b) => b - a))
    }
    await page.context().close()
  })

  it('every series that somebody has to act on names the blocker, with a link to a mail or person that is there', async () => {
    const { page } = await visit('/')
    const lively = LIVELY_QUEUES.map((group) => `#${group} .rows-blocked > a:first-child`).join(', ')
    const links = await page
      .locator(lively)
      .evaluateAll((all) => all.map((one) => [one.getAttribute('href') ?? '', one.textContent ?? '']))
    const rows = await page.locator(LIVELY_QUEUES.map((group) => `#${group} tr[data-series]`).join(', ')).count()
    expect(links.length).toBe(rows)
    for (const [href = '', words = ''] of links) {
      expect([href, words.trim()]).toEqual([
        expect.stringMatching(/^\/(?:message|people)\//),
        expect.stringMatching(/\w/),
      ])
      expect([href, (await fetch(site().url + href)).status]).toEqual([href, 200])
    }
    await page.context().close()
  })

  it('what needs me today? Two clicks from the front page lead the maintainer to what is ready for them', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, complaints } = await visit('/', { javaScriptEnabled })
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'People' }).click()
      await page.locator('main').getByRole('link', { name: maintainer.name }).first().click()
      expect(decodeURIComponent(page.url())).toContain(maintainer.address)
      expect(await page.locator('main h2').first().innerText()).toMatch(/apply/i)
      expect((await boxesOf(page, ROWS)).filter(({ bottom }) => bottom <= 900).length).toBeGreaterThan(2)
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  it('what needs me today? One click, once the browser knows who reads', async () => {
    const { page } = await visit('/')
    await page.evaluate((me) => localStorage.setItem('reroll.me', JSON.stringify(me)), maintainer)
    await page.reload()
    await page.getByRole('link', { name: maintainer.name, exact: true }).first().click()
    expect(await page.locator('main h2').first().innerText()).toMatch(/apply/i)
    await page.context().close()
  })

  it('a group stays folded, on all pages, and needs no script to fold', async () => {
    const { page } = await visit('/')
    await page.locator('#ready > summary').click()
    await page.locator('#done > summary').click()
    for (const path of ['/', '/path/arch/s390']) {
      await page.goto(site().url + path)
      await page.waitForFunction(() => !document.querySelector<HTMLDetailsElement>('#ready')?.open)
      expect(await page.locator('#done tr[data-series]').first().isVisible()).toBe(true)
    }
    await page.context().close()
    const plain = await visit('/', { javaScriptEnabled: false })
    expect(await plain.page.locator('#done tr[data-series]').first().isVisible()).toBe(false)
    await plain.page.locator('#done > summary').click()
    expect(await plain.page.locator('#done tr[data-series]').first().isVisible()).toBe(true)
    await plain.page.context().close()
  })

  it('filters are set in a form, are in the address, and come back with the link to the queue', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, complaints } = await visit('/', { javaScriptEnabled })
      await page.locator('.filters summary').click()
      await page.getByLabel('Path').fill('arch/s390/kvm')
      await page.getByLabel('Age').selectOption('90d')
      await page.getByRole('button', { name: 'Filter' }).click()
      expect(new URL(page.url()).search).toContain('path=arch%2Fs390%2Fkvm')
      const { total } = await getQueue('?path=arch/s390/kvm&age=90d')
      expect(await page.locator('.queue-sum').innerText()).toBe(`${total} series match`)
      const filtered = page.url()
      await page.locator(`${ROWS} .rows-title a`).first().click()
      await page.waitForURL(/\/series\//)
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Queue' }).click()
      expect(page.url()).toBe(javaScriptEnabled ? filtered : `${site().url}/`)
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  it('the filters of a folder stay from folder to folder', async () => {
    const { page } = await visit('/path/arch/s390?age=90d', { javaScriptEnabled: false })
    await page.locator('.paths-entries').getByRole('link', { name: 'kvm/' }).click()
    expect(page.url()).toMatch(/\/path\/arch\/s390\/kvm\?age=90d$/)
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 's390' }).click()
    expect(page.url()).toMatch(/\/path\/arch\/s390\?age=90d$/)
    await page.context().close()
  })

  it('new mail and a new version are marked, and nothing moves', async () => {
    const [row] = (await getQueue('?group=waiting-on-author')).groups[0]?.rows ?? []
    if (row === undefined) throw new Error('nothing waits on an author')
    const { page } = await visit('/')
    const before = await boxesOf(page, `${ROWS} > *`)
    const marks = Array.from({ length: row.messages - 3 }, (_, n) => n.toString(16)).join(' ')
    const line = `1|2000-01-01T00:00:00Z|${marks}|`
    await page.evaluate(([id, text]) => localStorage.setItem(`reroll.seen.${id}`, text ?? ''), [row.id, line])
    await page.reload()
    const marked = page.locator(`tr.rows-fresh[data-series="${row.id}"]`)
    expect(await marked.locator('.rows-mails').innerText()).toContain('+3')
    expect(await marked.locator('.rows-version').getAttribute('class')).toContain('rows-newer')
    expect(await page.locator('.rows-fresh').count()).toBe(1)
    expect(await boxesOf(page, `${ROWS} > *`)).toEqual(before)
    await page.context().close()
  })

  it('the feed of a group can be clicked beside its name at every width, and the name folds the group', async () => {
    for (const width of [1440, 768, 390]) {
      const { page } = await visit('/', { viewport: { width, height: 844 } })
      await page.locator('#ready thead a[href^="/atom"]').click({ trial: true, timeout: 5_000 })
      await page.locator('#ready h2').click()
      expect(await page.locator('#ready thead a[href^="/atom"]').isVisible()).toBe(false)
      await page.context().close()
    }
  })

  it('on a phone each series is a card, and nothing is wider than the screen', async () => {
    const { page } = await visit('/', { viewport: { width: 390, height: 844 } })
    for (const path of PAGES) {
      await page.goto(site().url + path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([path, wide]).toEqual([path, 390])
    }
    const titles = await boxesOf(page, `${ROWS} .rows-title`)
    const blocked = await boxesOf(page, `${ROWS} .rows-blocked`)
    expect(titles.length).toBeGreaterThan(2)
    for (const [index, { bottom }] of titles.entries()) expect(blocked[index]?.top).toBeGreaterThanOrEqual(bottom - 1)
    await page.context().close()
  })

  it('on a phone every link of the lists is at least 24 px high', async () => {
    const { page } = await visit('/', { viewport: { width: 390, height: 844 } })
    for (const path of [...PAGES, '/people', '/list', '/path', '/pulls']) {
      await page.goto(site().url + path)
      const low = await page
        .locator('a[href], summary, button, input, select')
        .evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
            .map((one) => one.outerHTML.slice(0, 100)),
        )
      expect([path, low]).toEqual([path, []])
    }
    await page.context().close()
  })

  it('axe finds nothing on the pages of the queue, light and dark, wide and on a phone', async () => {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [WIDE.viewport, { width: 390, height: 844 }]) {
        const { page } = await openPage(site(), { colorScheme, viewport, bypassCSP: true })
        for (const path of PAGES) {
          await page.goto(site().url + path)
          await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
          await page.evaluate(AXE)
          const run =
            "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))"
          for (const one of (await page.evaluate(run)) as string[]) found.push(`${path}: ${one}`)
        }
        await page.context().close()
      }
    }
    expect(found).toEqual([])
  })
}

/** Top and bottom of the visible elements, in document order. */
function boxesOf(page: Page, selector: string): Promise<{ top: number; bottom: number }[]> {
  return page.locator(selector).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => one.getBoundingClientRect())
      .map(({ top, bottom }) => ({ top, bottom })),
  )
}
