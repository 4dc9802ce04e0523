import { parseMessageReference } from '../mail/archiveLink'
import { isMessageId } from '../messageId'
import { coverQuery } from './cover'
import { parseSearch } from './grammar'
import { ANYWHERE, PREFIXES } from './prefixes'
import type { Query } from './query'
import { splitWords } from './words'

/** What a text asks for. */
export interface ReadSearch {
  /** Undefined for a text without words. */
  readonly query: Query | undefined
  /** Why the text cannot be answered as it is, as a sentence; `query` then asks for its words alone. */
  readonly problem: string | undefined
  /** The Message-ID that the text consists of, bare or in a link to an archive. */
  readonly pasted: string | undefined
}

/** Words of a text that are looked for when it is not understood. */
const MAX_PLAIN = 16
const OPERATORS = /(?<!\S)(?:AND|OR|NOT|XOR|NEAR|ADJ)(?!\S)/g

/**
 * Reads what a person typed: a query in the grammar of parseSearch that the index can answer. For any other text, it says what is wrong,
 * and still gives a query: for each word, wherever it is. A Message-ID asks for the mails that have it in their text. A text without words
 * finds nothing. Never throws.
 */
export function readSearch(text: string, context: { readonly nowMs: number }): ReadSearch {
  if (text.trim() === '') return { query: undefined, problem: undefined, pasted: undefined }
  const pasted = findPastedId(text)
  if (pasted !== undefined) {
    const query: Query = { kind: 'words', fields: ANYWHERE, words: splitWords(pasted), prefix: false, stem: false }
    return 'problem' in coverQuery(query)
      ? { query: undefined, problem: undefined, pasted }
      : { query, problem: undefined, pasted }
  }
  const parsed = parseSearch(text, context)
  const covering = 'problem' in parsed ? parsed : coverQuery(parsed.query)
  if ('problem' in covering) {
    const query = plainQuery(text)
    // Nothing has no word, and that needs no explanation.
    return { query, problem: query === undefined ? undefined : covering.problem, pasted }
  }
  return { query: 'query' in parsed ? parsed.query : undefined, problem: undefined, pasted }
}

/** The Message-ID in what a reader pasted, bare or in a link to an archive; undefined for anything else, such as `f:name@example.org`. */
export function findPastedId(text: string): string | undefined {
  const [, name] = /^\s*(\w+):/.exec(text) ?? []
  if (name !== undefined && name !== 'mid' && PREFIXES.has(name)) return undefined
  const id = parseMessageReference(text)
  return id !== undefined && isMessageId(id) ? id : undefined
}

/** Each word of a text, wherever it is; undefined if there is none. */
function plainQuery(text: string): Query | undefined {
  const found = new Set(splitWords(text.slice(0, MAX_PLAIN_TEXT).replace(OPERATORS, ' ')))
  const parts = [...found]
    .slice(0, MAX_PLAIN)
    .map((word): Query => ({ kind: 'words', fields: ANYWHERE, words: [word], prefix: false, stem: true }))
  return parts.length === 0 ? undefined : { kind: 'all', parts }
}

/** UTF-16 units that are looked at for these words. */
const MAX_PLAIN_TEXT = 1_000
