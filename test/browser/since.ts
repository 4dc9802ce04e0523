import { expect, it } from 'vitest'
import { at } from '../../lib/at'
import { groupBy } from '../../lib/groupBy'
import { readSinceLabels } from '../support/sinceLabels'
import { openPage, type Site } from './site'

const TITLE = 'Tidy up vfio_device life cycle'
/** The names that reviewers have on the page, by the address in the table. */
const NAMES: Readonly<Record<string, string>> = {
  'alex.williamson@redhat.com': 'Alex Williamson',
  'hch@infradead.org': 'Christoph Hellwig',
  'jgg@nvidia.com': 'Jason Gunthorpe',
  'eric.auger@redhat.com': 'Eric Auger',
  'akrowiak@linux.ibm.com': 'Tony Krowiak',
  'shameerali.kolothum.thodi@huawei.com': 'Shameer Kolothum',
  'zhenyuw@linux.intel.com': 'Zhenyu Wang',
  'farman@linux.ibm.com': 'Eric Farman',
  'haifeng.zhao@linux.intel.com': 'Ethan Zhao',
}
const REVIEWERS = [...groupBy(readSinceLabels(), ({ address }) => address)]
const GRADES: Readonly<Record<string, (lines: number) => string>> = {
  none: () => 'nothing changed since',
  whitespace: () => 'white space since',
  rebase: () => 'rebase since',
  code: (lines) => (lines === 1 ? '1 line since' : `${lines} lines since`),
}

/** The jobs "what changed since my review" and "which tags may I carry" on the vfio series, against the table made by hand. */
export function sinceTests(site: () => Site, javaScriptEnabled: boolean): void {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'
  /** The series page, one click from the front page. */
  const openSeries = async (width = 1440) => {
    const watched = await openPage(site(), { javaScriptEnabled, viewport: { width, height: 900 } })
    await watched.page.goto(`${site().url}/`)
    const link = watched.page.locator('main a', { hasText: TITLE }).first()
    // The series was applied long ago, so that its group is folded.
    if (!(await link.isVisible()))
      await watched.page.locator(`main details:has(a:has-text("${TITLE}")) > summary`).click()
    await link.click()
    return watched
  }

  it.each(REVIEWERS)(`what changed since my review? Two clicks, for %s (${how})`, async (address, rows) => {
    const { page, complaints } = await openSeries()
    const name = NAMES[address] ?? ''
    const row = page.locator('tr[data-item="reviewer"]').filter({ has: page.getByText(name, { exact: true }) })
    await row.getByRole('link', { name: /changes since|their review/ }).click()
    expect(page.url()).toContain('/since/')
    expect(await page.locator('h1').innerText()).toBe(`Since ${name} last reviewed`)
    expect(await page.locator('main').innerText()).toContain(`${name} last reviewed ${at(rows, 0).last}`)
    for (const { kind, patch, what, on, since, lines, outcome, mail } of rows) {
      const item = page.locator(`#patch-${patch}`)
      const text = (await item.innerText()).replace(/\s+/g, ' ')
      if (kind === 'tag') expect(text).toContain(`${what} on ${on}: ${GRADES[since]?.(lines)}`)
      else {
        expect(await item.locator(`a[href="/message/${encodeURIComponent(mail)}"]`).count()).toBeGreaterThan(0)
        expect((await item.locator('.since-open').count()) > 0).toBe(
          rows.some((one) => one.patch === patch && ['open', 'replied'].includes(one.outcome)),
        )
        expect(outcome).not.toBe('')
      }
      const again = rows.some(
        (one) => one.patch === patch && (one.since === 'code' || ['open', 'replied'].includes(one.outcome)),
      )
      if (kind === 'tag') expect(await page.locator(`section:has(#again) #patch-${patch}`).count()).toBe(again ? 1 : 0)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`which tags may I carry? The submitter's page begins with a block to copy (${how})`, async () => {
    const { page, complaints } = await openSeries()
    // The series was applied, so that its page does not lead to what its next version may carry; carryTests has that.
    await page.goto(`${page.url()}/since/${encodeURIComponent('kevin.tian@intel.com')}`)
    const block = await page.locator('section:has(#carry) pre').innerText()
    const [keep = '', ask = ''] = block.split('Ask again; the code changed after the tag:')
    expect(keep).toMatch(/^ {2}2, 3, 11, 14: Reviewed-by: Jason Gunthorpe <jgg@nvidia\.com>$/m)
    expect(keep).toMatch(/^ {2}11, 12, 14: Reviewed-by: Eric Auger <eric\.auger@redhat\.com>$/m)
    expect(keep).not.toContain('Tony Krowiak')
    expect(ask).toMatch(
      /^ {2}1: Reviewed-by: Tony Krowiak <akrowiak@linux\.ibm\.com> {2}\(given on v1, 20 lines since\)$/m,
    )
    expect(ask).toMatch(
      /^ {2}4–7, 9: Reviewed-by: Jason Gunthorpe <jgg@nvidia\.com> {2}\(given on v1, 1 line since\)$/m,
    )
    expect((await page.locator('section:has(#carry) pre').boundingBox())?.y).toBeLessThan(720)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`the pages fit a phone (${how})`, async () => {
    const { page } = await openSeries(390)
    for (const address of ['jgg@nvidia.com', 'kevin.tian@intel.com']) {
      await page.goto(`${page.url().replace(/[/#?]since.*|#.*/, '')}/since/${encodeURIComponent(address)}`)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
      await page.goBack()
    }
    await page.context().close()
  })
}

/** The job "which tags may I carry" on the series of the front page that go on: two clicks. */
export function carryTests(site: () => Site): void {
  it('which tags may I carry? Two clicks lead the submitter from the front page to a block to copy', async () => {
    const { page, complaints } = await openPage(site(), { javaScriptEnabled: false })
    await page.goto(`${site().url}/`)
    const links = page.locator('main a[href^="/series/"]')
    const paths = await links.evaluateAll((found) => [...new Set(found.map((link) => link.getAttribute('href') ?? ''))])
    let blocks = 0
    for (const path of paths.filter((one) => /^\/series\/[^/#?]+$/.test(one))) {
      await page.goto(site().url + path)
      const carry = page.getByRole('link', { name: 'Tags that the next version may carry' })
      if ((await carry.count()) === 0) continue
      await carry.click()
      expect(await page.locator('section:has(#carry) pre').innerText()).toMatch(
        /^ {2}\S.*: (?:Reviewed|Acked|Tested)-by: /m,
      )
      blocks++
    }
    expect(blocks).toBeGreaterThan(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })
}
