import { findPatchNumbers } from '../changelog/patchNumbers'
import { isAboutDropped } from '../changelog/tie'
import type { StoryRows } from './rows'
import type { StoryItem, StoryVersion } from './types'

/**
 * The patches that a changelog item names although nothing but their trailers or base changed in its version, by number: "patch 1: rename the helper",
 * carried on through 15 versions. Empty for an item that is tied to a patch that changed, or that speaks of dropping, merging or moving, which
 * may name patches of the version before. Numbers that the version does not have are left out.
 */
export function findUnchanged(
  { version, text, patches, dropped }: StoryItem,
  versions: readonly StoryVersion[],
  rows: StoryRows,
): number[] {
  const own = version === null ? undefined : versions[version - 1]
  if (own === undefined || patches.length > 0 || dropped.length > 0 || isAboutDropped(text)) return []
  return findPatchNumbers(text, { total: own.patches.length }).filter((number) => {
    const track = rows.trackOf(own.position, number)
    const change = track === undefined ? undefined : rows.cellOf(track, own.position)?.change
    return change === 'identical' || change === 'trailers' || change === 'context'
  })
}
