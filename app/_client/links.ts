/** Keys that follow a link by what the link says of itself in `rel`. */
const BY_RELATION: Readonly<Record<string, string>> = { n: 'next', p: 'prev', u: 'up' }

/**
 * Follows the link of the page that a key stands for: one whose `aria-keyshortcuts` names it, else for `n`, `p` and `u`
 * the next or previous page and the one above. Returns false when there is none.
 */
export function followKey(key: string): boolean {
  const link = findLink(key)
  if (link === undefined) return false
  link.click()
  return true
}

function findLink(key: string): HTMLElement | undefined {
  const named = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].find(
    (element) => element.getAttribute('aria-keyshortcuts') === key,
  )
  const relation = BY_RELATION[key]
  if (named !== undefined || relation === undefined) return named
  const related = document.querySelector<HTMLElement>(`main a[rel~="${relation}"]`)
  if (related !== null || key !== 'u' || location.pathname === '/') return related ?? undefined
  return document.querySelector<HTMLElement>('header a[href="/"]') ?? undefined
}

/** The keys that links of this page bring, with the text of the link. */
export function listKeyLinks(): (readonly [key: string, text: string])[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].map((element) => [
    element.getAttribute('aria-keyshortcuts') ?? '',
    element.textContent?.trim() ?? '',
  ])
}
