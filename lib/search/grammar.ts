import { ANYWHERE, PREFIXES, type Prefix } from './prefixes'
import type { Field, Query } from './query'
import { findWords } from './terms'
import { parseTimeRange } from './when'

/** Longest query that is read, in UTF-16 units: b4 asks for the patch-ids of a whole series at once. */
const MAX_QUERY = 16_000
/** Most words and values of a query: the index looks up each of them. */
const MAX_LEAVES = 256
const MAX_DEPTH = 32
/** A shorter prefix would match too much of the archive. */
const MIN_PREFIX = 3

/** What came of reading a query: what it asks for, or a sentence for whoever wrote it that says what is wrong with it. */
export type ParsedSearch = { readonly query: Query } | { readonly problem: string }

type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  /** A prefix, directly in front of what it holds for. */
  | { readonly kind: 'prefix'; readonly name: string; readonly prefix: Prefix }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }

/** Thrown inside this file only, and turned into the answer. */
class Problem extends Error {}

/**
 * Reads a query in the grammar of public-inbox: words, all of which must be found; "phrases"; `beginnin*`; prefixes such as `s:`; AND, OR, NOT
 * and `-`, where AND binds closer than OR; brackets, also behind a prefix. A bracket that is not closed ends with the query. `nowMs` is what
 * dates such as `3.days.ago` count from. Never throws. Linear in the length of the query.
 */
export function parseSearch(text: string, { nowMs }: { readonly nowMs: number }): ParsedSearch {
  try {
    if (text.length > MAX_QUERY) throw new Problem(`A search has at most ${MAX_QUERY} characters.`)
    const query = new Parser([...readTokens(text.replaceAll('\0', ' '))], nowMs).parse()
    if (query === undefined) throw new Problem('There is no word to look for.')
    if (!isBounded(query)) {
      throw new Problem('NOT alone would have to read every mail. Add a word, a prefix or a date that is to be found.')
    }
    return { query }
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message }
    throw error
  }
}

const OPERATORS: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
])
const UNKNOWN_OPERATORS: ReadonlySet<string> = new Set(['XOR', 'NEAR', 'ADJ'])

/** A phrase, whose closing quotation mark may be missing; a bracket; or a run of other characters. */
const PIECE = /"([^"]*)"?|[()]|[^\s()"]+/g

function* readTokens(text: string): Generator<Token> {
  for (const match of text.matchAll(PIECE)) {
    const [piece, phrase] = match
    if (phrase !== undefined) yield { kind: 'text', text: phrase, quoted: true }
    else if (piece === '(') yield { kind: 'open' }
    else if (piece === ')') yield { kind: 'close' }
    else yield* readWord(piece, text.charAt(match.index + piece.length))
  }
}

/** The tokens of a run of characters; `next` is the character behind it. */
function* readWord(piece: string, next: string): Generator<Token> {
  const operator = OPERATORS.get(piece)
  if (operator !== undefined) {
    yield { kind: operator }
    return
  }
  if (UNKNOWN_OPERATORS.has(piece)) throw new Problem(`${piece} is not supported: use AND, OR, NOT and "phrases".`)
  const holds = /[^-+]/.test(piece) || next === '"' || next === '('
  if (piece.startsWith('-') && holds) yield { kind: 'not' }
  const word = piece.replace(/^[-+]+/, '')
  const colon = word.indexOf(':')
  const rest = word.slice(colon + 1)
  if (colon < 0 || (rest === '' && next !== '"' && next !== '(')) {
    if (word !== '') yield { kind: 'text', text: word, quoted: false }
    return
  }
  const name = word.slice(0, colon)
  const prefix = PREFIXES.get(name)
  if (prefix === undefined) throw new Problem(unknownPrefix(name))
  yield { kind: 'prefix', name, prefix }
  if (rest !== '') yield { kind: 'text', text: rest, quoted: false }
}

function unknownPrefix(name: string): string {
  const known = [...PREFIXES.keys()].map((one) => `${one}:`).join(' ')
  return `"${name.slice(0, 60)}:" is no prefix of a search. Put the words in quotation marks, or use one of ${known}`
}

/** Recursive descent over the tokens, one function for each level of the grammar. */
class Parser {
  private at = 0
  private leaves = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly nowMs: number,
  ) {}

  parse(): Query | undefined {
    const parts: Query[] = []
    while (this.at < this.tokens.length) {
      const part = this.any(undefined, 0)
      if (part !== undefined) parts.push(part)
      // What is left is a bracket that was never opened.
      if (this.at < this.tokens.length) this.at++
    }
    return join('all', parts)
  }

  private any(prefix: Prefix | undefined, depth: number): Query | undefined {
    if (depth > MAX_DEPTH) throw new Problem(`Brackets can be ${MAX_DEPTH} deep.`)
    const parts: Query[] = []
    do {
      const part = this.all(prefix, depth)
      if (part !== undefined) parts.push(part)
    } while (this.take('or', parts.length > 0))
    return join('any', parts)
  }

  private all(prefix: Prefix | undefined, depth: number): Query | undefined {
    const parts: Query[] = []
    for (;;) {
      const kind = this.tokens[this.at]?.kind
      if (kind === undefined || kind === 'or' || kind === 'close') return join('all', parts)
      if (kind === 'and') {
        this.take('and', parts.length > 0)
        if (this.tokens[this.at]?.kind === 'and') throw missing('and')
        continue
      }
      const not = this.take('not', true)
      const part = this.one(prefix, depth)
      if (part !== undefined) parts.push(not ? { kind: 'not', part } : part)
    }
  }

  /** Takes an operator if it comes next. It needs something on both sides, `before` says whether there is something on the left. */
  private take(kind: 'and' | 'or' | 'not', before: boolean): boolean {
    if (this.tokens[this.at]?.kind !== kind) return false
    this.at++
    const next = this.tokens[this.at]?.kind
    if (!before || next === undefined || next === 'close' || next === 'or') throw missing(kind)
    return true
  }

  private one(outer: Prefix | undefined, depth: number): Query | undefined {
    const token = this.tokens[this.at++]
    if (token === undefined) return undefined
    if (token.kind === 'prefix') {
      const next = this.tokens[this.at]
      if (next?.kind === 'open' && token.prefix.kind === 'words') {
        this.at++
        return this.inBrackets(token.prefix, depth)
      }
      if (next?.kind !== 'text') throw new Problem(`"${token.name}:" has nothing behind it to look for.`)
      this.at++
      return this.leaf(token.prefix, next, token.name)
    }
    if (token.kind === 'open') return this.inBrackets(outer, depth)
    if (token.kind !== 'text') throw missing(token.kind)
    return this.leaf(outer ?? { kind: 'words', fields: ANYWHERE }, token, '')
  }

  private inBrackets(prefix: Prefix | undefined, depth: number): Query | undefined {
    const inside = this.any(prefix, depth + 1)
    if (this.tokens[this.at]?.kind === 'close') this.at++
    return inside
  }

  private leaf(prefix: Prefix, token: Token & { readonly kind: 'text' }, name: string): Query | undefined {
    if (++this.leaves > MAX_LEAVES) throw new Problem(`A search has at most ${MAX_LEAVES} words.`)
    const { text, quoted } = token
    if (prefix.kind === 'words') return readWords(text, quoted, prefix.fields)
    if (prefix.kind === 'value') return { kind: 'value', name: prefix.name, value: text.replace(/^<|>$/g, '') }
    const time = parseTimeRange(text, { ...prefix, nowMs: this.nowMs })
    if (time === undefined) {
      throw new Problem(
        `"${name}:${text.slice(0, 60)}" is no time. Write ${name}:20220828..20220901, ${name}:2022-08-28.. or ${name}:3.days.ago..`,
      )
    }
    return time
  }
}

function missing(kind: string): Problem {
  return new Problem(
    `${kind.toUpperCase()} needs something to look for on both sides. As a word, write it in small letters or in quotes.`,
  )
}

/** Words of one run of characters or one phrase; undefined when it holds neither letter nor digit. */
function readWords(text: string, quoted: boolean, fields: readonly Field[]): Query | undefined {
  const words = [...findWords(text)].map(({ word }) => word)
  const last = words.at(-1)
  if (last === undefined) return undefined
  const prefix = !quoted && /[\p{L}\p{N}]\*$/u.test(text)
  if (prefix && last.length < MIN_PREFIX) {
    throw new Problem(
      `"${text.slice(0, 60)}" would match too much: at least ${MIN_PREFIX} letters must stand before *.`,
    )
  }
  const stem = !quoted && !prefix && words.length === 1 && /^\p{Ll}/u.test(text)
  return { kind: 'words', fields, words, prefix, stem }
}

function join(kind: 'all' | 'any', parts: readonly Query[]): Query | undefined {
  return parts.length > 1 ? { kind, parts } : parts[0]
}

/** Whether an index can answer it: something in it must be there, other than by what is not. */
function isBounded(query: Query): boolean {
  if (query.kind === 'all') return query.parts.some(isBounded)
  if (query.kind === 'any') return query.parts.every(isBounded)
  return query.kind !== 'not'
}
