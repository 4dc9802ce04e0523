import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

/** Text on the page that would be missing in print. */
const LOST = `(() => {
  const lost = []
  for (const details of document.querySelectorAll('main details')) {
    // Elements that are not printed at all are only for clicking.
    if (!details.checkVisibility()) continue
    for (const child of details.children) {
      if (child.tagName === 'SUMMARY' || child.textContent.trim() === '') continue
      if (child.tagName === 'DETAILS' && !child.checkVisibility()) continue
      if (!child.checkVisibility({ contentVisibilityAuto: true }) || child.getBoundingClientRect().height === 0) lost.push(child.textContent.trim().slice(0, 60))
    }
  }
  for (const box of document.querySelectorAll('main pre')) {
    if (box.checkVisibility() && box.getBoundingClientRect().right > document.documentElement.clientWidth + 1) lost.push('cut at the side: ' + box.textContent.trim().slice(0, 60))
  }
  return lost
})()`

/** On paper nothing can be expanded or scrolled. */
export function printTests(site: () => Site, paths: Readonly<Record<string, string>>): void {
  it('a printed page has the text of folded and of scrolling parts', async () => {
    const { page } = await openPage(site(), { viewport: { width: 794, height: 1123 }, javaScriptEnabled: true })
    const found: string[] = []
    for (const [kind, path] of Object.entries(paths)) {
      await page.goto(site().url + path)
      await page.emulateMedia({ media: 'print' })
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
      for (const text of (await page.evaluate(LOST)) as string[]) found.push(`${kind}: ${text}`)
      await page.emulateMedia({ media: 'screen' })
    }
    await page.context().close()
    expect(found).toEqual([])
  })
}
