import { findShortestEdit, numberTokens, type Steps } from './shortestEdit'
import type { Span } from './types'

/** A run of letters, digits and underscores, or any other single character that is not a blank. */
const WORD = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu
const WORD_OR_BLANKS = new RegExp(`${WORD.source}|\\s+`, 'gu')

/** Splits a text into words and single other characters, without the blanks between them. */
export function words(text: string): string[] {
  return text.match(WORD) ?? []
}

function wordsAndBlanks(text: string): string[] {
  return text.match(WORD_OR_BLANKS) ?? []
}

/**
 * Marks the words and blanks that differ between two versions of a line of code, where a blank can matter. The spans of each side,
 * joined, are that line. Undefined when it takes more than `work`, which is reduced by what it took.
 */
export function markWords(
  old: string,
  now: string,
  work: Steps,
): { readonly old: readonly Span[]; readonly now: readonly Span[] } | undefined {
  const [olds, news] = [wordsAndBlanks(old), wordsAndBlanks(now)]
  const runs = findShortestEdit(...numberTokens(olds, news), olds.length + news.length, work)
  if (runs === undefined) return undefined
  const spans: { readonly old: Span[]; readonly now: Span[] } = { old: [], now: [] }
  let [left, right] = [0, 0]
  for (const { side, count } of runs) {
    if (side !== 'new') {
      const text = olds.slice(left, left + count).join('')
      spans.old.push({ kind: side === 'old' ? 'removed' : 'same', text })
      left += count
    }
    if (side !== 'old') {
      const text = news.slice(right, right + count).join('')
      spans.now.push({ kind: side === 'new' ? 'added' : 'same', text })
      right += count
    }
  }
  return spans
}
