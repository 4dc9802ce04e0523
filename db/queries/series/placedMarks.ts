import type { MarkView, SeriesDocument, SinceTagView, TrackView, VersionView } from '../views'

/** A mark with the version that it is on, and what the same mail says about the same patch. */
export interface PlacedMark {
  readonly mark: MarkView
  readonly version: VersionView
  /** Whether the code changed since only where the mail asked for it; false without such a change. */
  readonly asked: boolean
}

/** Prepares to list what was said about a patch in all versions, oldest first. */
export function openMarks({ versions }: SeriesDocument): (track: TrackView) => readonly PlacedMark[] {
  const byKey = new Map(versions.map((version) => [version.key, version]))
  return (track) =>
    track.cells.flatMap(({ versionKey, marks }) => {
      const version = byKey.get(versionKey)
      if (version === undefined) return []
      return marks.map((mark) => ({ mark, version, asked: changedAsAsked(track, versionKey, mark, marks, byKey) }))
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

/**
 * Whether a tag was given for the code as it is now: its own mail asks for changes, all of them were made, and the code of the patch changed only in the versions that made them.
 * "Otherwise: Reviewed-by" <caa39cd9-d488-fea2-6569-88d08b9621b3@linux.ibm.com> is not older than the change that it asks for.
 */
function changedAsAsked(
  { cells }: TrackView,
  on: string,
  { tag, messageId }: MarkView,
  marks: readonly MarkView[],
  versions: ReadonlyMap<string, VersionView>,
): boolean {
  if (tag === null) return false
  const asked = marks.filter((one) => isComment(one) && one.messageId === messageId)
  if (asked.length === 0 || !asked.every(({ outcome }) => outcome?.status === 'addressed')) return false
  const made = new Set(asked.flatMap(({ outcome }) => [outcome?.changedIn, outcome?.announcedIn]))
  const later = cells.slice(cells.findIndex(({ versionKey }) => versionKey === on) + 1)
  const changed = later.filter(({ change }) => change === 'code')
  return changed.length > 0 && changed.every(({ versionKey }) => made.has(versions.get(versionKey)?.label))
}
