import { findShortestEdit } from './boundedDiff'
import type { Steps } from './budget'
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
  const changes = findShortestEdit(olds, news, olds.length + news.length, work)
  if (changes === undefined) return undefined
  const spans: { readonly old: Span[]; readonly now: Span[] } = { old: [], now: [] }
  for (const { added, removed, value } of changes) {
    const text = value.join('')
    if (!added) spans.old.push({ kind: removed ? 'removed' : 'same', text })
    if (!removed) spans.now.push({ kind: added ? 'added' : 'same', text })
  }
  return spans
}
