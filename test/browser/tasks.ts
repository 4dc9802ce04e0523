import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Site, visitPage } from './site'

const V4_COVER = '20220921104401.38898-1-kevin.tian@intel.com'
const TITLE = 'Tidy up vfio_device life cycle'

/** What readers use the site for, with scripts and without. */
export function taskTests(site: () => Site, javaScriptEnabled: boolean): void {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'
  const visit = (path: string) => visitPage(site(), path, { javaScriptEnabled })

  it(`is it ready? The first screen shows the state of the series and links to the mail that proves it (${how})`, async () => {
    const { page, complaints } = await visit('/')
    // The series is in a group that may be folded.
    const folded = page.locator('details.queue-group:not([open])', { has: page.locator('a', { hasText: TITLE }) })
    if ((await folded.count()) > 0) await folded.locator('summary').click()
    await page.getByRole('link', { name: TITLE }).first().click()
    expect(await page.locator('h1').innerText()).toContain(TITLE)
    const state = page
      .getByRole('link', { name: /Applied to vfio next for v6\.1 by Alex Williamson, 2022-09-22/ })
      .first()
    expect((await state.boundingBox())?.y).toBeLessThan(720)
    for (const label of ['v1', 'v2', 'v3', 'v4']) {
      expect(await page.getByRole('columnheader', { name: label }).first().isVisible()).toBe(true)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`who objects? The page shows the name, the quote and its mail (${how})`, async () => {
    const { page, complaints } = await visit(`/series/${encodeURIComponent(V4_COVER)}`)
    const text = await page.locator('main').innerText()
    expect(text).toMatch(/Christoph Hellwig/)
    expect(text).toMatch(/objects/i)
    // The series was applied, so what was left open is folded.
    await page.locator('.summary-left summary').click()
    const said = page.locator('p, li').filter({ hasText: /^\s*Christoph Hellwig objects/ })
    await said.first().locator('a[href^="/message/"]').first().click()
    expect(page.url()).toContain('/message/')
    expect(await page.locator('main').innerText()).toContain('Christoph Hellwig')
    expect(await page.getByRole('heading', { name: 'How Reroll read this mail' }).isVisible()).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`what changed in patch 6 between v3 and v4? One line moved, next to the review comment that requested it (${how})`, async () => {
    const { page, complaints } = await visit(`/series/${encodeURIComponent(V4_COVER)}`)
    await page.locator('.picture a[href$="/diff/3..4/6"]:visible').first().click()
    const text = await page.locator('main').innerText()
    expect(text).toContain('atomic_add(mdev_state->nr_ports, &mdev_avail_ports);')
    expect(text).toContain("isn't this a use-after-free?")
    expect(text).not.toContain('mdpy_count')
    await page.getByRole('link', { name: 'range-diff' }).click()
    expect(await page.locator('main').innerText()).toMatch(/^6: {2}.* ! +6: {2}/m)
    await page.getByRole('link', { name: 'full', exact: true }).click()
    expect(await page.locator('main').innerText()).toContain('mtty_release_dev')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`which of my tags are outdated? My page shows it for each patch (${how})`, async () => {
    const { page, complaints } = await visit(`/series/${encodeURIComponent(V4_COVER)}`)
    await page
      .locator('tr', { hasText: 'Tony Krowiak' })
      .getByRole('link', { name: 'page', exact: true })
      .last()
      .click()
    expect(page.url()).toContain('/people/')
    expect(await page.locator('main').innerText()).toMatch(/code changed since/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`a lore link pasted into the search opens the series (${how})`, async () => {
    const { page, complaints } = await visit('/')
    await page.getByRole('searchbox').first().fill(`https://lore.kernel.org/all/${V4_COVER}/T/#u`)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/series\//)
    expect(await page.locator('h1').innerText()).toContain(TITLE)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`the newest version can be downloaded as an mbox with the tags from replies (${how})`, async () => {
    const { page, complaints } = await visit(`/series/${encodeURIComponent(V4_COVER)}`)
    const download = page.waitForEvent('download')
    await page.locator('a[href*="/mbox"]').first().click()
    const mbox = readFileSync(await (await download).path(), 'utf8')
    expect(mbox.match(/^From /gm)?.length).toBe(15)
    expect(mbox).toMatch(/^Reviewed-by: Eric Auger/m)
    expect(complaints).toEqual([])
    await page.context().close()
  })
}
