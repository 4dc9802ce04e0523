import type { Field, Query } from './query'

/** Most words of a query that count, in quotes or not: the index looks up each of them. */
export const MAX_WORDS = 16
/** Longest query that is read, in UTF-16 units. */
const MAX_QUERY = 1_000
/** A shorter prefix would match too much of the archive. */
export const MIN_PREFIX = 3

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
    const word = foldText(match[0])
    if (word !== '') yield { word, start: match.index, end: match.index + match[0].length }
  }
}

/** The words of a text alone, see findWords. */
export function splitWords(text: string): string[] {
  return Array.from(findWords(text), ({ word }) => word)
}

/** What a query asks for. */
export interface ParsedQuery {
  readonly terms: readonly SearchTerm[]
  /** Whether the query has more words than count. */
  readonly cut: boolean
}

/**
 * Parses what a person typed into a search box. Blanks separate terms, all of which must be found. `"of words"` in double quotes is one
 * term, and so is `vfio-pci`, whose words must follow each other; `vfio*` is the start of a word, from three letters on. Nothing
 * else is special: there are no operators to get wrong. The first 16 words count, whatever is in quotes, and a term that is
 * repeated counts once; a query without a letter or digit has no term.
 */
export function parseQuery(query: string): ParsedQuery {
  const text = query.slice(0, MAX_QUERY).replaceAll('\0', ' ')
  const terms = new Map<string, SearchTerm>()
  let left = MAX_WORDS
  let cut = query.length > MAX_QUERY
  for (const match of text.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    const piece = match[1] ?? match[2] ?? ''
    const found = [...findWords(piece)]
    const prefix = /[\p{L}\p{N}]\*$/u.test(piece) && (found.at(-1)?.word.length ?? 0) >= MIN_PREFIX
    const name = `${found.map(({ word }) => word).join(' ')}${prefix ? '*' : ''}`
    if (found.length === 0 || terms.has(name)) continue
    if (found.length > left) cut = true
    const kept = found.slice(0, left)
    const last = kept.at(-1)
    if (last === undefined) break
    left -= kept.length
    const whole = kept.length === found.length
    terms.set(name, {
      text: whole ? piece.replace(/\*$/, '') : piece.slice(0, last.end),
      words: kept.map(({ word }) => word),
      prefix: whole && prefix,
    })
  }
  return { terms: [...terms.values()], cut }
}

/** The terms of a query alone, see parseQuery. */
export function parseTerms(query: string): readonly SearchTerm[] {
  return parseQuery(query).terms
}

/** The terms as an expression for FTS5's MATCH, each quoted; '' when there are none, which MATCH does not accept. */
export function matchExpression(terms: readonly SearchTerm[]): string {
  return terms.map(({ text, prefix }) => `"${text.replaceAll('"', '""')}"${prefix ? '*' : ''}`).join(' AND ')
}

/** What the search box looks at in mails. */
const BOX_FIELDS: readonly Field[] = ['subject', 'from', 'id', 'own']

/** The terms as a query for mails: each in the subject, the sender, the Message-ID or what the sender wrote; undefined without a term. */
export function termsQuery(terms: readonly SearchTerm[], fields: readonly Field[] = BOX_FIELDS): Query | undefined {
  if (terms.length === 0) return undefined
  return {
    kind: 'all',
    parts: terms.map(({ words, prefix }) => ({ kind: 'words', fields, words, prefix, stem: false })),
  }
}

/** The code of the last ASCII character. */
const LAST_ASCII = 127

/** A text in lower case and without diacritics, as the index folds its words. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}

const ASCII_WORD = /[a-z0-9]/i
const ANY_WORD = /[\p{L}\p{N}\p{M}\p{Co}]/u

/** Whether the character at this offset of a text is part of a word; an offset may be in the middle of a surrogate pair. */
export function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code <= LAST_ASCII) return ASCII_WORD.test(text.charAt(at))
  const low = code >= 0xdc00 && code <= 0xdfff
  return ANY_WORD.test(String.fromCodePoint(text.codePointAt(low && at > 0 ? at - 1 : at) ?? code))
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) return false
  return true
}
