/**
 * Removes Next's own client runtime from a rendered page: `<script>` elements (with the inline flight data, a second copy
 * of all text), `<link>` preloads of scripts, and the comments that mark places for hydration. No page has a client
 * component, so there is nothing to hydrate. The site's own script, a file by itself, stays.
 *
 * It is safe because React writes `<` in any text or attribute as `&lt;`: a literal `<script` in the output is always
 * Next's, and so is the `</script` that ends it, since flight data escapes `<` as `\u003c` (test/app/stripRuntime.test.ts
 * holds both to it). Linear in the length of the page; what never ends is cut to the end.
 */
export function stripRuntime(html: string): string {
  const parts: string[] = []
  let kept = 0
  let at = html.indexOf('<')
  while (at !== -1) {
    const end = endOfRuntime(html, at)
    if (end > at) {
      parts.push(html.slice(kept, at))
      kept = end
    }
    at = html.indexOf('<', Math.max(end, at + 1))
  }
  parts.push(html.slice(kept))
  return parts.join('')
}

/** How the layout's own script begins, the only one that stays: app/_client. */
const OWN_SCRIPT = '<script src="/client/'

/** The end of the piece that starts at a `<` when it belongs to the runtime; the start itself when it does not. */
function endOfRuntime(html: string, start: number): number {
  if (html.startsWith(OWN_SCRIPT, start)) return start
  if (html.startsWith('<script', start)) return endOf(html, '</script>', start)
  if (html.startsWith('<!--', start)) return endOf(html, '-->', start)
  return html.startsWith('<link', start) ? endOfPreload(html, start) : start
}

function endOf(html: string, mark: string, start: number): number {
  const end = html.indexOf(mark, start)
  return end === -1 ? html.length : end + mark.length
}

/** The end of a `<link>` that fetches a script ahead of time; the start itself for any other link. */
function endOfPreload(html: string, start: number): number {
  // No attribute value holds a `<`, so the tag ends before the next one.
  const next = html.indexOf('<', start + 1)
  const tag = html.slice(start, next === -1 ? html.length : next)
  const end = tag.indexOf('>')
  const preload = tag.includes(' as="script"') || tag.includes(' rel="modulepreload"')
  return preload && end !== -1 ? start + end + 1 : start
}
