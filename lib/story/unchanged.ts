import { findPatchNumbers } from '../changelog/patchNumbers'
import { isAboutDropped, isAboutTags } from '../changelog/tie'
import type { StoryRows } from './rows'
import type { StoryItem, StoryVersion } from './types'

/** An item that announces nothing, or says how patches are numbered: "no changes to first patch", "formerly patch #23, now patch #21". */
const NO_CHANGE =
  /\b(?:no (?:code |functional )?(?:changes?|updates?|modifications?)|subject|e-?mail|unchanged|not changed|none|same|formerly|previously|now patch|was patch|re-?order|re-?number|rebas|re-?send|re-?post|initial|first version|new (?:patch|in)|introduced|added (?:this|new) patch)/i

/**
 * Prepares to find the patches that a changelog item is about although neither their code nor their message changed in its version: "patch 1: rename the helper",
 * carried on through 15 versions. An item is about the patches that it names, else about the one whose notes it is in. None for an item that is
 * tied to a patch that changed, that speaks of tags or of dropping, merging or moving, or that says itself that nothing changed. Linear in the versions and
 * the items.
 */
export function openUnchanged(versions: readonly StoryVersion[], rows: StoryRows): (item: StoryItem) => number[] {
  const tracks = new Map<string, number>()
  for (const { position, patches } of versions) {
    for (const { number, mailKey } of patches) {
      const track = rows.trackOf(position, number)
      if (track !== undefined && !tracks.has(mailKey)) tracks.set(mailKey, track)
    }
  }
  return ({ version, text, patches, dropped, mailKey }) => {
    const own = version === null ? undefined : versions[version - 1]
    if (own === undefined || patches.length > 0 || dropped.length > 0) return []
    if (isAboutDropped(text) || isAboutTags(text) || NO_CHANGE.test(text)) return []
    const named = findPatchNumbers(text, { total: own.patches.length })
    const holder = tracks.get(mailKey)
    const noted = holder === undefined ? undefined : rows.numberIn(holder, own.position)
    const numbers = named.length > 0 ? named : noted === undefined ? [] : [noted]
    return numbers.filter((number) => {
      const track = rows.trackOf(own.position, number)
      const change = track === undefined ? undefined : rows.cellOf(track, own.position)?.change
      return change === 'identical' || change === 'trailers' || change === 'context'
    })
  }
}
