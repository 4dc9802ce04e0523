import type { Query } from './query'
import { splitWords } from './words'

/** More parts of a name, and more words of a part, are ignored. */
const MAX_NAME_WORDS = 16

/**
 * The query for a person whose name and addresses have all parts of a text, in any order; the words of one part, such as an address, follow each
 * other. Prefixes and operators are plain words, because the text may be any name from a link. Undefined if it has no letter or digit.
 */
export function nameQuery(text: string): Query | undefined {
  const parts = text
    .trim()
    .split(/\s+/)
    .map(splitWords)
    .filter((words) => words.length > 0)
  if (parts.length === 0) return undefined
  return {
    kind: 'all',
    parts: parts.slice(0, MAX_NAME_WORDS).map((words) => ({
      kind: 'words',
      fields: ['from'],
      words: words.slice(0, MAX_NAME_WORDS),
      prefix: false,
      stem: false,
    })),
  }
}
