import { at } from '../at'
import type { Steps } from './budget'

/** How often each token occurs, and how many tokens there are. */
export interface TokenCounts {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

/** Counts tokens, such as lines or words. */
export function tokenCounts(tokens: Iterable<string>): TokenCounts {
  const counts = new Map<string, number>()
  let total = 0
  for (const token of tokens) {
    counts.set(token, (counts.get(token) ?? 0) + 1)
    total++
  }
  return { counts, total }
}

/** Counts the tokens that two bags have in common, each as often as both have it. Linear in the distinct tokens of the smaller bag. */
function commonTokens(left: TokenCounts, right: TokenCounts): number {
  const [small, large] = left.counts.size <= right.counts.size ? [left, right] : [right, left]
  let common = 0
  for (const [token, count] of small.counts) common += Math.min(count, large.counts.get(token) ?? 0)
  return common
}

/**
 * Counts the tokens that each of `bags` has in common with each of `others`: for each of `bags`, the index of every other one that
 * shares tokens with it, and how many. Looks at pairs that share a token only, and takes a step of `work` for each pair and token;
 * when `work` is used up, the tokens that most bags have do not count.
 */
export function countCommon(
  bags: readonly TokenCounts[],
  others: readonly TokenCounts[],
  work: Steps,
): Map<number, number>[] {
  const places = new Map<string, { readonly bags: Place[]; readonly others: Place[] }>()
  for (const [index, { counts }] of bags.entries()) {
    for (const [token, count] of counts) {
      const known = places.get(token)
      if (known === undefined) places.set(token, { bags: [{ index, count }], others: [] })
      else known.bags.push({ index, count })
    }
  }
  for (const [index, { counts }] of others.entries()) {
    for (const [token, count] of counts) places.get(token)?.others.push({ index, count })
  }
  const shared = [...places.values()].filter((place) => place.others.length > 0)
  const common = bags.map(() => new Map<number, number>())
  for (const place of shared.sort((a, b) => pairsOf(a) - pairsOf(b))) {
    work.left -= pairsOf(place)
    if (work.left < 0) break
    for (const one of place.bags) {
      const counts = at(common, one.index)
      for (const other of place.others) {
        counts.set(other.index, (counts.get(other.index) ?? 0) + Math.min(one.count, other.count))
      }
    }
  }
  return common
}

/** A bag that has a token, and how often. */
interface Place {
  readonly index: number
  readonly count: number
}

function pairsOf({ bags, others }: { readonly bags: readonly Place[]; readonly others: readonly Place[] }): number {
  return bags.length * others.length
}

/** The difference of two bags: each token of the first, as often as it occurs there more than in the second. */
export function withoutTokens(bag: TokenCounts, other: TokenCounts): TokenCounts {
  const counts = new Map<string, number>()
  let total = 0
  for (const [token, count] of bag.counts) {
    const left = count - (other.counts.get(token) ?? 0)
    if (left <= 0) continue
    counts.set(token, left)
    total += left
  }
  return { counts, total }
}

/** The Sørensen-Dice coefficient of two bags: 0 when they have nothing in common, 1 when they are equal, as two empty bags are. */
export function similarity(left: TokenCounts, right: TokenCounts): number {
  const total = left.total + right.total
  return total === 0 ? 1 : (2 * commonTokens(left, right)) / total
}
