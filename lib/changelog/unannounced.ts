import type { Note } from '../evolution/note'
import { isSubstantial } from '../evolution/types'
import { once } from '../once'
import { readItemWords, titleWords } from './itemWords'
import type { Tie, TiePair, TieStep } from './tie'

/** Shorter words of an item are in too many lines. */
const MIN_WORD = 4

/**
 * Finds the pairs of a step that changed in code, are new or were dropped, and that no changelog item can be about. Calling a change unannounced accuses its author, so
 * they get the benefit of every doubt:
 * - An item covers the patches that it is tied to, and those that it shares a word with (`mentions`).
 * - An item that names neither a patch nor code and is tied to nothing ("more of the same") may be about any patch. Then nothing is listed.
 * - Changes of white space and changes that follow an earlier patch of the series need no item, nor does a patch that was split from one that an item covers, or merged into
 *   one: <20221227152203.4010172-1-andrzej.hajda@intel.com> squashes 17.
 * - "Rebase" covers what differs because the base did.
 * - An item that says that dropped patches were applied covers all of them. One that says what, but not where ("address comments", "fix build warnings"), covers changes of code that are not
 *   too large for it.
 */
export function findUnannounced(
  pairs: readonly TiePair[],
  ties: readonly Tie[],
  mentions: (pair: TiePair) => boolean,
): TiePair[] {
  if (ties.some(({ loose }) => loose)) return []
  const patches = new Set(ties.flatMap((found) => found.patches))
  const dropped = new Set(ties.flatMap((found) => found.dropped))
  const rebased = ties.some(({ rebase }) => rebase)
  const reach = ties.reduce((most, { general }) => Math.max(most, general ?? -1), -1)
  const applied = ties.some((found) => found.applied)
  const leftOf = new Set(pairs.flatMap(({ left, right }) => (right !== null && patches.has(right) ? [left] : [])))
  const isExplained = (note: Note): boolean => {
    switch (note.kind) {
      case 'whitespace-only':
      case 'follows-patch':
        return true
      case 'split-from':
        return leftOf.has(note.number) || dropped.has(note.number)
      case 'merged-into':
        return patches.has(note.number)
      case 'adapted-to-new-base':
      case 'base-moved':
        return rebased
      default:
        return false
    }
  }
  return pairs.filter((pair) => {
    const { left, right, verdict } = pair
    if (!isSubstantial(verdict.change) || verdict.notes.some(isExplained)) return false
    if (right === null) return left !== null && !applied && !dropped.has(left) && !mentions(pair)
    if (patches.has(right)) return false
    if (verdict.change === 'code' && Math.max(verdict.added, verdict.removed) <= reach) return false
    return !mentions(pair)
  })
}

/**
 * Prepares to say whether an item of a step shares a word with a patch: with its titles, or with the lines that changed. That is too little to tie
 * them, and enough not to say that nobody announced the change. Says yes once the work that a step may take is used up.
 */
export function openMentions(texts: readonly string[], step: TieStep): (pair: TiePair) => boolean {
  const words = once(() => {
    const all = new Set(texts.flatMap((text) => [...readItemWords(text).words]))
    return [...all].filter((word) => word.length >= MIN_WORD && !step.frequent.has(word))
  })
  return (pair) => {
    step.work.left -= words().length
    if (step.work.left <= 0) return true
    const titles = titleWords(`${pair.old?.title ?? ''} ${pair.now?.title ?? ''}`)
    const { identifiers, message } = step.changed(pair)
    const lines = new Set([...identifiers, ...message].map((word) => word.toLowerCase()))
    return words().some((word) => titles.has(word) || lines.has(word))
  }
}
