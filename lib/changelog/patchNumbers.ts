/** The version whose patches an item may name. */
interface NumberedPatches {
  /** How many patches it has; 0 when unknown, and then every number is accepted. */
  readonly total: number
}

const WORD = /\bpatch(?:es)?(?:[ \t]*[-#:]?[ \t]*|[ \t]+(?:no\.?|number)[ \t]*)#?(?=\d)/gi
/** In front of a patch of another version: "v1's", "old", "the former". */
const OLDER = /\b(?:v\d+['’]?s?|old|older|former|previous|earlier) $/i
const NUMBER = /0*(\d{1,4})(?:[ \t]*\/[ \t]*(\d{1,4}))?(?![\w%])/y
const RANGE = /[ \t]*(?:-|–|\.\.|\bto\b|\bthrough\b)[ \t]*#?(?=\d)/y
const NEXT =
  /[ \t]*(?:,[ \t]*and[ \t]+|,[ \t]*|&[ \t]*|\+[ \t]*|\/[ \t]*|\band[ \t]+)(?:patch(?:es)?[- \t]*)?#?(?=\d)/iy
const SLASHED = /(?<![\w/.=])(\d{1,3})\/(\d{1,3})(?![\w/.])/g
const HASHED = /(?:^|[\s(,])#(\d{1,3})(?![\w-])/g
const ORDINAL = /\b(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|last|final)[ \t]+patch\b(?!\w)/gi
const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  sixth: 6,
  '6th': 6,
}
const MAX_TEXT = 4_000
/** Numbers that are read from one item; bounds the work on "patch 1-9999, patch 1-9999, ...". */
const MAX_NUMBERS = 1_000

/**
 * Finds the numbers of patches that an item names, ascending: "patch 15", "patch15:", "PATCH-1", "patch 0002", "patches 5-7,9",
 * "01/15" where there are 15, "#3", "the last patch". "v1's patch 2" and "old patch 2" belong to another version and are left out. Linear.
 */
export function findPatchNumbers(item: string, { total }: NumberedPatches): number[] {
  const text = item.slice(0, MAX_TEXT).replace(/\s+/g, ' ')
  const found = new Set<number>()
  let read = 0
  const add = (number: number) => {
    if (number > 0 && (total === 0 || number <= total)) found.add(number)
  }
  for (const match of text.matchAll(WORD)) {
    // <20220118064430.3882337-1-chao.gao@intel.com>: "Merged v1's patch 2 into patch 1".
    if (OLDER.test(text.slice(Math.max(0, match.index - 12), match.index))) continue
    const numbers = readNumbers(text, match.index + match[0].length, MAX_NUMBERS - read)
    read += numbers.length
    for (const number of numbers) add(number)
  }
  for (const match of text.matchAll(SLASHED)) {
    const [number, of] = [Number(match[1]), Number(match[2])]
    if (of === total && number <= of) add(number)
  }
  for (const match of text.matchAll(HASHED)) if (total > 0) add(Number(match[1]))
  for (const match of text.matchAll(ORDINAL)) add(ORDINALS[(match[1] ?? '').toLowerCase()] ?? total)
  return [...found].sort((a, b) => a - b)
}

/** Reads the numbers, at most `most`, of a list such as "5-7,9 and 11" that begins at `at`. */
function readNumbers(text: string, at: number, most: number): number[] {
  const numbers: number[] = []
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) at += match[0].length
    return match
  }
  for (let number = take(NUMBER); number !== null; number = take(NUMBER)) {
    const from = Number(number[1])
    const end = number[2] === undefined && take(RANGE) !== null ? Number(take(NUMBER)?.[1] ?? from) : from
    for (let value = from; value <= Math.max(from, end) && numbers.length < most; value++) numbers.push(value)
    if (numbers.length >= most || take(NEXT) === null) break
  }
  return numbers
}
