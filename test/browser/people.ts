import { expect, it } from 'vitest'
import { type Site, visitPage } from './site'

/** Applies patches of linux-s390. */
const NAME = 'Heiko Carstens'
const PERSON = '/people/hca%40linux.ibm.com'
const MIN_PEOPLE = 25

/** What waits for whom in a year of linux-s390: the job of its maintainer in the morning, and who reads in this browser. */
export function peopleTests(site: () => Site, javaScriptEnabled: boolean): void {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'
  const visit = (path: string) => visitPage(site(), path, { javaScriptEnabled, viewport: { width: 1440, height: 900 } })

  it(`what needs me today? Two clicks from the front page lead to what the maintainer has to apply, to answer and to look at again (${how})`, async () => {
    const { page, complaints } = await visit('/')
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'People' }).click()
    await page.getByRole('link', { name: NAME, exact: true }).first().click()
    expect(await page.locator('h1').innerText()).toContain(NAME)
    const sections = await page.locator('section[data-duty] h2').allInnerTexts()
    expect(sections[0]).toBe('To apply')
    expect(sections.length).toBeGreaterThan(1)
    const apply = page.locator('section', { has: page.locator('#apply') })
    const titles = await apply.locator('tbody th').allInnerTexts()
    expect(titles.join('\n')).toContain('vfio/ccw: channel program cleanup')
    // Sent to every maintainer; somebody else applied it.
    expect(titles.join('\n')).not.toContain('treewide cleanup of random integer usage')
    expect((await apply.locator('tbody tr').last().boundingBox())?.y).toBeLessThan(900)
    const waits = (await apply.locator('time').allInnerTexts()).map((text) => Number.parseInt(text, 10))
    expect(waits).toEqual([...waits].sort((a, b) => b - a))
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`what do I have to answer? The page has the open comments in their words, each with its mail, its patch and how to reply (${how})`, async () => {
    const { page, complaints } = await visit('/people')
    await page.locator('.counts-size a[href$="#answer"]').first().click()
    const first = page
      .locator('section', { has: page.locator('#answer') })
      .locator('.person-comments li:visible')
      .first()
    expect(await first.locator('q').innerText()).not.toBe('')
    for (const link of ['mail', 'reply by mail'])
      expect(await first.getByRole('link', { name: link, exact: true }).getAttribute('href')).toMatch(/^\/message\//)
    await first.getByRole('link', { name: 'reply by mail' }).click()
    expect(await page.getByText('Save your reply with a subject line as the file REPLY').isVisible()).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`why is it mine? Each series that waits on the maintainer says why, and names them first (${how})`, async () => {
    const { page } = await visit(PERSON)
    const apply = page.locator('section', { has: page.locator('#apply') })
    const rows = await apply.locator('tr[data-series]').count()
    expect(rows).toBeGreaterThan(0)
    expect(await apply.locator('.person-again').count()).toBe(rows)
    for (const blocker of await apply.locator('.rows-blocked > a:first-child').allInnerTexts())
      expect(blocker).toContain(NAME)
    await page.context().close()
  })

  it(`what do I have to look at again? One click leads to what changed since the review (${how})`, async () => {
    const { page, complaints } = await visit('/people')
    await page.locator('.counts-size a[href$="#look-again"]').first().click()
    const name = await page.locator('h1').innerText()
    await page.getByRole('link', { name: 'what changed since their review' }).first().click()
    expect(await page.locator('h1').innerText()).toContain(`Since ${name} last reviewed`)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`who is waiting on whom? Each number leads to as many series of that person (${how})`, async () => {
    const { page, complaints } = await visit('/people')
    expect(await page.locator('tr[data-item="person"]').count()).toBeGreaterThan(MIN_PEOPLE)
    const links = await page
      .locator('.counts-size a[href*="#"]')
      .evaluateAll((all) =>
        all.slice(0, 8).map((link) => [link.getAttribute('href') ?? '', link.firstChild?.textContent ?? '']),
      )
    for (const [href = '', size] of links) {
      await page.goto(site().url + href)
      const section = page.locator('section', { has: page.locator(`#${href.split('#')[1]}`) })
      expect([href, await section.locator('tr[data-series]').count()]).toEqual([href, Number(size)])
    }
    await page.goto(`${site().url}/people`)
    await page.locator('.counts-size a[href*="/since/"]').first().click()
    expect(await page.locator('h1').innerText()).toMatch(/^Since .* last reviewed$/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it(`finds a person by words of the name or address (${how})`, async () => {
    const { page } = await visit('/people')
    await page.getByLabel('Name or address').fill('carstens hca@')
    await page.getByRole('button', { name: 'Find' }).click()
    expect(await page.locator('tr[data-item="person"]').count()).toBe(1)
    expect(await page.locator('tr[data-item="person"]').innerText()).toContain(NAME)
    await page.context().close()
  })

  if (javaScriptEnabled) {
    it('remembers who I am, leads there from every page with one click, and forgets it again, without moving anything', async () => {
      const { page, complaints } = await visit(PERSON)
      const me = page.locator('.shell-me')
      const search = page.locator('.shell-search')
      const before = await search.boundingBox()
      expect(await me.getAttribute('href')).toBe('/people')
      await page.getByRole('button', { name: 'This is me' }).click()
      expect(await me.innerText()).toBe(NAME)
      expect(await search.boundingBox()).toEqual(before)
      await page.goto(site().url)
      await me.click()
      expect(new URL(page.url()).pathname).toBe(PERSON)
      await page.getByRole('button', { name: 'Forget' }).click()
      expect(await me.innerText()).toBe('I am …')
      await me.click()
      expect(new URL(page.url()).pathname).toBe('/people')
      expect(complaints).toEqual([])
      await page.context().close()
    })

    it('shows first on the front page what waits on me, as my page has it, and the next time at once', async () => {
      const { page, complaints } = await visit(PERSON)
      const size = await page.locator('section[data-duty] tr[data-series]').count()
      await page.getByRole('button', { name: 'This is me' }).click()
      await page.goto(site().url)
      const mine = page.locator('.queue-group').first()
      await mine.locator('tr[data-series]').first().waitFor()
      expect(await mine.locator('summary').innerText()).toContain(`Waiting on ${NAME}`)
      expect(await mine.locator('tr[data-series]').count()).toBe(Math.min(size, 10))
      expect(await mine.locator('.rows-duty').first().innerText()).toBe('to apply')
      const { height } = (await mine.boundingBox()) ?? { height: 0 }
      // The page of the person comes late: its room is there before it.
      let release: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await page.route('**/people/*', async (route) => {
        await held
        await route.continue()
      })
      await page.reload()
      expect(Math.round((await mine.boundingBox())?.height ?? 0)).toBe(Math.round(height))
      release()
      await mine.locator('tr[data-series]').first().waitFor()
      expect(Math.round((await mine.boundingBox())?.height ?? 0)).toBe(Math.round(height))
      await page.goto(`${site().url}/?group=done`)
      expect(await page.locator('#mine').count()).toBe(0)
      expect(complaints).toEqual([])
      await page.context().close()
    })

    it('links from a series in which I spoke to what changed since my review', async () => {
      const { page, complaints } = await visit(PERSON)
      await page.getByRole('button', { name: 'This is me' }).click()
      const series = await page
        .locator('section', { has: page.locator('#series') })
        .locator('.rows-title > a')
        .first()
        .getAttribute('href')
      await page.goto(site().url + series)
      const line = page.locator('.fresh-line', { hasText: NAME })
      await line.getByRole('link').first().click()
      expect(new URL(page.url()).pathname).toContain('/since/')
      expect(complaints).toEqual([])
      await page.context().close()
    })

    it('takes what another program stored for nobody, and never leads to another site', async () => {
      const { page, complaints } = await visit('/')
      for (const text of ['nonsense', '{"address":"//evil.example/x","name":"<b>Eve</b>"}']) {
        await page.evaluate((value) => localStorage.setItem('reroll.me', value), text)
        await page.reload()
        const href = await page.locator('.shell-me').getAttribute('href')
        expect(href).toMatch(/^\/people(?:\/%2F%2Fevil\.example%2Fx)?$/)
        expect(await page.locator('.shell-me b').count()).toBe(0)
      }
      expect(complaints).toEqual([])
      await page.context().close()
    })
    return
  }

  it('has no button and a link to all people where there are no scripts', async () => {
    const { page } = await visit(PERSON)
    expect(await page.getByRole('button', { name: 'This is me' }).count()).toBe(0)
    await page.getByRole('link', { name: 'I am …' }).click()
    expect(new URL(page.url()).pathname).toBe('/people')
    await page.context().close()
  })
}
