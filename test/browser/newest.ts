import { expect, it } from 'vitest'
import { mailMark } from '../../app/_model/mailMark'
import { openPage, type Site } from './site'

/** Wider than this is beyond the edge of a usual screen. */
const WIDTH = 1440
const LONG_MS = 600_000

interface Mark {
  readonly position: string
  readonly messageId: string
  readonly outcome: { readonly status: string; readonly mergedOver: boolean } | null
}

interface Series {
  readonly id: string
  readonly versions: readonly { readonly label: string; readonly patches: readonly unknown[] }[]
  readonly tracks: readonly { readonly cells: readonly { readonly marks: readonly Mark[] }[] }[]
  readonly coverMarks: readonly { readonly marks: readonly Mark[] }[]
}

/**
 * What of a picture a reader does not see without scrolling sideways: the head of the newest version, cells of its column, and the marks of
 * the mails given. A mark counts as seen when any of its drawings is.
 */
const UNSEEN = `(({ label, marks, width }) => {
  const clip = (element) => {
    let { left, right } = element.getBoundingClientRect()
    for (let box = element.parentElement; box !== null; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === 'visible') continue
      const outer = box.getBoundingClientRect()
      left = Math.max(left, outer.left)
      right = Math.min(right, outer.right)
    }
    return { left: Math.max(0, left), right: Math.min(width, right) }
  }
  const isSeen = (element) => {
    const { left, right, height } = element.getBoundingClientRect()
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || height === 0) return false
    const shown = clip(element)
    return shown.left <= left + 1 && shown.right >= right - 1
  }
  const picture = document.querySelector('.picture') ?? document.querySelector('main')
  const missing = []
  const head = [...picture.querySelectorAll('[data-kind=version]')].find((one) => one.dataset.label === label)
  if (label !== null && (head === undefined || !isSeen(head))) missing.push('newest version ' + label)
  for (const mark of marks) {
    if (![...picture.querySelectorAll('[data-m~="' + mark + '"]')].some(isSeen)) missing.push('objection ' + mark)
  }
  return missing
})`

/** Opens the cards of two versions, and gives what has no room left: columns in which no word fits, or the page. */
const SQUEEZED = `((width) => {
  const picture = document.querySelector('.picture')
  const cards = [...(picture?.querySelectorAll('.picture-cards td') ?? [])].map((cell) => cell.querySelector('details'))
  for (const card of cards.filter((one) => one?.checkVisibility()).slice(0, 2)) card.open = true
  const columns = [...(picture?.querySelectorAll('.picture-cards td') ?? [])].filter((cell) => cell.checkVisibility())
  const narrow = columns.filter((cell) => cell.getBoundingClientRect().width < 100).length
  return [
    ...(narrow > 0 ? [narrow + ' columns have no room beside open cards'] : []),
    ...(document.documentElement.scrollWidth > width ? ['the page scrolls sideways with open cards'] : []),
  ]
})`

/** On every series with a picture, the newest version and each open objection are in it, and in view; two open cards leave room for the other columns. */
export function newestTests(site: () => Site, ids: () => readonly string[]): void {
  it(
    `the newest version and all open objections are within the first ${WIDTH} px of the picture of every series`,
    async () => {
      const { page } = await openPage(site(), { viewport: { width: WIDTH, height: 900 }, javaScriptEnabled: false })
      const found: string[] = []
      let pictures = 0
      let objections = 0
      for (const id of ids()) {
        const path = `/series/${encodeURIComponent(id)}`
        const series = (await (await fetch(`${site().url}/api${path}`)).json()) as Series
        const marks = openObjections(series)
        // A single patch has its message and diff instead of a picture, in one column.
        const single = series.versions.every(({ patches }) => patches.length < 2)
        if (single && marks.length === 0) continue
        if (!single) pictures++
        objections += marks.length
        await page.goto(site().url + path)
        const label = single ? null : (series.versions.at(-1)?.label ?? '')
        const unseen = (await page.evaluate(`${UNSEEN}(${JSON.stringify({ label, marks, width: WIDTH })})`)) as string[]
        const squeezed = (await page.evaluate(`${SQUEEZED}(${WIDTH})`)) as string[]
        for (const one of [...unseen, ...squeezed]) found.push(`${path}: ${one}`)
      }
      await page.context().close()
      expect(found).toEqual([])
      expect([pictures > 150, objections > 5]).toEqual([true, true])
    },
    LONG_MS,
  )
}

/** The marks of mails that object to what is under review, each once. */
function openObjections({ tracks, coverMarks }: Series): string[] {
  const all = [
    ...tracks.flatMap(({ cells }) => cells.flatMap(({ marks }) => marks)),
    ...coverMarks.flatMap(({ marks }) => marks),
  ]
  const open = all.filter(
    ({ position, outcome }) =>
      (position === 'nak' || position === 'objects') &&
      outcome !== null &&
      ['open', 'promised'].includes(outcome.status),
  )
  return [...new Set(open.map(({ messageId }) => mailMark(messageId)))]
}
