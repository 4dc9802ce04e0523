/** How often each token occurs, and how many there are. */
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

/** How many tokens two bags have in common, each as often as both have it. Linear in the smaller one's distinct tokens. */
export function commonTokens(left: TokenCounts, right: TokenCounts): number {
  const [small, large] = left.counts.size <= right.counts.size ? [left, right] : [right, left]
  let common = 0
  for (const [token, count] of small.counts) common += Math.min(count, large.counts.get(token) ?? 0)
  return common
}

/** Sørensen-Dice coefficient of two bags, 0 (nothing in common) to 1 (equal); two empty bags are equal. */
export function similarity(left: TokenCounts, right: TokenCounts): number {
  const total = left.total + right.total
  return total === 0 ? 1 : (2 * commonTokens(left, right)) / total
}

/** Words (letters, digits, underscore) and single other signs of a text; blanks are dropped. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}
