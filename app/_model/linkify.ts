/** A piece of text, or a web address in it. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

const MAX_LINK_LENGTH = 2000

/**
 * Splits text at web addresses. Only http and https become links, and only when the URL parser reads them so;
 * every other scheme stays text. Trailing punctuation and an unopened closing bracket belong to the sentence. Linear in the length.
 */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let rest = 0
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"`]+/gi)) {
    const found = trimSentence(match[0])
    const href = found.length > MAX_LINK_LENGTH ? undefined : parseHref(found)
    if (href === undefined) continue
    if (match.index > rest) pieces.push({ kind: 'text', text: text.slice(rest, match.index) })
    pieces.push({ kind: 'link', text: found, href })
    rest = match.index + found.length
  }
  if (rest < text.length) pieces.push({ kind: 'text', text: text.slice(rest) })
  return pieces
}

function parseHref(found: string): string | undefined {
  try {
    const url = new URL(found)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
  } catch {
    return undefined
  }
}

function trimSentence(found: string): string {
  let end = found.length
  let open = 0
  let close = 0
  for (const char of found) {
    if (char === '(') open++
    else if (char === ')') close++
  }
  for (; end > 0; end--) {
    const last = found[end - 1] ?? ''
    if (last === ')' && close > open) close--
    else if (!".,;:!?'*]}".includes(last)) break
  }
  return found.slice(0, end)
}
