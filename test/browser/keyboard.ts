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

/** Everything can be done with the keyboard alone. */
export function keyboardTests(site: () => Site, diff: string): void {
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
    await go('u', /diff\/3\.\.4$/)
    await go('u', /\/series\/[^/]*$/)
    expect(complaints).toEqual([])
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
    const box = page.getByRole('group', { name: /Code of .*mtty\.c, scrolls sideways/ })
    for (let presses = 0; presses < 60; presses++) {
      if (await box.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await box.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
    await page.context().close()
  })
}
