/**
 * Makes each box that has more than it shows reachable by the Tab key, with its name: current browsers do the first by themselves, Safari does not. A box
 * that has room for everything is no stop.
 */
export function nameScrollers(): void {
  update()
  addEventListener('resize', update)
  // A box in a fold has no size before it is opened.
  document.addEventListener('toggle', update, true)
}

function update(): void {
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-scrolls]')]
  const scrolling = new Set(boxes.filter(scrolls))
  for (const box of boxes) {
    if (scrolling.has(box)) {
      box.tabIndex = 0
      box.setAttribute('role', 'group')
      box.setAttribute('aria-label', box.dataset.scrolls ?? '')
    } else for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name)
  }
}

function scrolls(box: HTMLElement): boolean {
  const { overflowX } = getComputedStyle(box)
  return overflowX !== 'visible' && (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight)
}
