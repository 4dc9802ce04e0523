import type { Scope } from './types'

/** Higher numbers are not numbers of patches. */
const MAX_NUMBER = 999
const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  couple: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
const PLACES: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 }

/** "3", "#3", "3/5". */
const ONE = String.raw`#?\d{1,3}(?:\/\d{1,3})?`
const JOINT = String.raw`\s*(?:-|–|\.\.|,\s?and|,|\band\b|&|\bto\b|\bthrough\b|\bplus\b)\s*`
/** One more number, after the first: " and for 7/9". */
export const NEXT_NUMBER = `${JOINT}(?:(?:for|on) )?(?:patch(?:es)? ?)?${ONE}`
/** "1-3, 5 and 7/9". A version ("5.10") is not in it. */
export const LIST = String.raw`${ONE}(?:${NEXT_NUMBER}){0,30}(?![\d/]|\.\d)`
/** "1/5 and for 2/5": numbers that need no word "patch" before them. */
export const FRACTIONS = String.raw`\d{1,3}\/\d{1,3}(?:${NEXT_NUMBER}){0,30}`
/** The word before a number. */
export const PATCHES = String.raw`(?:patch(?:es)?|commits?|parts?)\s*(?:number\s|no\.?\s|nr\.?\s)?\s*`
/** "Patches 1-3", "1/5 and 2/5": see numbered. */
export const NUMBERED = `(?:the )?(?:${PATCHES}(?<list>${LIST})|(?<fraction>${FRACTIONS}))`
/** "Two", "couple", "12". */
export const COUNT = String.raw`(?:${Object.keys(COUNTS).join('|')}|\d{1,3})`
export const PLACE = `(?:${Object.keys(PLACES).join('|')})`
/** "The first three", "the last patch": which end, and how many. */
export const ORDINAL = `(?:the )?(?<end>${PLACE})(?: (?<many>${COUNT}|few))?`

/** "[PATCH v2 1/5], [PATCH v2 2/5]:" as "1/5, 2/5:". */
export function plainNumbers(text: string): string {
  return text.replace(/\[(?:rfc |resend )?patch[^\]/]{0,40}?(\d{1,3}\/\d{1,3})\]/gi, '$1')
}

/** Reads "1-3, 5 and 7" as 1, 2, 3, 5, 7 and "3/15" as 3. A text without numbers gives none. */
export function readNumbers(text: string): number[] {
  const plain = text.replace(/\/\d+/g, '').replace(/through|to|–|\.\./g, '-')
  const numbers = new Set<number>()
  for (const part of plain.split(/,|&|and|plus/)) {
    const [first, last] = part.split('-').map((word) => Number(word.replace(/\D/g, '')))
    if (first === undefined || !(first > 0) || first > MAX_NUMBER) continue
    const end = last === undefined || last < first ? first : Math.min(last, MAX_NUMBER)
    for (let number = first; number <= end; number++) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b)
}

/** Reads "two" as 2 and "12" as 12; undefined is 1. */
export function readCount(word: string | undefined): number {
  return word === undefined ? 1 : Math.min(COUNTS[word.toLowerCase()] ?? Number(word), MAX_NUMBER)
}

/** The numbers from 1 to the last. */
export function countTo(last: number): number[] {
  return Array.from({ length: Math.min(last, MAX_NUMBER) }, (_, index) => index + 1)
}

/** Reads "last two" as -2, -1: a number below zero counts from the last patch, which is -1. "The first few" gives none. */
export function readOrdinal(end: string | undefined, many: string | undefined): number[] {
  const place = PLACES[end?.toLowerCase() ?? '']
  if (place === undefined || many?.toLowerCase() === 'few') return []
  const count = readCount(many)
  if (count > 1 && place !== 1 && place !== -1) return []
  return Array.from({ length: count }, (_, index) => (place < 0 ? index - count : place + index))
}

export interface FoundScope {
  readonly at: number
  readonly scope: Scope
}

/**
 * The patches that a match names in its groups: `list`, `fraction` or `only` for numbers, `end` and `many` (or `bare` and `count`) for an
 * ordinal. Undefined without a match, and when it names no number that is known.
 */
export function numbered(found: RegExpExecArray | null, kind: 'patches' | 'except'): FoundScope | undefined {
  const groups = found?.groups
  if (found === null || groups === undefined) return undefined
  const { list, fraction, only, end, many, bare, count } = groups
  const words = list ?? fraction ?? only
  const numbers = words === undefined ? readOrdinal(end ?? bare, many ?? count) : readNumbers(words)
  return numbers.length === 0 ? undefined : { at: found.index, scope: { kind, numbers } }
}
