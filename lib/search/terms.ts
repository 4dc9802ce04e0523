/** Most terms of a query that count. */
const MAX_TERMS = 16
/** Longest query that is read, in UTF-16 units. */
const MAX_QUERY = 1_000
/** A shorter prefix would match too much of the archive. */
const MIN_PREFIX = 3

/** Words that must be found one after another; the last one may be the start of a word. */
export interface SearchTerm {
  /** As typed, without quotes and star; the index splits it itself. */
  readonly text: string
  /** In lower case and without diacritics, as in the index; at least one. */
  readonly words: readonly string[]
  readonly prefix: boolean
}

/** A word of a text and its offsets in UTF-16 units. */
export interface FoundWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** The words of a text as the index splits it: runs of letters, digits and private characters (`unicode61` of SQLite's FTS5). Linear. */
export function* findWords(text: string): Generator<FoundWord> {
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)) {
    const word = foldWord(match[0])
    if (word !== '') yield { word, start: match.index, end: match.index + match[0].length }
  }
}

/**
 * Parses what a person typed into a search box. Blanks separate terms, all of which must be found. `"of words"` in double quotes is one
 * term, and so is `vfio-pci`, whose words must follow each other; `vfio*` is the start of a word, from three letters on. Nothing
 * else is special: there are no operators to get wrong. At most 16 terms count; a query without a letter or digit has none.
 */
export function parseTerms(query: string): SearchTerm[] {
  const text = query.slice(0, MAX_QUERY).replaceAll('\0', ' ')
  const terms: SearchTerm[] = []
  for (const match of text.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const piece = match[1] ?? match[2] ?? ''
    const words = [...findWords(piece)].map(({ word }) => word)
    const last = words[words.length - 1]
    if (last === undefined) continue
    const prefix = /[\p{L}\p{N}]\*$/u.test(piece) && last.length >= MIN_PREFIX
    terms.push({ text: piece.replace(/\*$/, ''), words, prefix })
    if (terms.length === MAX_TERMS) break
  }
  return terms
}

/** The terms as an expression for FTS5's MATCH, each quoted; '' when there are none, which MATCH does not accept. */
export function matchExpression(terms: readonly SearchTerm[]): string {
  return terms.map(({ text, prefix }) => `"${text.replaceAll('"', '""')}"${prefix ? '*' : ''}`).join(' AND ')
}

/** The code of the last ASCII character. */
const LAST_ASCII = 127

function foldWord(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) return false
  return true
}
