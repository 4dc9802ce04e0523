import { toBytes } from './bytes'

const SPECIAL = /["&'<>\x80-\uffff]/

/**
 * Text as it may stand in HTML, in an element or between double quotes, in bytes: the five characters that mean something there are
 * written as React writes them.
 */
export function escapeHtml(wide: string): string {
  // The search is quicker than the test.
  if (wide.search(SPECIAL) === -1) return wide
  const text = toBytes(wide)
  const first = text.search(MARKUP)
  if (first === -1) return text
  let escaped = ''
  let kept = 0
  for (let at = first; at < text.length; at++) {
    const entity = entityOf(text.charCodeAt(at))
    if (entity === undefined) continue
    escaped += text.slice(kept, at) + entity
    kept = at + 1
  }
  return escaped + text.slice(kept)
}

const MARKUP = /["&'<>]/

function entityOf(code: number): string | undefined {
  switch (code) {
    case 34:
      return '&quot;'
    case 38:
      return '&amp;'
    case 39:
      return '&#x27;'
    case 60:
      return '&lt;'
    case 62:
      return '&gt;'
    default:
      return undefined
  }
}
