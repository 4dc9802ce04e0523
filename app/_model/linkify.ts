import { findUrls } from '../../lib/url'

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
  for (const { url, start } of findUrls(text)) {
    const href = url.length > MAX_LINK_LENGTH ? undefined : parseHref(url)
    if (href === undefined) continue
    if (start > rest) pieces.push({ kind: 'text', text: text.slice(rest, start) })
    pieces.push({ kind: 'link', text: url, href })
    rest = start + url.length
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
