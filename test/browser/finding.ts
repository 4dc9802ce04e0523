import { expect, it } from 'vitest'
import { openPage, type Site, visitPage } from './site'

const SERIES = `/series/${encodeURIComponent('20220827171037.30297-1-kevin.tian@intel.com')}`
const UNKNOWN = '20990101000000.1-1-nobody@example.org'

/** What readers and operators look for: people and words, pull requests, the state of the site, and what is not there. */
export function findingTests(site: () => Site, javaScriptEnabled: boolean): void {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'
  const visit = (path: string) => visitPage(site(), path, { javaScriptEnabled })

  it(`a name leads to the person first, in one click from the search (${how})`, async () => {
    const { page, complaints } = await visit('/')
    await page.getByRole('searchbox').first().fill('alex williamson')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search/)
    expect(await page.locator('main h2').first().innerText()).toBe('People')
    expect(await page.getByRole('searchbox').count()).toBe(1)
    expect(await page.getByRole('searchbox').inputValue()).toBe('alex williamson')
    const person = page.locator('.hits-person').first()
    expect(await person.locator('mark').allInnerTexts()).toEqual(expect.arrayContaining(['Alex', 'Williamson']))
    await person.locator('a').first().click()
    expect(page.url()).toContain('/people/alex.williamson')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`the words that were searched for are marked in the titles of series and mails (${how})`, async () => {
    const { page, complaints } = await visit('/search?q=tidy+cycle')
    for (const title of [page.locator('.rows-table th a').first(), page.locator('.hits-subject a').first()]) {
      expect(await title.locator('mark').allInnerTexts()).toEqual(['Tidy', 'cycle'])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`the list of pull requests says who asks whom since when, and its groups are links (${how})`, async () => {
    const { page, complaints } = await visit('/pulls')
    const row = page.locator('.pulls-row').first()
    expect(await row.innerText()).toMatch(/waiting (?:\d+ days?, )?since \d{4}-\d\d-\d\d/)
    await page.getByRole('navigation', { name: 'Group' }).getByRole('link', { name: /^Open/ }).click()
    expect(page.url()).toContain('/pulls?group=open')
    expect(await page.locator('.pulls-row').count()).toBeGreaterThan(0)
    await page.getByText('Words, sender or list').click()
    await page.getByLabel('Sender').fill('nobody-has-this-name')
    await page.keyboard.press('Enter')
    await page.waitForURL(/from=nobody/)
    expect(await page.locator('main').innerText()).toContain('No pull requests match.')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`the status says what is tracked, with the command that adds a source (${how})`, async () => {
    const { page, complaints } = await visit('/status')
    const text = await page.locator('main').innerText()
    expect(text).toContain('No source is tracked')
    expect(text).toContain('npm run -s reroll -- track https://lore.kernel.org/LIST')
    expect(text).toMatch(/Newest mail\s+\d{4}-\d\d-\d\d \d\d:\d\d UTC\. The queue counts ages up to this mail/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`an unknown Message-ID has the command that imports it, and a search for it (${how})`, async () => {
    const { page } = await visit(`/message/${UNKNOWN}`)
    expect(await page.locator('main').innerText()).toContain(`npm run ingest -- ${UNKNOWN}`)
    expect(await page.getByRole('searchbox').count()).toBe(1)
    await page.getByRole('link', { name: 'Search here for mails that mention it' }).click()
    await page.waitForURL(/\/search/)
    expect(await page.locator('main').innerText()).toContain(`The mail ${UNKNOWN} has not been imported here.`)
    expect(await page.locator('main').innerText()).toContain(`npm run ingest -- ${UNKNOWN}`)
    await page.context().close()
  })

  it(`a version that a series does not have leads to the versions that it has (${how})`, async () => {
    const { page } = await visit(`${SERIES}/diff/3..9`)
    expect(await page.locator('main').innerText()).toContain('Its versions are v1, v2, v3 and v4.')
    await page.getByRole('link', { name: 'Open the series' }).click()
    expect(await page.locator('h1').innerText()).toContain('Tidy up vfio_device life cycle')
    await page.context().close()
  })
}

/** Pages that lists and errors are on, narrow and dark: nothing is wider than the window, and one search box is enough. */
export function narrowFindingTests(site: () => Site): void {
  const paths = [
    '/pulls',
    '/search?q=alex',
    '/search',
    '/status',
    `/message/${UNKNOWN}`,
    '/nowhere',
    `${SERIES}/diff/3..9`,
  ]
  it.each(paths)('%s fits a window of 320 pixels, light and dark, and has one search box', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage(site(), { viewport: { width: 320, height: 640 }, colorScheme })
      await page.goto(site().url + path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await page.getByRole('searchbox').count()).toBe(1)
      await page.context().close()
    }
  })
}
