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
export function commonTokens(left: TokenCounts, right: TokenCounts): number {
  const [small, large] = left.counts.size <= right.counts.size ? [left, right] : [right, left]
  let common = 0
  for (const [token, count] of small.counts) common += Math.min(count, large.counts.get(token) ?? 0)
  return common
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
