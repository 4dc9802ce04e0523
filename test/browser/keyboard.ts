import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

const focused = (page: Page) =>
  page.evaluate(
    '({ tag: document.activeElement.tagName, text: document.activeElement.textContent.trim() })',
  ) as Promise<{
    tag: string
    text: string
  }>

/** Where the focus is: its place in the document, whether it is in view and not covered, and what it leads to. */
const FOCUS = `(() => {
  const active = document.activeElement
  const { left, right, top, bottom } = active.getClientRects()[0] ?? active.getBoundingClientRect()
  const hit = document.elementFromPoint((Math.max(0, left) + Math.min(innerWidth, right)) / 2, (top + Math.min(innerHeight, bottom)) / 2)
  return {
    at: [...document.querySelectorAll('*')].indexOf(active),
    seen: top >= 0 && top < innerHeight && hit !== null && (active.contains(hit) || hit.contains(active)),
    href: active.getAttribute('href') ?? '',
    words: active.outerHTML.slice(0, 120),
  }
})()`

interface Focus {
  readonly at: number
  readonly seen: boolean
  readonly href: string
  readonly words: string
}

/** Everything can be done with the keyboard alone. */
export function keyboardTests(site: () => Site, series: string, diff: string): void {
  it('j and Enter open a series, u leads back up, / searches, and typed letters stay letters', async () => {
    const { page, complaints } = await openPage(site())
    await page.goto(`${site().url}/`)
    await page.keyboard.press('j')
    const first = await focused(page)
    expect(first.tag).toBe('A')
    await page.keyboard.press('j')
    expect(await focused(page)).not.toEqual(first)
    await page.keyboard.press('k')
    expect(await focused(page)).toEqual(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/series\//)
    await page.keyboard.press('u')
    await page.waitForURL(`${site().url}/`)
    await page.keyboard.press('/')
    expect((await focused(page)).tag).toBe('INPUT')
    await page.keyboard.type('jku?')
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('jku?')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('j held down walks on without a jump back, and the help says where u leads', async () => {
    const { page } = await openPage(site(), { viewport: { width: 1440, height: 900 } })
    await page.goto(site().url + series)
    const walked: number[] = []
    for (let presses = 0; presses < 14; presses++) {
      await page.keyboard.press('j')
      walked.push(((await page.evaluate(FOCUS)) as Focus).at)
      await page.waitForTimeout(33)
    }
    expect(walked).toEqual([...new Set(walked)].sort((a, b) => a - b))
    await page.keyboard.press('?')
    const help = (await page.getByRole('dialog').textContent()) ?? ''
    expect(help).toContain('ufront page')
    await page.context().close()
  })

  it('j and k walk through a page in its order, from what is in view, and show where they are', async () => {
    for (const path of [series, `${series}/diff/3..4`, diff, `${diff}?view=comments`]) {
      const { page } = await openPage(site(), { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
      await page.goto(site().url + path)
      const walked: Focus[] = []
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('j')
        const focus = (await page.evaluate(FOCUS)) as Focus
        if (focus.at === walked.at(-1)?.at) break
        walked.push(focus)
      }
      expect([path, walked.length > 1]).toEqual([path, true])
      expect(walked.filter(({ seen }) => !seen).map(({ words }) => [path, words])).toEqual([])
      expect(walked.map(({ at }) => at)).toEqual(walked.map(({ at }) => at).sort((a, b) => a - b))
      await page.keyboard.press('k')
      expect(((await page.evaluate(FOCUS)) as Focus).at).toBe(walked.at(-2)?.at)
      await page.context().close()
    }
  })

  it('on a series j reaches versions, patches and comments, and Enter opens those, not people', async () => {
    const { page } = await openPage(site(), { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    await page.goto(site().url + series)
    await page.keyboard.press('j')
    expect(await page.evaluate('scrollY')).toBeLessThan(600)
    const kinds = (await page.evaluate(
      "[...new Set([...document.querySelectorAll('main [data-item]')].filter((one) => one.checkVisibility()).map((one) => one.dataset.item))]",
    )) as string[]
    expect(kinds).toEqual(expect.arrayContaining(['version', 'patch', 'comment']))
    const place = page.locator('main [data-item=comment]').first()
    await place.scrollIntoViewIfNeeded()
    await page.evaluate('document.activeElement.blur()')
    for (let presses = 0; presses < 12; presses++) await page.keyboard.press('j')
    const { href } = (await page.evaluate(FOCUS)) as Focus
    expect(href).not.toMatch(/^\/people\//)
    await page.keyboard.press('?')
    const help = await page.getByRole('dialog').innerText()
    expect(help).toMatch(/next version, patch(?:, [a-z]+)* or comment/)
    // A series leads on to its newest step.
    expect(help).toMatch(/^n$/m)
    expect(help).toMatch(/^u$/m)
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.waitForURL(/\/diff\/\d+\.\.\d+$/)
    await page.context().close()
  })

  it('j scrolls on where a page has no further item, and does not begin again', async () => {
    const { page } = await openPage(site(), { viewport: { width: 1280, height: 500 } })
    await page.goto(site().url + diff)
    for (let presses = 0; presses < 80; presses++) await page.keyboard.press('j')
    const now = Number(await page.evaluate('scrollY'))
    expect(now).toBeGreaterThan(0)
    expect(now).toBe(Number(await page.evaluate('document.documentElement.scrollHeight - innerHeight')))
    await page.context().close()
  })

  it('n and p open the neighbouring patches, [ ] other steps, d and i the views', async () => {
    const { page, complaints } = await openPage(site())
    await page.goto(site().url + diff)
    const go = async (key: string, where: RegExp) => {
      await page.keyboard.press(key)
      await page.waitForURL(where)
    }
    await go('n', /diff\/3\.\.4\/7$/)
    await go('p', /diff\/3\.\.4\/6$/)
    await go('[', /diff\/2\.\.3\/6$/)
    await go(']', /diff\/3\.\.4\/6$/)
    await go('d', /view=range-diff$/)
    await go('i', /diff\/3\.\.4\/6$/)
    await go('u', /\/series\/[^/]*#patch-6$/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('n and p lead from the overview of a step to the next one and back', async () => {
    const { page } = await openPage(site())
    await page.goto(`${site().url}${series}/diff/2..3`)
    await page.keyboard.press('n')
    await page.waitForURL(/diff\/3\.\.4$/)
    await page.keyboard.press('p')
    await page.waitForURL(/diff\/2\.\.3$/)
    await page.context().close()
  })

  it('the shortcuts can be disabled, and enabled again without using them', async () => {
    const { page } = await openPage(site())
    await page.goto(`${site().url}/`)
    await page.keyboard.press('?')
    await page.getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await page.getByRole('checkbox').check()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').isVisible()).toBe(true)
    await page.context().close()
  })

  it('without scripts Tab starts at the skip link, shows the focus, and reaches the scrolling box', async () => {
    const { page } = await openPage(site(), { javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
    await page.goto(site().url + diff)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to content' })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineStyle)).not.toBe('none')
    await page.keyboard.press('Enter')
    const box = page.locator('[data-scrolls*="mtty.c"]')
    // A browser stops at a box that scrolls, or at what can have the focus in it.
    const isReached = () => box.evaluate((element) => element.contains(document.activeElement))
    for (let presses = 0; presses < 60 && !(await isReached()); presses++) await page.keyboard.press('Tab')
    expect(await isReached()).toBe(true)
    expect(await box.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await page.context().close()
  })

  it('Tab stops at a box that has more than it shows, by its name, and not at one that shows everything', async () => {
    const { page } = await openPage(site(), { viewport: { width: 320, height: 640 } })
    await page.goto(site().url + diff)
    const box = page.getByRole('group', { name: /Code of .*mtty\.c/ })
    // The script looks at the boxes again while the page settles.
    const takesFocus = async () => {
      await box.focus()
      return box.evaluate((element) => element === document.activeElement)
    }
    await expect.poll(takesFocus, { timeout: 10_000 }).toBe(true)
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect.poll(() => box.count(), { timeout: 10_000 }).toBe(0)
    await page.context().close()
  })
}
