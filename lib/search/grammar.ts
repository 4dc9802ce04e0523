import { nearPrefix } from './nearPrefix'
import { ANYWHERE, PREFIXES, type Prefix } from './prefixes'
import type { Field, Query } from './query'
import { MAX_DEPTH, TOO_DEEP } from './queryLimits'
import { parseTimeRange } from './when'
import { splitWords } from './words'

/** Longest query that is read, in UTF-16 units: more than a request can have. */
const MAX_QUERY = 16_000

/** What a query asks for, or a sentence that says what is wrong with it. */
export type ParsedSearch = { readonly query: Query } | { readonly problem: string }

type Token =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' }
  /** A prefix, directly before what it applies to. */
  | { readonly kind: 'prefix'; readonly name: string; readonly prefix: Prefix }
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }

/** Thrown inside this file only, and turned into the answer. */
class Problem extends Error {}

/**
 * Reads a query in the grammar of public-inbox: words, all of which must be found; "phrases"; `regist*`, the beginning of a word; prefixes such as `s:`; AND, OR, NOT
 * and `-`, where AND binds closer than OR; brackets, also after a prefix. A bracket that is not closed ends with the query. `nowMs` is what
 * dates such as `3.days.ago` count from. Whether the index can answer the query is decided by coverQuery. Never throws. Linear in the length
 * of the query.
 */
export function parseSearch(text: string, { nowMs }: { readonly nowMs: number }): ParsedSearch {
  try {
    if (text.length > MAX_QUERY) throw new Problem(`A search has at most ${MAX_QUERY} characters.`)
    const query = new Parser([...readTokens(text.replaceAll('\0', ' '))], nowMs).parse()
    if (query === undefined) throw new Problem('There is no word to look for.')
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

/**
 * The words of a text without operators, whether or not the text is a valid query: what is looked for when it is not. Linear.
 */
export function plainWords(text: string): string[] {
  return [...text.matchAll(PIECE)].flatMap(([piece]) =>
    OPERATORS.has(piece) || UNKNOWN_OPERATORS.has(piece) ? [] : splitWords(piece),
  )
}

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

/** The tokens of a run of characters; `next` is the character after it. */
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
  const near = nearPrefix(name)
  const known = [...PREFIXES.keys()].map((one) => `${one}:`).join(' ')
  const hint = near === undefined ? `The prefixes are ${known}` : `Did you mean "${near}:"?`
  return `"${name.slice(0, 60)}:" is not a prefix of a search. ${hint} To search for the words, put them in quotation marks.`
}

/** Recursive descent over the tokens, one function for each level of the grammar. */
class Parser {
  private at = 0

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
    if (depth > MAX_DEPTH) throw new Problem(TOO_DEEP)
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
      if (next?.kind !== 'text') throw new Problem(`"${token.name}:" has nothing after it to look for.`)
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
    const { text, quoted } = token
    if (prefix.kind === 'words') return readWords(text, quoted, prefix.fields)
    if (prefix.kind === 'value') return { kind: 'value', name: prefix.name, value: text }
    const time = parseTimeRange(text, { ...prefix, nowMs: this.nowMs })
    if (time === undefined) {
      throw new Problem(
        `"${name}:${text.slice(0, 60)}" is not a date or time. Write ${name}:20220828..20220901, ${name}:2022-08-28.. or ${name}:3.days.ago..`,
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
  const words = splitWords(text)
  if (words.length === 0) return undefined
  const prefix = !quoted && /[\p{L}\p{N}]\*$/u.test(text)
  const stem = !quoted && !prefix && words.length === 1 && /^\p{Ll}/u.test(text)
  return { kind: 'words', fields, words, prefix, stem }
}

function join(kind: 'all' | 'any', parts: readonly Query[]): Query | undefined {
  return parts.length > 1 ? { kind, parts } : parts[0]
}
