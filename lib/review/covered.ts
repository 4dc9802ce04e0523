import { areaWords, unmarkedWords } from '../series/titleArea'
import { findCue } from './cueTable'
import { countTo, FRACTIONS, LIST, ORDINAL, PATCHES, readCount, readNumbers, readOrdinal } from './patchNumbers'
import type { PatchTitles } from './patchTitles'
import { AREA_PATCH } from './rules/cues/apply'
import { scopeOfWords } from './scopeWords'

/** Where a sentence says that something was done: its verb is `sentence.slice(at, end)`. */
export interface VerbPlace {
  readonly at: number
  readonly end: number
}

/** What a clause names: numbers, counted from the last patch below zero, or words for the whole version. */
type Named = { readonly kind: 'all' } | { readonly kind: 'patches' | 'except'; readonly numbers: readonly number[] }

/** Where a clause ends. A number may have a dot, and a list of numbers has commas. */
const CLAUSE_END =
  /[;:(!?]|,(?! ?(?:and )?#?\d)|\.(?!\d)|\s(?:so|because|since|but|while|which|that|with|after|although)\s/i
const WHOLE =
  /\b(?:whole|entire|series|patch ?set|set|all(?: of (?:it|them|these))?|everything|both(?: of (?:them|these))?|them|these)\b/i
/** The same wherever it is in the sentence: "Series looks good, applied." */
const SURELY_WHOLE = /\b(?:whole|entire|series|patch ?set|both patches|all patches|everything)\b/i
/** "All merged", "both patches are". */
const ALL_BEFORE =
  /(?:^|\s)(?:all|both|everything)(?: (?:of (?:it|them|these)|patches|are|were|is|was|now|ha(?:s|ve) been))*\s*$/i
/** "This and patch 3", "this one and 3/5". */
const THIS_AND = /\bthis(?: one| patch)?,? (?:and|as well as|plus) /i
const UP_TO_THIS = /\bup to (?:and including )?(?:this|here)\b/i
/** "Up to 9", "up to patch 9". */
const UP_TO = new RegExp(String.raw`\bup to (?:and including )?(?:${PATCHES})?#?(?<end>\d{1,3})\b`, 'i')
/** "Merged these three" in reply to the third. */
const THESE =
  /\b(?:these|those|the) (?<count>two|three|four|five|six)(?: \w+)?(?: patch(?:es)?)?\s*(?:[.,;!)]|$|(?:are|were|have been)\b)/i
/** "The two removal patches are pushed", in reply to the last but one. <ZQL5CVlPD0j-AUPq@yuki>. */
const THE_LAST = /\b(?:these|the) (?<count>two|three|four|five|six) (?:\w+ )?patches (?:are|were|have been) $/i
const REST = /\bthe (?:rest|remaining|remainder|others?)\b/i
const ORDINALS = new RegExp(String.raw`(?:^|\s)${ORDINAL}\b(?! (?:thing|time|line|hunk|version|place)\b)`, 'i')
/** After the verb: "patches 1-3", "patch1/4 and 2/4", "from 1 to 19", "1-2", "the 1/4 and 2/4 patch". */
const AFTER = new RegExp(
  String.raw`^(?: (?:up|only|also|just|the|from|of))*(?: (?:${PATCHES})#?(?<list>${LIST})| (?:patch)?(?<fraction>${FRACTIONS})| #?(?<bare>\d{1,3}\s?(?:-|–|~|,|to|and|&)\s?#?${LIST}))`,
  'i',
)
/** Before the verb: "patches 1 and 2 are", "1/3 and 2/3 now". */
const BEFORE = new RegExp(
  String.raw`(?:${PATCHES}#?(?<list>${LIST})|(?<fraction>${FRACTIONS}))(?: (?:are|is|was|were|ha(?:s|ve)|been|now|both|all|also|already|just))*\s*$`,
  'i',
)
/** "Dropped patch 3", wherever the verb is. */
const ANYWHERE = new RegExp(
  String.raw`\b(?:${PATCHES}#?(?<list>${LIST})|(?<fraction>${FRACTIONS})(?![\d./]* of\b))`,
  'i',
)
/** Longest text in which patches are looked for; sentences are not longer. */
const MAX_TEXT = 400

/**
 * The patches that a sentence is about, of a version with these titles: those that it names, beside its verb if that is given, or all but those that it
 * leaves out; else the whole version when its words say so, when the mail answers the cover letter (`number` 0) or the version has one patch; else the
 * patch that the mail answers. `named`: the sentence names patches. Linear.
 */
export function coveredNumbers(
  sentence: string,
  verb: VerbPlace | undefined,
  number: number,
  titles: PatchTitles,
): { readonly numbers: readonly number[] | 'all'; readonly named: boolean } {
  const text = sentence.slice(0, MAX_TEXT).replaceAll('~', '-')
  const size = Math.max(0, ...titles.numbers)
  const area = verb === undefined ? undefined : findCue(AREA_PATCH, text.slice(verb.end))?.[0].split(' ').at(-2)
  const ofArea = area === undefined ? [] : numbersOfArea(area, titles)
  // "The follow-up patch" is no area, and one that all patches have tells none apart.
  if (ofArea.length > 0 && ofArea.length < titles.numbers.size) return { numbers: ofArea, named: true }
  const named = verb === undefined ? namedAnywhere(text) : namedIn(text, verb, number, size)
  const known =
    named === undefined || named.kind === 'all' ? [] : resolve(named, size).filter((one) => titles.numbers.has(one))
  if (known.length > 0 && known.length < titles.numbers.size) return { numbers: known, named: true }
  // "Applied 20-22,54 to scsi-staging": of a series for many lists, those that are not archived here. <yq1h7p6gjkk.fsf@ca-mkp.ca.oracle.com>
  if (known.length === 0 && named?.kind === 'patches' && named.numbers.some((one) => one > 0 && one <= size))
    return { numbers: [], named: true }
  const whole = known.length > 0 || named?.kind === 'all' || number === 0 || titles.numbers.size === 1
  return { numbers: whole || SURELY_WHOLE.test(text) ? 'all' : [number], named: false }
}

/** The patches whose titles begin with this area, such as "RISC-V: Fix the warning". */
function numbersOfArea(area: string, { titleOf }: PatchTitles): number[] {
  const wanted = unmarkedWords(area)
  return [...titleOf].flatMap(([number, title]) => {
    const words = areaWords(title)
    return wanted.every((word) => words.includes(word)) ? [number] : []
  })
}

function namedAnywhere(text: string): Named | undefined {
  const except = scopeOfWords(text)
  if (except?.kind === 'except') return { kind: 'except', numbers: except.numbers }
  const numbers = numbersIn(ANYWHERE.exec(text)) ?? ordinalIn(text)
  return numbers === undefined ? undefined : { kind: 'patches', numbers }
}

function resolve({ kind, numbers }: Exclude<Named, { kind: 'all' }>, size: number): number[] {
  const positive = numbers.map((number) => (number < 0 ? size + 1 + number : number))
  return kind === 'patches' ? positive : countTo(size).filter((number) => !positive.includes(number))
}

function namedIn(text: string, { at, end }: VerbPlace, number: number, size: number): Named | undefined {
  const after = cutAtEnd(text.slice(end))
  const except = scopeOfWords(text)
  if (except?.kind === 'except') return { kind: 'except', numbers: except.numbers }
  if (number > 0) {
    if (UP_TO_THIS.test(after)) return { kind: 'patches', numbers: countTo(number) }
    const these = THESE.exec(after)?.groups?.count
    const count = these === undefined ? 0 : readCount(these)
    if (count > 0 && count <= number) return { kind: 'patches', numbers: countTo(number).slice(-count) }
  }
  const last = UP_TO.exec(after)?.groups?.end
  if (last !== undefined) return { kind: 'patches', numbers: countTo(Number(last)) }
  const numbers = numbersIn(AFTER.exec(after.replace(THIS_AND, ''))) ?? ordinalIn(after)
  if (numbers !== undefined) {
    const own = number > 0 && THIS_AND.test(after) ? [number] : []
    return { kind: 'patches', numbers: [...own, ...numbers] }
  }
  if (REST.test(after)) {
    const others = [...text.slice(0, at).matchAll(new RegExp(`${PATCHES}#?(${LIST})`, 'gi'))]
    const named = others.flatMap(([, list = '']) => readNumbers(list))
    return named.length === 0 ? undefined : { kind: 'except', numbers: named }
  }
  if (WHOLE.test(after)) return { kind: 'all' }
  const before = text.slice(0, at)
  if (ALL_BEFORE.test(before)) return { kind: 'all' }
  const rest = readCount(THE_LAST.exec(before)?.groups?.count)
  if (number > 0 && rest > 1 && number + rest - 1 === size)
    return { kind: 'patches', numbers: countTo(size).slice(-rest) }
  const subject = numbersIn(BEFORE.exec(before)) ?? ordinalIn(before.slice(lastStart(before)))
  return subject === undefined || subject.every((one) => one > size) ? undefined : { kind: 'patches', numbers: subject }
}

function numbersIn(found: RegExpExecArray | null): number[] | undefined {
  const { list, fraction, bare } = found?.groups ?? {}
  const numbers = readNumbers(list ?? fraction ?? bare ?? '')
  return numbers.length === 0 ? undefined : numbers
}

/** "The first 4", "the last two patches", "the second one". "First" alone may be an adverb. */
function ordinalIn(clause: string): number[] | undefined {
  const { end, many } = ORDINALS.exec(clause)?.groups ?? {}
  if (end === undefined) return undefined
  const plain = many !== undefined || /\b(?:first|second|third|fourth|fifth|last) (?:patch|one|commit)/i.test(clause)
  const numbers = plain ? readOrdinal(end, many) : []
  return numbers.length === 0 ? undefined : numbers
}

function cutAtEnd(text: string): string {
  const found = CLAUSE_END.exec(text)
  return found === null ? text : text.slice(0, found.index)
}

/** Where the last clause begins. */
function lastStart(text: string): number {
  return Math.max(...[...',;:(!'].map((mark) => text.lastIndexOf(mark))) + 1
}
