import { findPatchNumbers } from '../../../lib/changelog/patchNumbers'
import { groupBy } from '../../../lib/groupBy'
import { refersBack } from '../../../lib/review/mention'
import { type Position, WAITING_POSITIONS } from '../../../lib/review/positions'
import { rankOf, severityOf } from '../../../lib/review/severity'
import type { StoryRows } from '../../../lib/story/rows'
import type { StoryComment } from '../../../lib/story/types'
import type { Db } from '../../open'

/** A comment as far as it is split. */
interface SplitComment extends Pick<StoryComment, 'quote' | 'position' | 'severity' | 'tracks' | 'version'> {
  readonly regression: boolean
  readonly patches: readonly number[]
}

/** What a comment says of other patches than its own, in words that are not those of its strongest sentence. */
interface OtherWords {
  readonly quote: string
  readonly position: Position
  readonly patches: readonly number[]
}

/** Prepares to give these words, by the mail and the first line of the comment. Read only if a comment is about several patches. */
export function openOtherWords(
  db: Db,
  series: number,
  comments: readonly Pick<SplitComment, 'patches'>[],
): (messageId: string, line: number | null) => readonly OtherWords[] {
  if (!comments.some(({ patches }) => patches.length > 1)) return () => []
  const rows = db
    .prepare<
      { series: number; waiting: string },
      { message: string; comment: number; position: Position; quote: string; scope: string }
    >(
      `SELECT messages.key AS message, positions.comment, positions.position, positions.quote, positions.scope
       FROM positions JOIN messages ON messages.id = positions.message
       WHERE positions.series = @series AND positions.scope LIKE 'patch%' AND positions.comment IS NOT NULL
             AND positions.position IN (SELECT value FROM json_each(@waiting)) ORDER BY positions.ordinal`,
    )
    .all({ series, waiting: JSON.stringify(WAITING_POSITIONS) })
  const found = groupBy(rows, ({ message, comment }) => `${message}/${comment}`)
  return (messageId, line) =>
    (found.get(`${messageId}/${line ?? ''}`) ?? []).map(({ quote, position, scope }) => ({
      quote,
      position,
      patches: findPatchNumbers(scope, { total: 0 }),
    }))
}

/**
 * A comment on several patches, as several when it says something milder of some of them: "isn't this a use-after-free?" of one, "has the same issue" of another, and of two more only that they
 * "muddy the situation". <20220920131723.2541b7e8.alex.williamson@redhat.com>
 */
export function splitByWords<Told extends SplitComment>(
  comment: Told,
  words: readonly OtherWords[],
  rows: StoryRows,
): Told[] {
  const { patches, version, quote } = comment
  if (patches.length < 2) return [comment]
  const parts = words.flatMap((other): Told[] => {
    const severity = severityOf(other.position, other.quote)
    const own = patches.filter((number) => other.patches.includes(number))
    const isMilder = rankOf(severity) > rankOf(comment.severity) && !refersBack(other.quote)
    if (own.length === 0 || other.quote === quote || !isMilder) return []
    return [{ ...comment, ...other, severity, regression: false, patches: own, tracks: tracksOf(own, version, rows) }]
  })
  const split = new Set(parts.flatMap((part) => part.patches))
  const left = patches.filter((number) => !split.has(number))
  if (split.size === 0 || left.length === 0) return [comment]
  return [{ ...comment, patches: left, tracks: tracksOf(left, version, rows) }, ...parts]
}

function tracksOf(numbers: readonly number[], version: number, rows: StoryRows): number[] {
  return numbers.flatMap((number) => rows.trackOf(version, number) ?? [])
}
