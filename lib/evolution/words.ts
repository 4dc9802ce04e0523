import { diffArrays } from 'diff'
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
 * joined, are that line. Quadratic in what differs: bound the length of the lines.
 */
export function markWords(old: string, now: string): { readonly old: readonly Span[]; readonly now: readonly Span[] } {
  const spans: { readonly old: Span[]; readonly now: Span[] } = { old: [], now: [] }
  for (const { added, removed, value } of diffArrays(wordsAndBlanks(old), wordsAndBlanks(now))) {
    const text = value.join('')
    if (!added) spans.old.push({ kind: removed ? 'removed' : 'same', text })
    if (!removed) spans.now.push({ kind: added ? 'added' : 'same', text })
  }
  return spans
}
