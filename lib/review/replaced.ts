import { findArchiveLinks } from '../mail/archiveLink'
import { findMentions } from '../series/mentions'
import { matchesAny } from './cueTable'
import type { ReviewedReply, ReviewedVersion } from './input'
import { POINTS_BELOW, RETITLES } from './rules/cues/replace'
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

/** How many lines below the sentence are looked at for links. */
const LINES_BELOW = 12

/** Whether an author says in a sentence that something else is to be applied, which is no version of this series. Linear. */
export function choosesAnother(
  { text, line }: Sentence,
  { text: { lines } }: Pick<ReviewedReply, 'text'>,
  posted: ReadonlySet<string>,
): boolean {
  if (matchesAny(RETITLES, text)) return true
  if (!matchesAny(POINTS_BELOW, text)) return false
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
