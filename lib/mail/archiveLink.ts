import { isMessageId } from '../messageId'
import { dropTrailing } from '../text'
import { findUrls, isUrl } from '../url'
import { parseMessageIds } from './header'
import type { MessageId } from './types'

/** A longer link does not name a mail. */
const MAX_LINK = 2_048
/** Only this much of a longer line is read. */
const MAX_LINE = 4_096

/**
 * The Message-ID in a link to an archive: lore and other public-inboxes, lkml.kernel.org/r/, patch.msgid.link, Patchwork by Message-ID,
 * `?i=` of mail-archive. Anybody can run a public-inbox or Patchwork, so the host is not checked: a part of the path that has the form of
 * a Message-ID is enough. Undefined when there is none.
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

/** The Message-ID that a person typed or pasted: bare, in angle brackets, after `mid:` or `id:`, or in a link to an archive. Undefined for anything else. */
export function parseMessageReference(text: string): MessageId | undefined {
  const value = text.trim()
  if (isUrl(value)) return parseArchiveLink(value)
  const bare = value.replace(/^(?:mid|id|message-id|msgid):\s*/i, '')
  // One of its brackets may have been lost when it was copied.
  const id = bare.includes('<') && bare.includes('>') ? bare : bare.replace(/^<|>$/g, '')
  const [listed] = parseMessageIds(id)
  if (listed !== undefined) return listed
  return id !== '' && !/[\s\0<>]/.test(id) ? (id as MessageId) : undefined
}

/** The Message-IDs of all links to archives in a line of text, in order. */
export function findArchiveLinks(line: string): MessageId[] {
  return findUrls(line.slice(0, MAX_LINE)).flatMap(({ url }) => parseArchiveLink(url) ?? [])
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
