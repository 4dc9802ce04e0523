import { findArchiveLinks } from '../mail/archiveLink'
import { findMentions } from '../series/mentions'
import type { ReviewedReply, ReviewedVersion } from './input'
import type { Sentence } from './sentence'

/** What tells a reply about the whole newest version from any other. */
export interface Whole {
  /** Position of the newest version. */
  readonly position: number
  /** Its cover, else its first patch. */
  readonly headKey: string
  /** Whether it has one patch only. */
  readonly single: boolean
  /** The mails of all versions. */
  readonly posted: ReadonlySet<string>
}

/** The author names what is to be applied, in links below the sentence: <20210504065556.plfc37rghlxi7qyj@frix230>. */
const THOSE =
  /\b(?:only|instead|rather|please|kindly) (?:\w+ ){0,2}(?:apply|merge|take|consider|review|use) (?:the following|these|this one|that one|those|the new (?:one|patch|series))\b(?! (?:as|for|to|in|with)\b)|\b(?:apply|merge|take|consider|review|use) (?:the following|these|this one|that one|those|the new (?:one|patch|series)) (?:\w+ ){0,2}instead\b/i
/** The patch goes on under another title: <YSXDyR2RIKf675l6@slk1.local.net>. */
const NEW_TITLE =
  /\bthe new (?:patch(?: ?set)?|series|version|one) (?:will be|is|has been|was) (?:titled|called|named|posted (?:as|under))\b|\b(?:re-?)?(?:sent|posted|submitted)\b.{0,40}\b(?:with|under) (?:a|another|the) (?:new|different|other) (?:title|subject|name)\b/i
/** How many lines below the sentence are looked at for links. */
const LINES_BELOW = 12

/** Whether an author says in a sentence that something else is to be applied, which is no version of this series. Linear. */
export function choosesAnother(
  { text, line }: Sentence,
  { text: { lines } }: Pick<ReviewedReply, 'text'>,
  posted: ReadonlySet<string>,
): boolean {
  if (NEW_TITLE.test(text)) return true
  if (!THOSE.test(text)) return false
  const below = lines.filter((one) => one.line >= line && one.line < line + LINES_BELOW)
  const chosen = below.flatMap((one) => findArchiveLinks(one.text))
  return chosen.length > 0 && chosen.every((id) => !posted.has(id))
}

/** The keys of the covers and patches of some versions. */
export function postedKeys(versions: readonly ReviewedVersion[]): Set<string> {
  return new Set(versions.flatMap(({ headKey, patches }) => [headKey, ...patches.map(({ mailKey }) => mailKey)]))
}

/**
 * The line or header field of a reply by which another series replaces the whole newest version: `Obsoleted-by:` or `Superseded-by:` with a Message-ID or
 * a link, as b4 reads them. Undefined when there is none, and when it names a version of this series. Linear.
 */
export function findReplacement(
  {
    text,
    succession,
    position,
    number,
    parent,
  }: Pick<ReviewedReply, 'text' | 'succession' | 'position' | 'number' | 'parent'>,
  whole: Whole,
): string | undefined {
  if (position !== whole.position || !(number === 0 || whole.single || parent === whole.headKey)) return undefined
  const lines = [...succession.split('\n'), ...text.own.map((line) => line.text)]
  return lines.find((line) => findMentions(line).supersedingIds.some((id) => !whole.posted.has(id)))
}
