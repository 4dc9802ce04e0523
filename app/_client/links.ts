/** Keys that follow a link with this `rel`. */
const BY_RELATION: Readonly<Record<string, string>> = { n: 'next', p: 'prev', u: 'up' }

/**
 * Follows the link for a key: the one whose `aria-keyshortcuts` names it or, for `n`, `p` and `u`, the link to the next, previous or
 * parent page. Returns false when there is no such link.
 */
export function followKey(key: string): boolean {
  const link = findLink(key)
  if (link === undefined) return false
  link.click()
  return true
}

function findLink(key: string): HTMLElement | undefined {
  const named = listNamed().find((element) => element.getAttribute('aria-keyshortcuts') === key)
  const relation = BY_RELATION[key]
  if (named !== undefined || relation === undefined) return named
  const related = document.querySelector<HTMLElement>(`main a[rel~="${relation}"]`)
  if (related !== null || key !== 'u' || location.pathname === '/') return related ?? undefined
  // The link to the queue, which keeps its filters.
  return document.querySelector<HTMLElement>('header nav a') ?? undefined
}

function listNamed(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')]
}

/** The keys of links on this page, each once, with the text of the link. */
export function listKeyLinks(): (readonly [key: string, text: string])[] {
  const keys = [
    ...listNamed().map((element) => element.getAttribute('aria-keyshortcuts') ?? ''),
    ...Object.keys(BY_RELATION),
  ]
  return [...new Set(keys)].flatMap((key) => {
    const link = findLink(key)
    return link === undefined ? [] : [[key, wordsOf(key, link)] as const]
  })
}

/** What a link leads to: its text, of the way up what is there. The site's name at the top says nothing of it. */
function wordsOf(key: string, link: HTMLElement): string {
  if (key === 'u' && link.closest('header') !== null) return 'front page'
  const text = link.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  return key === 'u' ? `up to ${text}` : text
}
