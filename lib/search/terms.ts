/** Most terms of a query that count. */
const MAX_TERMS = 16
/** Longest query that is read, in UTF-16 units. */
const MAX_QUERY = 1_000
/** A shorter beginning of a word would fit too much of the archive. */
const MIN_PREFIX = 3

/** One thing that must be found: words that follow each other; the last one may be the beginning of a word. */
export interface SearchTerm {
  /** As typed, without quotes and star: the index cuts it itself. */
  readonly text: string
  /** Lower case, without diacritics, as the index has them; at least one. */
  readonly words: readonly string[]
  readonly prefix: boolean
}

/** A word of a text, with where it stands in UTF-16 units. */
export interface FoundWord {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** The words of a text as the index cuts them: runs of letters, digits and private characters (`unicode61` of SQLite's FTS5). Linear. */
export function* findWords(text: string): Generator<FoundWord> {
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}\p{Co}]+/gu)) {
    const word = foldWord(match[0])
    if (word !== '') yield { word, start: match.index, end: match.index + match[0].length }
  }
}

/**
 * Reads what a person typed into a search box. Blanks separate terms, all of which must be found; `"of words"` in double quotes
 * is one term, and so is `vfio-pci`, whose words must follow each other; `vfio*` is the beginning of a word when three letters
 * or more stand before the star. Nothing else means anything: there are no operators to get wrong. At most 16 terms count;
 * a query without a letter or digit has none.
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

/** The terms for FTS5's MATCH, every one quoted; '' when there is none, which MATCH would not take. */
export function matchExpression(terms: readonly SearchTerm[]): string {
  return terms.map(({ text, prefix }) => `"${text.replaceAll('"', '""')}"${prefix ? '*' : ''}`).join(' AND ')
}

/** The code of the last sign that has no diacritics and one lower case. */
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
