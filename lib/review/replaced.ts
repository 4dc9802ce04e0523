import { findMentions } from '../series/mentions'
import type { ReviewedReply, ReviewedVersion } from './input'

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
