import { parseMessageReference } from '../mail/archiveLink'
import { isMessageId } from '../messageId'
import { coverQuery } from './cover'
import { type ParsedSearch, parseSearch, plainWords } from './grammar'
import { ANYWHERE, PREFIXES } from './prefixes'
import type { Query } from './query'
import { splitWords } from './words'

/** What a text asks for. */
export interface ReadSearch {
  /** Undefined for a text without words. */
  readonly query: Query | undefined
  /** Why the text is not a search that can be answered, as a sentence; `query` then asks for its words alone. */
  readonly problem: string | undefined
  /** The Message-ID that the text consists of, bare or in a link to an archive. */
  readonly pasted: string | undefined
}

/** A text that is not a valid search is searched for this many of its words, in this many UTF-16 units at its start. */
const MAX_PLAIN = 16
const MAX_PLAIN_TEXT = 1_000

/**
 * Reads what a person typed as a query in the grammar of parseSearch. If that cannot be answered, `problem` says why, and the query asks for the
 * words of the text, wherever they are. A Message-ID asks for the mails that have it in their text. A text without words finds nothing and has no
 * problem. Never throws.
 */
export function readSearch(text: string, context: { readonly nowMs: number }): ReadSearch {
  const pasted = findPastedId(text)
  if (pasted !== undefined) {
    const query: Query = { kind: 'words', fields: ANYWHERE, words: splitWords(pasted), prefix: false, stem: false }
    return { query: 'problem' in coverQuery(query) ? undefined : query, problem: undefined, pasted }
  }
  const parsed = parseAnswerable(text, context)
  if ('query' in parsed) return { query: parsed.query, problem: undefined, pasted }
  const query = plainQuery(text)
  return { query, problem: query === undefined ? undefined : parsed.problem, pasted }
}

/** Reads a query that the index can answer. */
function parseAnswerable(text: string, context: { readonly nowMs: number }): ParsedSearch {
  const parsed = parseSearch(text, context)
  if ('problem' in parsed) return parsed
  const covering = coverQuery(parsed.query)
  return 'problem' in covering ? covering : parsed
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
  const found = new Set(plainWords(text.slice(0, MAX_PLAIN_TEXT)))
  const parts = [...found]
    .slice(0, MAX_PLAIN)
    .map((word): Query => ({ kind: 'words', fields: ANYWHERE, words: [word], prefix: false, stem: true }))
  return parts.length === 0 ? undefined : { kind: 'all', parts }
}
