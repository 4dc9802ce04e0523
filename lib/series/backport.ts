import { isStableWord } from './kind'

/** The line by which a backport names the commit that it copies; see Documentation/process/stable-kernel-rules.rst of Linux. */
const UPSTREAM = /^(?:\[ ?)?(?:commit [0-9a-f]{12,64} upstream|upstream commit [0-9a-f]{12,64})/im

/**
 * The stable trees that a posting is for, as the prefix words of its subject name them, sorted: `6.1`, or `autosel` and `stable` where they name no number.
 * Empty for any other posting. `[PATCH for v6.1]` may ask for the coming release as well: it counts when the text of a patch names the commit upstream.
 */
export function stableTrees(words: readonly string[], texts: readonly string[]): string[] {
  const named = words.filter((word, at) => isStableWord(word) && (words[at - 1] !== 'for' || texts.some(saysUpstream)))
  const numbers = named.flatMap((word) => /\d+\.\d+/.exec(word)?.[0] ?? [])
  return sortTrees(numbers.length > 0 ? numbers : named)
}

/** Stable trees, each once, 5.4 before 5.10. */
export function sortTrees(trees: readonly string[]): string[] {
  return [...new Set(trees)].sort(byNumber)
}

function saysUpstream(text: string): boolean {
  return UPSTREAM.test(text)
}

function byNumber(a: string, b: string): number {
  const [[major = 0, minor = 0], [otherMajor = 0, otherMinor = 0]] = [parts(a), parts(b)]
  return major - otherMajor || minor - otherMinor || (a < b ? -1 : a > b ? 1 : 0)
}

function parts(tree: string): number[] {
  return tree.split('.').map((part) => Number(part) || 0)
}
