import { foldText, isWordCharacter, type WordPattern } from './words'

/**
 * A Bloom filter of the pairs of consecutive words in a text: it says that a phrase is surely not in the text, or that it may be. The index
 * stores no positions, and unpacking and reading a mail takes a fifth of a millisecond.
 */
export type PairFilter = Uint8Array

/** Bits of a filter for each different pair, and bits that a pair sets: of the pairs that are not in a text, one in sixteen seems to be. */
const BITS = 6
const SET = 3
/** UTF-16 units of a text whose pairs are stored: no search looks at more of a mail. */
const MAX_TEXT = 200_000

/** Packs the pairs of consecutive words of a text. The same text always gives the same bytes. Linear. */
export function packPairs(text: string): PairFilter {
  const pairs = new Set(hashPairs(foldText(text.slice(0, MAX_TEXT))))
  const filter = new Uint8Array(Math.ceil((pairs.size * BITS) / 8))
  for (const pair of pairs) {
    for (let index = 0; index < SET; index++) {
      const bit = bitOf(pair, index, filter)
      filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
  return filter
}

/** Prepares looking for words in filters: false if they surely do not follow each other in the text. Single words may always be there. */
export function openMayFollow({ words, prefix }: WordPattern): (filter: PairFilter) => boolean {
  // The beginning of a word is in no pair.
  const pairs = hashPairs((prefix ? words.slice(0, -1) : words).join(' '))
  return (filter) => pairs.every((pair) => hasPair(pair, filter))
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
