import { findArchiveLinks } from '../mail/archiveLink'
import { parseMessageIds } from '../mail/header'
import type { MessageId } from '../mail/types'
import { withoutUrls } from '../url'

/** Ids in the text of a cover letter or in the notes of a patch, by what they mean there. */
export interface Mentions {
  readonly changeIds: readonly string[]
  /** In links where the text mentions an older version. */
  readonly olderIds: readonly MessageId[]
  readonly supersededIds: readonly MessageId[]
  /** In `Superseded-by:` or `Obsoleted-by:`. */
  readonly supersedingIds: readonly MessageId[]
}

const VERSION_WORD =
  /(?:^|[^\w.])(?:v\d{1,3}|rfc(?:v\d{1,3})?|version \d{1,3})(?![\w.])|previous|earlier version|prior version|last version|changelog|changes? (?:since|from|in|between)/i
const OTHER_SERIES = /depend|based on|on top of|applies|prerequisite|requires|follow-?up (?:to|of)|discussion/i
/** "This patch supersedes https://...": <20210524151143.2992-1-pablo@netfilter.org>. The link may be on the next line. */
const REPLACES =
  /\b(?:this|these)(?: (?:patch(?:es|set)?|series|version|posting))? (?:supersedes?|replaces?|obsoletes?)(?: (?:the |my )?(?:patch(?:es|set)?|series|posting))?(?: (?:at|in))?:?\s*(?:$|[<[(]?https?:\/\/)/i
/** Every line with an id matches this, and most mails have none. */
const MAY_NAME = /:\/\/|(?:change-id|supersedes|obsoletes|superseded-by|obsoleted-by):/i
/** A link counts as one to an older version when the words for it are at most this many lines above. */
const CONTEXT_LINES = 2

/**
 * Reads change-ids, links to older versions ("v1: https://lore.kernel.org/...", a link under "v2:", b4's "Link to v1:"), and `Supersedes:`
 * and `Obsoletes:` lines or the same in words. A link that is not near a version number refers to something else, as does one after "depends on" and the like.
 * Linear.
 */
export function findMentions(text: string): Mentions {
  const changeIds = new Set<string>()
  const olderIds = new Set<MessageId>()
  const supersededIds = new Set<MessageId>()
  const supersedingIds = new Set<MessageId>()
  const lines = MAY_NAME.test(text) ? text.split('\n') : []
  for (const [index, line] of lines.entries()) {
    const field = /^\s{0,8}(change-id|supersedes|obsoletes|superseded-by|obsoleted-by):\s*(\S.{0,500})$/i.exec(line)
    const [name, value] = [field?.[1]?.toLowerCase(), field?.[2] ?? '']
    if (name === 'change-id') changeIds.add(value.trim().toLowerCase())
    else if (name !== undefined) {
      const into = name.endsWith('-by') ? supersedingIds : supersededIds
      const links = findArchiveLinks(value)
      for (const id of links.length > 0 ? links : parseMessageIds(value)) into.add(id)
    }
    if (!line.includes('://')) continue
    if (replacesLink(line, lines[index - 1])) for (const id of findArchiveLinks(line)) supersededIds.add(id)
    if (speaksOfOlderVersion(lines, index)) for (const id of findArchiveLinks(line)) olderIds.add(id)
  }
  return {
    changeIds: [...changeIds],
    olderIds: [...olderIds],
    supersededIds: [...supersededIds],
    supersedingIds: [...supersedingIds],
  }
}

/** Whether words before the first link of a line, or at the end of the line above, say that this posting takes its place. */
function replacesLink(line: string, above: string | undefined): boolean {
  if (REPLACES.test(line.slice(0, 500))) return true
  return above !== undefined && /^\s*[<[(]?https?:/.test(line) && REPLACES.test(above.slice(0, 500))
}

function speaksOfOlderVersion(lines: readonly string[], index: number): boolean {
  for (const line of lines.slice(Math.max(0, index - CONTEXT_LINES), index + 1).reverse()) {
    const text = withoutUrls(line.slice(0, 500))
    if (OTHER_SERIES.test(text)) return false
    if (VERSION_WORD.test(text)) return true
    // "[1] https://..." is a footnote, and the line above it another one.
    if (/^\s*\[\d+\]/.test(text)) return false
  }
  return false
}
