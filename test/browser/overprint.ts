import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

const WIDTHS = [390, 1440]
const LONG_MS = 600_000

/**
 * Pieces of text that are drawn over each other: `text / text` for each pair. Of every line of a text node it takes the middle half, because
 * the boxes of letters are higher than a line; and only what the boxes around it do not cut off.
 */
const OVERPRINTS = `(() => {
  const clips = new Map()
  const clipOf = (element) => {
    if (element === null) return { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 }
    const known = clips.get(element)
    if (known !== undefined) return known
    const outer = clipOf(element.parentElement)
    const { overflowX, overflowY, clipPath } = getComputedStyle(element)
    const own = element.getBoundingClientRect()
    const cut = overflowX !== 'visible' || overflowY !== 'visible' || clipPath !== 'none'
    const clip = !cut || element === document.documentElement || element === document.body ? outer : {
      left: Math.max(outer.left, own.left), right: Math.min(outer.right, own.right),
      top: Math.max(outer.top, own.top), bottom: Math.min(outer.bottom, own.bottom),
    }
    clips.set(element, clip)
    return clip
  }
  const boxes = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (node.data.trim() === '' || parent.closest('script, style, option, defs') !== null) continue
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    if (parent.closest('.visually-hidden, .mark-words, .shell-skip') !== null) continue
    const clip = clipOf(parent)
    range.selectNodeContents(node)
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const quarter = (bottom - top) / 4
      const box = {
        left: Math.max(left, clip.left), right: Math.min(right, clip.right),
        top: Math.max(top + quarter, clip.top), bottom: Math.min(bottom - quarter, clip.bottom),
        text: node.data.trim().replace(/\\s+/g, ' ').slice(0, 40), node,
      }
      if (box.right - box.left > 1 && box.bottom - box.top > 1) boxes.push(box)
    }
  }
  boxes.sort((a, b) => a.top - b.top)
  const found = []
  for (let first = 0; first < boxes.length && found.length < 5; first++) {
    const a = boxes[first]
    for (let second = first + 1; second < boxes.length && boxes[second].top < a.bottom - 1; second++) {
      const b = boxes[second]
      if (a.node === b.node) continue
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (across > 2 && down > 1) { found.push(a.text + ' / ' + b.text); break }
    }
  }
  return found
})()`

/** Opens what is folded, except for menus, which open over the page on purpose. */
const UNFOLD = `document.querySelectorAll('details').forEach((one) => {
  one.open = true
  if ([...one.children].some((child) => /absolute|fixed/.test(getComputedStyle(child).position))) one.open = false
})`

/** No text is drawn over another, on a phone and on a wide screen. Folded parts are opened first. */
export function overprintTests(site: () => Site, paths: () => Readonly<Record<string, string>>): void {
  for (const width of WIDTHS) {
    it(
      `no text is drawn over another at ${width} px`,
      async () => {
        const { page } = await openPage(site(), { viewport: { width, height: 900 } })
        const found: string[] = []
        for (const [kind, path] of Object.entries(paths())) {
          await page.goto(site().url + path)
          const look = async () => {
            for (const pair of (await page.evaluate(OVERPRINTS)) as string[]) found.push(`${kind} (${path}): ${pair}`)
          }
          await look()
          await page.evaluate(UNFOLD)
          await look()
        }
        await page.context().close()
        expect([...new Set(found)]).toEqual([])
      },
      LONG_MS,
    )
  }

  it('two lines in one place would be found', async () => {
    const { page } = await openPage(site(), { bypassCSP: true })
    await page.goto(`${site().url}/status`)
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="margin-bottom: -1.5em">one line of text</p><p>another line</p>')`,
    )
    expect(await page.evaluate(OVERPRINTS)).toEqual(['one line of text / another line'])
    await page.context().close()
  })
}
