import { assertNever } from '../assertNever'
import { at } from '../at'
import type { Steps } from './budget'
import type { Note } from './note'
import { sidesOf } from './pairing'
import type { PatchText } from './patchText'
import { longestRising } from './sequence'
import { countCommon, type TokenCounts, tokenCounts, withoutTokens } from './similarity'
import type { PatchPair } from './types'

/** A patch came from another, or went into it, when at least this part of its changed lines is found there. */
const MIN_SHARE = 0.6
/** And at least this many lines. */
const MIN_LINES = 3

/**
 * Finds how the series was rearranged; gives notes for each pair. `renamed`: the title changed. `reordered`: the pair is outside
 * the longest run of pairs that kept their order. `split-from`: most changed lines of a new patch were in an older patch whose
 * counterpart no longer has them. `merged-into`: another patch took over most changed lines of a dropped one. Changed lines are
 * compared trimmed, with their path and sign; those without letters or digits do not count. Bounded by `work`.
 */
export function findRearrangements(
  pairs: readonly PatchPair[],
  left: readonly PatchText[],
  right: readonly PatchText[],
  work: Steps,
): Note[][] {
  const reordered = findReordered(pairs)
  const { lost, gained } = findLeftLines(pairs, left, right)
  const news = pairs.flatMap((pair) => (pair.kind === 'new' ? [pair.right] : []))
  const dropped = pairs.flatMap((pair) => (pair.kind === 'dropped' ? [pair.left] : []))
  const splitFrom = findLargest(news, gained, lost, work)
  const mergedInto = findLargest(dropped, lost, gained, work)
  return pairs.map((pair): Note[] => {
    switch (pair.kind) {
      case 'pair': {
        const from = at(left, pair.left - 1).patch.title
        const renamed = from !== at(right, pair.right - 1).patch.title
        return [
          ...(renamed ? [{ kind: 'renamed', from } as const] : []),
          ...(reordered.has(pair) ? [{ kind: 'reordered', from: pair.left } as const] : []),
        ]
      }
      case 'new': {
        const number = splitFrom.get(pair.right)
        return number === undefined ? [] : [{ kind: 'split-from', number }]
      }
      case 'dropped': {
        const number = mergedInto.get(pair.left)
        return number === undefined ? [] : [{ kind: 'merged-into', number }]
      }
      default:
        return assertNever(pair)
    }
  })
}

function findReordered(pairs: readonly PatchPair[]): Set<PatchPair> {
  const both = pairs.filter((pair) => pair.kind === 'pair')
  const kept = new Set(longestRising(both.map((pair) => pair.left)))
  return new Set(both.filter((_, index) => !kept.has(index)))
}

/** Changed lines that the counterpart does not have: of older patches by number (`lost`), and of newer ones (`gained`). */
function findLeftLines(pairs: readonly PatchPair[], left: readonly PatchText[], right: readonly PatchText[]) {
  const lost = new Map<number, TokenCounts>()
  const gained = new Map<number, TokenCounts>()
  // Only a patch without a counterpart asks for them.
  if (pairs.every(({ kind }) => kind === 'pair')) return { lost, gained }
  for (const pair of pairs) {
    const { left: old, right: now } = sidesOf(pair, left, right)
    const before = tokenCounts(old === undefined ? [] : changedLines(old))
    const after = tokenCounts(now === undefined ? [] : changedLines(now))
    if (pair.kind !== 'new') lost.set(pair.left, withoutTokens(before, after))
    if (pair.kind !== 'dropped') gained.set(pair.right, withoutTokens(after, before))
  }
  return { lost, gained }
}

function changedLines({ files }: PatchText): string[] {
  return files.flatMap(({ path, lines }) =>
    lines
      .filter(({ kind, text }) => (kind === 'plus' || kind === 'minus') && /[\p{L}\p{N}]/u.test(text))
      .map(({ kind, text }) => `${kind} ${path} ${text.slice(1).trim()}`),
  )
}

/** The patches of a version by number, each with lines of its own. */
type LinesByNumber = ReadonlyMap<number, TokenCounts>

/** For each of the patches `numbers`: the patch in `places` that has most of its lines, if it has enough of them; on a tie, the first. */
function findLargest(
  numbers: readonly number[],
  linesOf: LinesByNumber,
  places: LinesByNumber,
  work: Steps,
): Map<number, number> {
  const largest = new Map<number, number>()
  if (numbers.length === 0) return largest
  const bags = numbers.flatMap((number) => linesOf.get(number) ?? [])
  const placeNumbers = [...places.keys()]
  const common = countCommon(bags, [...places.values()], work)
  for (const [index, number] of numbers.entries()) {
    const least = Math.max(MIN_LINES, at(bags, index).total * MIN_SHARE)
    const [best] = [...at(common, index)]
      .filter(([, count]) => count >= least)
      .sort(([place, count], [otherPlace, otherCount]) => otherCount - count || place - otherPlace)
    if (best !== undefined) largest.set(number, at(placeNumbers, best[0]))
  }
  return largest
}
