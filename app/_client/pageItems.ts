/**
 * Moves the focus to the next (`1`) or previous (`-1`) item of the page: elements marked `data-item` or, if there are none, rows of
 * tables and entries of the main lists. Without a focused item it starts at the first one in view. Returns false when there is no
 * further item.
 */
export function moveItem(step: 1 | -1): boolean {
  const items = listItems()
  const active = document.activeElement
  const here = active === null ? -1 : items.findLastIndex((item) => item.contains(active))
  const next = here === -1 ? firstInView(items, step) : here + step
  const item = items[next]
  if (item === undefined) return false
  const target = focusTarget(item)
  target.focus({ preventScroll: true })
  item.scrollIntoView({ block: item.offsetHeight > innerHeight * 0.8 ? 'start' : 'nearest' })
  return true
}

function listItems(): HTMLElement[] {
  const marked = [...document.querySelectorAll<HTMLElement>('main [data-item]')]
  const items = marked.length > 0 ? marked : [...document.querySelectorAll<HTMLElement>('main tbody tr, main ol > li')]
  return items.filter((item) => item.checkVisibility())
}

function firstInView(items: readonly HTMLElement[], step: 1 | -1): number {
  const first = items.findIndex((item) => item.getBoundingClientRect().top >= 0)
  return step === 1 ? (first === -1 ? 0 : first) : first - 1
}

/** The item itself if it can take the focus, else its first link; else makes the item focusable. */
function focusTarget(item: HTMLElement): HTMLElement {
  if (item.matches('a[href], [tabindex], summary')) return item
  const link = item.querySelector<HTMLElement>('a[href], summary')
  if (link?.checkVisibility() === true) return link
  item.tabIndex = -1
  return item
}
