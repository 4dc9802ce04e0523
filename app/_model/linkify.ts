import { findUrls } from '../../lib/url'

/** A piece of text: plain, or a web address to link. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

const MAX_LINK_LENGTH = 2000

/**
 * Splits text at its web addresses. Only http and https addresses that the URL parser accepts become links. Linear in the length.
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
