import { expect, it } from 'vitest'
import { openPage, type Site } from './site'

const LONG_MS = 600_000
/** The first changed line of a page about a patch is no lower than this on a screen of 1440 x 900. */
const MAX_TOP = 200

interface Measured {
  /** Code lines that start at another x than the first line of their file and column. */
  readonly crooked: readonly string[]
  /** Characters after a tab that are not where stops of eight columns put them. */
  readonly tabs: readonly string[]
  readonly lines: number
  readonly stops: number
}

/**
 * Measures where the text of code begins. In a comparison the signs and numbers before it are no part of the text, so tabs count from its
 * start as in the file; a range-diff is text as git prints it, so there they count from the start of the line.
 */
const MEASURE = `(() => {
  const crooked = [], tabs = []
  let lines = 0, stops = 0
  const range = document.createRange()
  const at = (piece, offset) => {
    range.setStart(piece.node, offset - piece.from)
    range.setEnd(piece.node, offset - piece.from + 1)
    return range.getClientRects()[0]
  }
  const gutter = '.code-gutter, .diff-gutter'
  const piecesOf = (line) => {
    const pieces = []
    let from = 0
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement.closest(gutter) !== null) continue
      pieces.push({ node, from, to: from + node.data.length })
      from += node.data.length
    }
    return pieces
  }
  const columnsOf = (text) => {
    let columns = 0
    for (const letter of text) columns = letter === '\\t' ? (Math.floor(columns / 8) + 1) * 8 : columns + 1
    return columns
  }
  // Three tab stops of each line are enough, and bound the work.
  const checkTabs = (pieces, text, start, x, wide) => {
    let checked = 0
    for (let index = 1; index < text.length && checked < 3; index++) {
      if (text[index - 1] !== '\\t' || /\\s/.test(text[index])) continue
      if (/[^\\t\\x20-\\x7e]/.test(text.slice(0, index + 1))) return
      const piece = pieces.find(({ from, to }) => start + index >= from && start + index < to)
      const rect = piece && at(piece, start + index)
      if (rect === undefined) continue
      checked++
      stops++
      const wanted = x + columnsOf(text.slice(0, index)) * wide
      if (Math.abs(rect.left - wanted) > 1) tabs.push(Math.round((rect.left - wanted) * 10) / 10 + ' px off: ' + text.trim().slice(0, 60))
    }
  }
  const widthOf = (element) => {
    const probe = element.ownerDocument.createElement('span')
    probe.textContent = '0'.repeat(64)
    element.append(probe)
    const { width } = probe.getBoundingClientRect()
    probe.remove()
    return width / 64
  }
  for (const box of document.querySelectorAll('.code, pre.diff-code')) {
    if (!box.checkVisibility()) continue
    const pre = box.matches('pre') ? box : box.querySelector('pre')
    if (pre === null) continue
    const wide = widthOf(pre)
    const first = new Map()
    for (const line of box.querySelectorAll('.code-line, .diff-line, .diff-run')) {
      if (!line.checkVisibility() || line.matches('.code-gap')) continue
      const pieces = piecesOf(line)
      let start = 0
      for (const text of pieces.map(({ node }) => node.data).join('').split('\\n')) {
        const piece = pieces.find(({ from, to }) => start >= from && start < to)
        if (text !== '' && piece !== undefined) {
          const rect = at(piece, start)
          if (rect !== undefined) {
            lines++
            const column = line.matches('.pairs-right') ? 'right' : 'left'
            const x = first.get(column) ?? rect.left
            first.set(column, x)
            if (Math.abs(rect.left - x) > 0.5) crooked.push(Math.round((rect.left - x) * 10) / 10 + ' px off: ' + text.trim().slice(0, 60))
            checkTabs(pieces, text, start, rect.left, wide)
          }
        }
        start += text.length + 1
      }
    }
  }
  return { crooked: crooked.slice(0, 5), tabs: tabs.slice(0, 5), lines, stops }
})()`

/** In every view, the code of a file starts at one x, and tabs end where they do in the file. There are more than `least` lines and tabs. */
export function codeLineTests(site: () => Site, paths: () => Readonly<Record<string, string>>, least = 1_000): void {
  it(
    'all code lines of a file start at one x in every view, and tabs end at stops of eight columns',
    async () => {
      const { page } = await openPage(site(), { viewport: { width: 1440, height: 900 } })
      const found: string[] = []
      let [lines, stops] = [0, 0]
      for (const [kind, path] of Object.entries(paths())) {
        await page.goto(site().url + path)
        await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        const measured = (await page.evaluate(MEASURE)) as Measured
        for (const one of measured.crooked) found.push(`${kind} (${path}): ${one}`)
        for (const one of measured.tabs) found.push(`${kind} (${path}): tab ${one}`)
        lines += measured.lines
        stops += measured.stops
      }
      await page.context().close()
      expect(found).toEqual([])
      expect([lines > least, stops > least]).toEqual([true, true])
    },
    LONG_MS,
  )
}

/** The measurement itself must be able to fail: `path` is a page with code in one column. */
export function codeLineProof(site: () => Site, path: string): void {
  it('a shifted line and tab stops of four columns would be found', async () => {
    const { page } = await openPage(site(), { bypassCSP: true })
    await page.goto(site().url + path)
    await page.addStyleTag({ content: '.code-line:nth-child(even) { margin-left: 5ch } pre { tab-size: 4 }' })
    const { crooked, tabs, lines } = (await page.evaluate(MEASURE)) as Measured
    expect(lines).toBeGreaterThan(10)
    expect([crooked.length > 0, tabs.length > 0]).toEqual([true, true])
    await page.context().close()
  })
}

/** The top of the first changed line: of the message and its trailers where they changed, else of the code; of a range-diff the first line. */
const FIRST_TOP = `(() => {
  const changed = document.querySelectorAll('.diff-line.diff-old, .diff-line.diff-new, .diff-run, .comparison-chips li, .code-line.code-old, .code-line.code-new, .code-line.code-plus, .code-line.code-minus')
  const tops = [...changed].filter((line) => line.checkVisibility()).map((line) => line.getBoundingClientRect().top)
  return tops.length === 0 ? null : Math.round(Math.min(...tops))
})()`

/** A reader sees the first change without scrolling. Patches that did not change have none. */
export function firstLineTests(site: () => Site, paths: () => readonly string[]): void {
  it(
    `the first changed line of a patch is within ${MAX_TOP} px of the top at 1440 x 900`,
    async () => {
      const { page } = await openPage(site(), { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false })
      const low: string[] = []
      let measured = 0
      for (const path of paths()) {
        await page.goto(site().url + path)
        const top = (await page.evaluate(FIRST_TOP)) as number | null
        if (top === null) continue
        measured++
        if (top > MAX_TOP) low.push(`${path}: ${top} px`)
      }
      await page.context().close()
      expect(low).toEqual([])
      expect(measured).toBeGreaterThan(20)
    },
    LONG_MS,
  )
}
