import { isMessageId } from '../messageId'
import { dropTrailing } from '../text'
import { findUrls, isUrl } from '../url'
import { parseMessageIds } from './header'
import type { MessageId } from './types'

/** Longer links name no mail. */
const MAX_LINK = 2_048
/** Of a longer line the start is read. */
const MAX_LINE = 4_096

/**
 * The Message-ID that an archive link names (lore and other public-inboxes, lkml.kernel.org/r/, patch.msgid.link, Patchwork by
 * Message-ID, `?i=` of mail-archive), or undefined. The host is not checked for Patchwork and unknown public-inboxes:
 * a path segment that has the form of an id is enough.
 */
export function parseArchiveLink(url: string): MessageId | undefined {
  if (url.length > MAX_LINK) return undefined
  let link: URL
  try {
    link = new URL(dropTrailing(url, '.,;:'))
  } catch {
    return undefined
  }
  if (link.protocol !== 'http:' && link.protocol !== 'https:') return undefined
  for (const segment of [
    ...link.pathname.split('/'),
    ...['i', 'm', 'id'].map((name) => link.searchParams.get(name) ?? ''),
  ]) {
    const id = decodeSegment(segment)
    if (isMessageId(id)) return id as MessageId
  }
  return undefined
}

/** A Message-ID typed or pasted by a person: bare, in angle brackets, with `mid:` or `id:`, or as a link to an archive. */
export function parseMessageReference(text: string): MessageId | undefined {
  const value = text.trim()
  if (isUrl(value)) return parseArchiveLink(value)
  const bare = value.replace(/^(?:mid|id|message-id|msgid):\s*/i, '')
  const bracketed = parseMessageIds(bare)[0]
  if (bracketed !== undefined) return bracketed
  return bare !== '' && !/[\s\0]/.test(bare) ? (bare as MessageId) : undefined
}

/** The Message-IDs of all archive links in a line of text, in order. */
export function findArchiveLinks(line: string): MessageId[] {
  return findUrls(line.slice(0, MAX_LINE)).flatMap(({ url }) => parseArchiveLink(url) ?? [])
}

/** The canonical link to a mail on lore. */
export function archiveUrl(messageId: string): string {
  return `https://lore.kernel.org/all/${encodeURIComponent(messageId)}/`
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
