import { changedAsAsked } from '../../../lib/review/changedAsAsked'
import { isOpenStatus } from '../../../lib/review/states'
import { conditionOf, refersBack } from '../../../lib/review/tagCondition'
import type { MarkView, SeriesDocument, SinceTagView, TrackView, VersionView } from '../views'

/** A mark with the version that it is on, and what the same mail says about the same patch. */
export interface PlacedMark {
  readonly mark: MarkView
  readonly version: VersionView
  /** Whether the code changed since only where the mail asked for it; false without such a change. */
  readonly asked: boolean
  /** The words of its mail on which a tag depends; null without a condition, and once everything is done that the mail asks for. */
  readonly condition: string | null
}

/** Prepares to list what was said about a patch in all versions, oldest first. */
export function openMarks({ versions }: SeriesDocument): (track: TrackView) => readonly PlacedMark[] {
  const byKey = new Map(versions.map((version) => [version.key, version]))
  return (track) =>
    track.cells.flatMap(({ versionKey, marks }) => {
      const version = byKey.get(versionKey)
      if (version === undefined) return []
      return marks.map((mark) => ({
        mark,
        version,
        asked: isAsAsked(track, versionKey, mark, marks, byKey),
        condition: findCondition(mark, marks),
      }))
    })
}

/** The number of a patch in a version; undefined when that does not have it. */
export function numberIn({ cells }: TrackView, { key }: Pick<VersionView, 'key'>): number | undefined {
  return cells.find(({ versionKey, change }) => versionKey === key && change !== 'dropped')?.number
}

/** Whether a mark is a review comment. */
export function isComment({ tag, severity }: MarkView): boolean {
  return tag === null && severity !== null
}

/** The tag of a mark with what changed since; none for a comment. */
export function toTag({ mark: { tag, since, messageId }, version, asked }: PlacedMark): readonly SinceTagView[] {
  if (tag === null || since === null) return []
  const { kind, lines } = since
  return [{ name: tag, given: version.version, givenLabel: version.label, since: kind, lines, asked, messageId }]
}

/** The condition of a mail's tags on a patch: "assuming you add ...: Tested-by, Reviewed-by" is about both. <b6ac5c44917390b9a5cc7ebb87a089568279c459.camel@linux.ibm.com> */
function findCondition({ tag, messageId }: MarkView, marks: readonly MarkView[]): string | null {
  const own = marks.filter((one) => one.messageId === messageId)
  const conditional = own.find(({ position }) => position === 'approves-with-condition')
  if (tag === null || conditional === undefined) return null
  const asked = own.filter(isComment)
  const isMet = asked.length > 0 && asked.every(({ outcome }) => outcome !== null && !isOpenStatus(outcome.status))
  return isMet ? null : conditionOf(conditional.quote)
}

/** Whether the code of a patch changed since a tag only as the mail of the tag asked, or others before it, to whom it refers ("with that fixed"). */
function isAsAsked(
  { cells }: TrackView,
  on: string,
  { tag, messageId, quote }: MarkView,
  marks: readonly MarkView[],
  versions: ReadonlyMap<string, VersionView>,
): boolean {
  if (tag === null) return false
  const comments = marks.filter(isComment)
  const own = comments.filter((one) => one.messageId === messageId)
  const outcomes = (own.length === 0 && refersBack(quote) ? comments : own).map(({ outcome }) => outcome)
  const asked = outcomes.filter((outcome) => outcome !== null)
  const later = cells.slice(cells.findIndex(({ versionKey }) => versionKey === on) + 1)
  const changed = later.flatMap(({ change, versionKey }) =>
    change === 'code' ? [versions.get(versionKey)?.label ?? versionKey] : [],
  )
  return asked.length === outcomes.length && changedAsAsked(changed, asked)
}
