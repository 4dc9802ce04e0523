import { assertNever } from '../assertNever'
import { headerText, isHeaderField, type SearchedMail } from './mailFields'
import type { Field, Query } from './query'
import { foldText, isWordCharacter, type WordPattern } from './words'

/**
 * A Bloom filter of the pairs of consecutive words in a mail: it says that a phrase is surely not in the mail, or that it may be. The index
 * stores no positions, and unpacking and reading a mail takes a fifth of a millisecond.
 */
export type PairFilter = Uint8Array

/** The headers whose pairs are stored with those of the body: where a word without a prefix is looked for. */
const HEADERS = ['subject', 'from', 'id'] as const
const HEADER_FIELDS: ReadonlySet<Field> = new Set(HEADERS)

/** Bits that a pair sets, of the eight that a filter has for each different pair: of the pairs that are not in a mail, one in forty seems to be. */
const SET = 4
/** UTF-16 units of a body whose pairs are stored: no search looks at more of a mail. */
const MAX_BODY = 200_000

/** Packs the pairs of consecutive words of a mail. The same mail always gives the same bytes. Linear. */
export function packPairs(mail: SearchedMail): PairFilter {
  const texts = [...HEADERS.map((field) => headerText(mail, field)), mail.body.slice(0, MAX_BODY)]
  const pairs = new Set(texts.flatMap((text) => hashPairs(foldText(text))))
  const filter = new Uint8Array(pairs.size)
  for (const pair of pairs) {
    for (let index = 0; index < SET; index++) {
      const bit = bitOf(pair, index, filter)
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return filter
}

/** Prepares looking for words in filters: false if they surely do not follow each other in the mail. Single words may always be there. */
export function openMayFollow({ words, prefix }: WordPattern): (filter: PairFilter) => boolean {
  const pairs = listPairs({ words, prefix })
  return (filter) => pairs.every((pair) => hasPair(pair, filter))
}

/** Prepares looking for the phrases of a query in filters: false if the mail surely does not match. Undefined if no phrase can decide. */
export function openMayMatch(query: Query): ((filter: PairFilter) => boolean) | undefined {
  switch (query.kind) {
    case 'all': {
      const tests = query.parts.map(openMayMatch).filter((test) => test !== undefined)
      return tests.length === 0 ? undefined : (filter) => tests.every((test) => test(filter))
    }
    case 'any': {
      const tests = query.parts.map(openMayMatch)
      return tests.includes(undefined) ? undefined : (filter) => tests.some((test) => test?.(filter) !== false)
    }
    case 'words': {
      const stored = query.fields.every((field) => HEADER_FIELDS.has(field) || !isHeaderField(field))
      return stored && listPairs(query).length > 0 ? openMayFollow(query) : undefined
    }
    case 'not':
    case 'value':
    case 'time':
      return undefined
    default:
      return assertNever(query)
  }
}

/** The pairs of a phrase; the beginning of a word is in no pair. */
function listPairs({ words, prefix }: Omit<WordPattern, 'stem'>): readonly number[] {
  return hashPairs((prefix ? words.slice(0, -1) : words).join(' '))
}

function hasPair(pair: number, filter: PairFilter): boolean {
  if (filter.length === 0) return false
  for (let index = 0; index < SET; index++) {
    const bit = bitOf(pair, index, filter)
    if ((((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) return false
  }
  return true
}

/** One of the bits of a pair, by double hashing. */
function bitOf(pair: number, index: number, filter: PairFilter): number {
  const step = Math.imul(pair ^ (pair >>> 15), 0x85ebca6b) >>> 0
  return (pair + index * step) % (filter.length * 8)
}

/** Numbers for the pairs of consecutive words of a folded text, from the FNV-1a hashes of the words. */
function hashPairs(text: string): number[] {
  const pairs: number[] = []
  let before: number | undefined
  for (let at = 0; at < text.length; at++) {
    if (!isWordCharacter(text, at)) continue
    let word = 0x811c9dc5
    while (at < text.length && isWordCharacter(text, at)) word = Math.imul(word ^ text.charCodeAt(at++), 0x01000193)
    if (before !== undefined) pairs.push((Math.imul(before, 0x9e3779b1) ^ word) >>> 0)
    before = word
  }
  return pairs
}
