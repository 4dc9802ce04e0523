const PLACE = 'reroll.place'
/** A longer address is not kept. */
const MAX_HREF = 1_000

/** Gives the focus back to the link that was followed, when the reader comes back to its page: the keys go on from that row. */
export function keepPlace(): void {
  const [navigation] = performance.getEntriesByType('navigation')
  if (navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward') restorePlace()
  addEventListener('pagehide', () => {
    const { activeElement } = document
    if (activeElement instanceof HTMLAnchorElement && activeElement.closest('main') !== null) writePlace(activeElement)
  })
}

/** The page and the link on it, as they are stored for this tab. */
function writePlace({ href }: HTMLAnchorElement): void {
  if (href.length > MAX_HREF) return
  try {
    sessionStorage.setItem(PLACE, `${location.pathname}${location.search}\n${href}`)
  } catch {
    // No storage: the keys begin at the top.
  }
}

function restorePlace(): void {
  const [page, href] = readPlace().split('\n')
  if (page !== `${location.pathname}${location.search}` || document.activeElement !== document.body) return
  const links = [...document.querySelectorAll<HTMLAnchorElement>('main a')]
  links.find((link) => link.href === href)?.focus({ preventScroll: true })
}

function readPlace(): string {
  try {
    return sessionStorage.getItem(PLACE) ?? ''
  } catch {
    return ''
  }
}
