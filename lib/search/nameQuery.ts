import type { Query } from './query'
import { splitWords } from './words'

/** Words of a name and its addresses that count. */
const MAX_NAME_WORDS = 16

/**
 * What asks for a person by parts of a name or address, in any order; the words of an address follow each other. Undefined if the text has no letter or digit.
 * There are no prefixes or operators here: names come from links, too.
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
