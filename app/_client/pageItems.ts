/**
 * The items of a page, in document order: what is marked `data-item` (its value says what it is: `version`, `patch`, `comment`), and the rows
 * of tables and entries of numbered lists that are in no marked item and no navigation, and have no marked item in them.
 */
const MARKED = '[data-item]'
const ROWS = 'main tbody tr, main ol > li'

/**
 * Moves the focus to the next (`1`) or previous (`-1`) item of the page. It starts at the item that has the focus or, when that is out of
 * view or there is none, at the first one in view. Where there is no further item, the page scrolls on: a patch without comments is one item. Returns false at its end.
 */
export function moveItem(step: 1 | -1): boolean {
  const items = listItems()
  const here = focusedItem(items)
  const item = items[here === -1 ? firstInView(items, step) : here + step]
  if (item === undefined) return scrollOn(step)
  for (const old of document.querySelectorAll('.keys-here')) old.classList.remove('keys-here')
  item.classList.add('keys-here')
  focusTarget(item).focus({ preventScroll: true })
  // At once: while a page scrolls smoothly the item is out of view, and the next press would begin at the top of the window again.
  item.scrollIntoView({ block: item.offsetHeight > innerHeight * 0.8 ? 'start' : 'nearest', behavior: 'instant' })
  return true
}

function scrollOn(step: 1 | -1): boolean {
  const before = scrollY
  scrollBy({ top: step * innerHeight * 0.8, behavior: 'instant' })
  return scrollY !== before
}

/** What the items of this page are, each kind once, in document order: `version`, `patch`, `comment`. Empty when there are none. */
export function listItemKinds(): string[] {
  return [...new Set(listItems().map((item) => item.dataset.item || (item.tagName === 'TR' ? 'row' : 'entry')))]
}

function listItems(): HTMLElement[] {
  const items = document.querySelectorAll<HTMLElement>(`main ${MARKED}, ${ROWS}`)
  return [...items].filter(
    (item) =>
      (item.matches(MARKED) || (item.closest(`${MARKED}, nav`) === null && item.querySelector(MARKED) === null)) &&
      item.checkVisibility(),
  )
}

function focusedItem(items: readonly HTMLElement[]): number {
  const { activeElement } = document
  if (activeElement === null || !isInView(activeElement)) return -1
  return items.findLastIndex((item) => item.contains(activeElement))
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

function firstInView(items: readonly HTMLElement[], step: 1 | -1): number {
  const first = items.findIndex((item) => item.getBoundingClientRect().top >= 0)
  return step === 1 ? (first === -1 ? items.length : first) : first === -1 ? items.length - 1 : first - 1
}

/**
 * What `Enter` opens in an item: the item if it can take the focus, the link marked `data-open`, its own fold, the first link that is not to a
 * person, or whatever else can be opened. An item without any becomes focusable itself.
 */
function focusTarget(item: HTMLElement): HTMLElement {
  if (item.matches('a[href], [tabindex], summary')) return item
  for (const wanted of ['[data-open]', ':scope > summary', 'a[href]:not([href^="/people/"])', 'a[href], summary']) {
    const found = [...item.querySelectorAll<HTMLElement>(wanted)].find((one) => one.checkVisibility())
    if (found !== undefined) return found
  }
  item.tabIndex = -1
  return item
}
