/** Words that name a stable tree: AUTOSEL, stable, 5.10, 6.1-stable, linux-5.15.y. */
const STABLE_WORD = /^(?:autosel|stable|(?:linux-|v)?\d+\.\d+(?:[.-]\w+)*)$/

/** Whether the prefix words of a posting say that it is a backport: the same patches go to several trees on one day. */
export function isBackport(words: readonly string[]): boolean {
  return words.some((word) => STABLE_WORD.test(word))
}

/** The stable queue posts the same titles for 5.15, 5.10 and 5.4 on one day: another stable tree is no repost. A mere tree name may come and go. */
export function isOtherTree(a: readonly string[], b: readonly string[]): boolean {
  return (isBackport(a) || isBackport(b)) && a.join(' ') !== b.join(' ')
}
