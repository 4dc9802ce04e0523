import { at } from '../at'
import { firstIndex } from '../firstIndex'
import type { OwnLine } from './quote'
import type { ReviewTag } from './tag'
import type { Scope } from './types'

/** Higher numbers are not numbers of patches. */
const MAX_NUMBER = 999
/** "1-3, 5 and 7/9", "1/5 and for 2/5". */
const ONE = String.raw`#?\d{1,3}(?:\/\d{1,3})?`
const JOINT = String.raw`\s*(?:-|–|\.\.|,\s?and|,|\band\b|&|\bto\b|\bthrough\b|\bplus\b)\s*`
const LIST = String.raw`${ONE}(?:${JOINT}(?:(?:for|on) )?(?:patch(?:es)? ?)?${ONE}){0,30}(?![\d/]|\.\d)`
const FRACTIONS = String.raw`\d{1,3}\/\d{1,3}(?:${JOINT}(?:(?:for|on) )?${ONE}){0,30}`
const PATCHES = String.raw`(?:patch(?:es)?|commits?|parts?)\s*(?:number\s|no\.?\s|nr\.?\s)?\s*`
/** "the first three", "the last patch": which end, and how many. */
const ORDINAL = String.raw`(?:the )?(?<end>first|second|third|fourth|fifth|last)(?: (?<many>two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|few|couple))?`

const wordsOf = (source: string): RegExp => new RegExp(source, 'i')

/** "For the series except patch 4", "all but the last one", "everything apart from 3/5". */
const LEAVES_OUT = String.raw`\b(?:all|everything|series|set|patch ?set|lot|each|every|patches|rest)\b[^.!?]{0,40}?\b(?:except|excluding|with the exception of|but|besides|apart from|aside from|other than|minus|save|without|bar|not)\b(?: for| of| on)?\s{0,3}`
const EXCEPT = wordsOf(`${LEAVES_OUT}(?:the )?(?:${PATCHES})?(?<list>${LIST})`)
const EXCEPT_ORDINAL = wordsOf(String.raw`${LEAVES_OUT}${ORDINAL}\b(?! (?:paragraph|line|sentence|hunk|comment)s?\b)`)
/** "With the exception of patch 3", "apart from the last two patches", in front of what is said of the others. */
const BUT = String.raw`(?:^|[,(]\s?)(?:except(?: for)?|with the exception of|apart from|aside from|other than|excluding)\s+(?:the )?`
const BUT_LIST = wordsOf(String.raw`${BUT}(?:${PATCHES}(?<list>${LIST})|(?<fraction>\d{1,3}\/\d{1,3}))`)
const BUT_ORDINAL = wordsOf(String.raw`${BUT}${ORDINAL} (?:patch(?:es)?|ones?)\b`)
/** "# not for 4/5", "(not patch 4)", "but not the last one": what the words beside a tag leave out. */
const NOT = String.raw`^\W{0,3}(?:but )?(?:not|no|never)\s+(?:for |on |to |including )?(?:the )?`
const NOT_LIST = wordsOf(`${NOT}(?:${PATCHES}(?<list>${LIST})|(?<fraction>${FRACTIONS}))`)
const NOT_ORDINAL = wordsOf(String.raw`${NOT}${ORDINAL} (?:patch(?:es)?|ones?)\b`)
/** "From patch 3 on", "patches 3 and up", "patch 3 and later": up to the last. */
const ONWARDS = wordsOf(
  String.raw`(?:^|\bfor |[([#,]\s?|\bfrom )(?:${PATCHES})?#?(?<start>\d{1,3})(?:\/\d{1,3})? (?:onwards?\b|on(?=\s*(?:[:;,.)\]]|$))|and (?:all )?(?:up|later|above|onwards?|following|subsequent|the (?:following|later|next) ones)\b)`,
)
/** "1/5:", "#1, #3 and #5:", "1, 3, 5 look good": numbers alone at the head of a line, a mark or several of them. */
const HEAD_LIST = wordsOf(
  String.raw`(?:^|\n|^for )\W{0,2}(?:for )?(?<list>#\d{1,3}(?!\d)(?:${JOINT}${ONE}){0,30}|\d{1,3}\/\d{1,3}(?:${JOINT}${ONE}){0,30}|\d{1,3}(?:${JOINT}${ONE}){1,30})\s*(?::(?!\d)|[)\]]?$|(?:all )?(?:looks?|are|is|seems?|lgtm)\b)`,
)
/** "The last two look good to me", "last three:", "the last one is fine". */
const HEAD_ORDINAL = wordsOf(
  String.raw`(?:^|[,;(]\s?)(?:the )?(?<end>first|last) (?:(?<many>two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|couple) ?|one )(?:of (?:them|these) |patches |ones )?(?:(?:looks?|are|is|seems?|lgtm)\b|[:)\]]|$)`,
)
/** "The remaining patches:", "the others look good": all but the patches that the words around name. */
const REST =
  /(?:^|[,;(\n]\s?|\bfor |\bto |\bon )(?:all )?(?:of )?(?:the )?(?:rest|remaining|remainder|others?)\b(?: \w+)?(?: of (?:the |this |your )?(?:series|set|patch ?set|patches))?(?: patches| ones)?\s*(?:[:()\]]|$|(?:all )?(?:looks?|are|is|seems?|lgtm)\b)/i
/** The same in words that leave no doubt that patches are meant. */
const REST_PATCHES =
  /\b(?:rest of (?:the|this|your) (?:series|set|patch ?set|patches)|(?:remaining|other) (?:\w+ )?patches)\b/i
/** "And for all other patches as well". */
const AND_OTHERS = /\b(?:and|also)\b.{0,20}\b(?:all )?(?:the )?(?:other|remaining) patches\b/i
/** Patches that a text names, one or a list. */
const NAMED = new RegExp(String.raw`\b${PATCHES}(${LIST})|\b${FRACTIONS}(?![\d./]* of\b)`, 'gi')
/** A number of a patch, an ordinal or "except": words that limit, whatever else they say. */
const LIMITS = wordsOf(
  String.raw`\bpatch(?:es)? (?:no\.? ?|number )?#?\d{1,3}\b|(?:^|[\s(#])\d{1,3}\/\d{1,3}(?=$|[\s:;,)])|#\d{1,3}\b|\b(?:except|excluding|apart from|aside from|other than)\b(?! (?:that|this|these|the above|what)\b)|\b(?:first|second|third|last|middle|next|previous|odd|even|remaining|other|every other|rest of the)\b.{0,20}\b(?:patch(?:es)?|half|ones|few|couple)\b`,
)
/** "This patch and the next one". */
const NEXT =
  /\bthis (?:patch |one )?(?:and|&|as well as) (?:the |also the )?(?<which>next|following|previous|preceding)(?: (?<count>two|three|four|five|\d{1,2}))?(?: patch(?:es)?| ones?)?\s*(?:[:;,.)\]]|$|(?:both )?(?:looks?|are|is)\b)/i

/** "Up to patch 3", "only reviewed patches 1 and 3". */
const UP_TO = wordsOf(String.raw`\b(?:up to|until|through) (?:and including )?${PATCHES}#?(?<end>\d{1,3})\b`)
const ONLY_READ = wordsOf(
  String.raw`\bonly (?:\w+ )?(?:reviewed|looked at|read|checked|tested|went through|did|ack\w*) (?:the )?(?:${PATCHES}(?<list>${LIST})|(?<fraction>\d{1,3}\/\d{1,3}))|\b(?:reviewed|looked at|read|checked) only (?:the )?(?:${PATCHES}(?<only>${LIST}))`,
)
/** "I did not look at patch 4", "skipped 4/5". */
const NOT_LOOKED = wordsOf(
  String.raw`\b(?:(?:did|have|could|can|do|was|am)(?: not|n't)|didn't|haven't|couldn't|not|never|without|skip(?:ped|ping)?|leaving out|left out|leave out)(?: yet| been)?(?: \w+){0,3}?\s(?:the )?(?:${PATCHES}(?<list>${LIST})|(?<fraction>\d{1,3}\/\d{1,3}))`,
)
/** "For patches 1-3", "for 1/5 and 2/5", "to patch 7". "For 5.10" and "for 3/4 of the tests" name no patch. */
const FOR_LIST = wordsOf(
  String.raw`\b(?:for|(?<=\b(?:add|appl\w+|tags?|r-b|acks?|review\w*|valid|good|ok|fine)\b.{0,20})(?:of|to|on))\s+(?:the )?(?:only )?(?:${PATCHES}(?<list>${LIST})|(?<fraction>\d{1,3}\/\d{1,3}(?:${JOINT}(?:(?:for|on) )?${ONE}){0,30}|#?\d{1,3}\s?(?:-|–|\.\.)\s?\d{1,3})(?![\d./]* of\b|[\d./]*\w))`,
)
/** "Patches 1-3:", "Patches 1 to 3 look good", "(patches 1, 2)", "# 1-3". */
const BARE_LIST = wordsOf(
  String.raw`(?:^|[([#;,:]|\band|\bonly)\s{0,3}(?:the )?${PATCHES}(?<list>${LIST})\s*(?:only\b|[:;,)\]]|are\b|is\b|looks?\b|lgtm\b|all\b|seems?\b|$)`,
)
const ONLY_LIST = wordsOf(
  String.raw`(?:^|[\s([#])(?<list>\d{1,3}\s?(?:-|–|\.\.|to)\s?\d{1,3}|\d{1,3}\/\d{1,3}(?:${JOINT}${ONE}){0,30})\s+only\b|\bonly (?:the )?(?:${PATCHES})?(?<only>${LIST})`,
)
const FOR_ORDINAL = wordsOf(
  String.raw`\b(?:for|of|to|on|only)\s+(?:only )?${ORDINAL}(?: (?:patch(?:es)?|ones?)\b|\s*(?:[:;,.)\]]|$))|(?:^|[\s([#])(?:the )?(?<bare>first|second|third|fourth|fifth|last)(?: (?<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,3}))? patch(?:es)?\s*(?:only\b|[:;,)\]]|are\b|is\b|looks?\b|lgtm\b|$)`,
)
/** The whole series: <7fe9fd06-21cb-1701-d8e7-318b7f29d650@linux.ibm.com>. */
const WHOLE =
  /^(?:the )?(?:whole|entire|full|complete) (?:series|set|patch ?set)\b|\bfor (?:the complete series|everything in (?:this|the) (?:series|set|patch ?set))\b|\bfor (?:(?:every|each) (?:one |single )?(?:of the )?patch(?:es)?|all(?: of)?(?: the| these| your| \d+)? patches|all of (?:them|it|these)|both(?: of them| patches)?\b|the (?:whole |entire |full )?(?:series|set|patch ?set|patch ?series|lot|whole thing)|(?:this|the rest of the|whole|entire) series|series)|\b(?:the|this) (?:whole|entire|full) (?:series|set|patch ?set)|\bfor all patches|(?<!\bof )\bthe series:?$/i
/** "Only for the ones that touch mm": words that narrow a tag to what only a reader can find. */
const UNCLEAR =
  /\bonly (?:for|on|to) (?:the|those)\b.{0,60}|\bfor (?:the |those )?(?:parts?|bits|pieces|ones|patches|things|portions?) (?:that )?I\b.{0,60}|\b(?:first|second|other|latter|former) half of (?:the|this) (?:series|set|patch ?set)\b|\bfor (?:the|those) (?:ones|patches) (?:that|which|touching|under|in)\b.{0,60}|\bfor some of (?:the|these)\b.{0,40}/i
/** "For the s390 part", "for the drivers/pci/ bits". */
const PART =
  /\b(?:for|on|only (?:\w+ )?(?:looked at|reviewed|read|checked)) (?:the |all |your )?(?!the\b)(\S{2,60}) (?:related )?(?:part|parts|bits?|changes|side|portion|pieces?|code)\b|\bas far as (?:the )?(\S{2,60}) (?:\w+ )?(?:is|are) concerned\b/i
const PATH = /\bfor (?:the )?((?:[\w.-]{1,40}\/){1,8}[\w.*-]{0,40})(?=[\s,;:)\]]|$)/i

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

/** "last two" as -2, -1. A number below zero counts from the last patch, which is -1. "The first few" is not known: none. */
function readOrdinal(end: string | undefined, many: string | undefined): number[] {
  const place = PLACES[end?.toLowerCase() ?? '']
  if (place === undefined || many?.toLowerCase() === 'few') return []
  const count = many === undefined ? 1 : Math.min(COUNTS[many.toLowerCase()] ?? Number(many), MAX_NUMBER)
  if (count > 1 && place !== 1 && place !== -1) return []
  return Array.from({ length: count }, (_, index) => (place < 0 ? index - count : place + index))
}

interface FoundScope {
  readonly at: number
  readonly scope: Scope
}

function numbered(found: RegExpExecArray | null, kind: 'patches' | 'except'): FoundScope | undefined {
  const groups = found?.groups
  if (found === null || groups === undefined) return undefined
  const { list, fraction, only, end, many, bare, count } = groups
  const words = list ?? fraction ?? only
  const numbers = words === undefined ? readOrdinal(end ?? bare, many ?? count) : readNumbers(words)
  return numbers.length === 0 ? undefined : { at: found.index, scope: { kind, numbers } }
}

/** Longest text in which a scope is looked for; sentences are not longer. */
const MAX_TEXT = 400

/** The patches that one sentence names; undefined when it names none. Words that leave patches out win, then the first words that name any. */
function scopeOfWords(whole: string): Scope | undefined {
  const text = plainNumbers(whole.slice(0, MAX_TEXT))
  const except = [EXCEPT, EXCEPT_ORDINAL, BUT_LIST, BUT_ORDINAL, NOT_LIST, NOT_ORDINAL]
    .map((cue) => numbered(cue.exec(text), 'except'))
    .find((found) => found !== undefined)
  if (except !== undefined) return except.scope
  const all = WHOLE.exec(text)
  const start = Number(ONWARDS.exec(text)?.groups?.start ?? 0)
  if (start > 1) return { kind: 'except', numbers: countTo(start - 1) }
  const upTo = Number(UP_TO.exec(text)?.groups?.end ?? 0)
  if (upTo > 0) return { kind: 'patches', numbers: countTo(upTo) }
  const found = [
    ...[FOR_LIST, BARE_LIST, HEAD_LIST, ONLY_LIST, ONLY_READ, FOR_ORDINAL, HEAD_ORDINAL].map((cue) =>
      numbered(cue.exec(text), 'patches'),
    ),
    all === null ? undefined : { at: all.index, scope: { kind: 'series' } as const },
  ].flatMap((one) => one ?? [])
  if (found.length > 0) return found.reduce((first, other) => (other.at < first.at ? other : first)).scope
  const unclear = UNCLEAR.exec(text)
  return unclear === null ? undefined : { kind: 'unclear', text: unclear[0].trim() }
}

function countTo(last: number): number[] {
  return Array.from({ length: Math.min(last, MAX_NUMBER) }, (_, index) => index + 1)
}

/** "[PATCH v2 1/5], [PATCH v2 2/5]:" as "1/5, 2/5:". */
function plainNumbers(text: string): string {
  return text.replace(/\[(?:rfc |resend )?patch[^\]/]{0,40}?(\d{1,3}\/\d{1,3})\]/gi, '$1')
}

/** Lines around a tag whose words may be about it. */
const NEAR = 2
/** Sentences end here: "5.10" has no blank. */
const SENTENCES = /(?<=[.!?])\s+|\n\s*\n/

/**
 * What a tag covers, by its note, the words in front of it on its line, and the two lines above and below it: the series, all but some patches,
 * patches by number, or a part ("# s390", "for the drivers/pci/ bits"). Without such words it covers the patch that the mail answers, or
 * the series when the mail answers the cover letter, but not the patches that the mail says nobody looked at. `before` are the words in
 * front of the tag on its line; `lines` are the sender's lines without tags, ascending.
 */
export function scopeOfTag(tag: ReviewTag, before: string, lines: readonly OwnLine[], onCover: boolean): Scope {
  const above = joined(linesNear(lines, tag.line - NEAR, tag.line - 1))
  const below = joined(linesNear(lines, tag.line + 1, tag.line + NEAR))
  // The nearest sentence counts first.
  // What ends in a colon stands above the next tag.
  const [under, over] = [below.trimEnd().endsWith(':') ? '' : below, above.split(SENTENCES).reverse()]
  const sentences = [tag.person.note, before, ...over, ...under.split(SENTENCES)]
  const note = tag.person.note.replace(/^[[(#:\s]+|[\])\s]+$/g, '')
  const around = [above, under, note].join('\n').slice(0, MAX_TEXT)
  const named =
    sentences
      .filter((text) => !text.trimEnd().endsWith('?'))
      .map((text) => scopeOfRest(text, around, onCover))
      .find((scope) => scope !== undefined) ?? numbersOnly(note)
  const whole = named?.kind === 'series' || (named === undefined && onCover)
  if (whole) {
    const skipped = numbered(NOT_LOOKED.exec([above, below].join('. ').slice(0, MAX_TEXT)), 'except')
    if (skipped !== undefined) return skipped.scope
  }
  if (named !== undefined) return named
  // A tester's note names the machine that it was tested on.
  if (tag.name.toLowerCase().endsWith('tested-by')) return { kind: onCover ? 'series' : 'here' }
  if (note !== '' && note.length <= 80 && !/\bnits?\b|@|\bthis\b/i.test(note)) {
    const named = partIn(note)
    return named === undefined ? (notUnderstood([note]) ?? { kind: 'area', text: note }) : { kind: 'part', text: named }
  }
  const near = [above, below].map((text) => text.slice(0, MAX_TEXT))
  const part = near.map(partIn).find((found) => found !== undefined)
  if (part !== undefined) return { kind: 'part', text: part }
  const open = at(over, 0)
  const beside = [
    /:\s*$/.test(open) ? open : '',
    /^\s*(?:\(|for\b|except\b|not\b)/i.test(under) ? at(under.split(SENTENCES), 0) : '',
  ]
  return notUnderstood([before, ...beside]) ?? { kind: onCover ? 'series' : 'here' }
}

/** The scope of a sentence, and of "the remaining patches": all but those that the words around it name. */
function scopeOfRest(sentence: string, around: string, onCover: boolean): Scope | undefined {
  const text = sentence.slice(0, MAX_TEXT)
  const words = scopeOfWords(text)
  if (words?.kind === 'patches' || words?.kind === 'except') return words
  const near = NEXT.exec(text)?.groups
  if (near !== undefined && !onCover) {
    const count = near.count === undefined ? 1 : (COUNTS[near.count.toLowerCase()] ?? Number(near.count))
    return /^[nf]/i.test(near.which ?? '')
      ? { kind: 'around', before: 0, after: count }
      : { kind: 'around', before: count, after: 0 }
  }
  if (AND_OTHERS.test(text)) return { kind: 'series' }
  const patches = REST_PATCHES.test(text)
  if (!REST.test(text) || !(patches || onCover)) return words
  const numbers = [...around.matchAll(NAMED)].flatMap((found) => readNumbers(found[1] ?? found[0]))
  if (numbers.length > 0) return { kind: 'except', numbers: [...new Set(numbers)].sort((a, b) => a - b) }
  return patches && onCover ? { kind: 'unclear', text: text.trim() } : words
}

/** Words right beside a tag that name some of the patches in a way that nothing above reads. */
function notUnderstood(beside: readonly string[]): Scope | undefined {
  const text = beside.map((one) => one.slice(0, MAX_TEXT).trim()).find((one) => LIMITS.test(one))
  return text === undefined ? undefined : { kind: 'unclear', text }
}

/** The part of the code that words name. */
function partIn(text: string): string | undefined {
  const part = PART.exec(text)
  return part?.[1] ?? part?.[2] ?? PATH.exec(text)?.[1]
}

/** A note of nothing but numbers: "# 1-3", "[1/5, 2/5]". */
function numbersOnly(note: string): Scope | undefined {
  const list = new RegExp(`^(?:${PATCHES})?(${LIST})$`, 'i').exec(note)?.[1]
  return list === undefined || !/[-–/]|patch/i.test(note) ? undefined : { kind: 'patches', numbers: readNumbers(list) }
}

function joined(lines: readonly OwnLine[]): string {
  return lines.map(({ text }) => text.trim()).join('\n')
}

/** The lines from one line of the body to another; `lines` are ascending. Uses binary search, because a long mail may have many tags. */
export function linesNear(lines: readonly OwnLine[], from: number, to: number): readonly OwnLine[] {
  return lines.slice(
    firstIndex(lines, ({ line }) => line >= from),
    firstIndex(lines, ({ line }) => line > to),
  )
}

/** "Patches 1-7 look good, but hold the later ones": the patches that the first half names are not what the second is about. */
const OTHERS = wordsOf(
  String.raw`${PATCHES}(?<list>${LIST})\b.{0,80}\b(?:but|however|though)\b.{0,80}\b(?:later|other|remaining|rest|others|following|last)\b`,
)
/** "NAK on patch 3", "patch 3 is wrong", "please drop 3/5". */
const ABOUT = wordsOf(
  String.raw`\b(?:${PATCHES}(?<list>${LIST})|(?<fraction>\d{1,3}\/\d{1,3}(?:${JOINT}${ONE}){0,30})(?![\d./]* of\b))`,
)
/** "Patches 1-3 can go in now, 4-5 need more work": the second half is what something is asked of. */
const SECOND_HALF = wordsOf(
  String.raw`(?:^|\bpatch(?:es)? )#?\d[^,;]{0,60}?\b(?:(?:look|are|is|looks|seem) (?:all )?(?:good|fine|ok|okay|great|ready)|lgtm|(?:can|could|should|may) (?:go in|be (?:applied|merged|taken))|ready)\b[^,;]{0,40}[,;]? (?:but |and |while |however,? )?(?:please |the )?(?:${PATCHES})?(?<list>${LIST})\s(?:needs?|are|is|should|must|will|do|does|has|have|still|break|breaks|look|looks)\b`,
)
/** "As in patch 3", "since patch 2 already does this": another patch is spoken of, and nothing is asked of it. */
const SPEAKS_OF =
  /\b(?:like|unlike|as|see|similar to|same as|already|from|in|until|since|before|after|with|by|because|introduced|added|later)\s+(?:in |for |with |the |done in |of )*$/i

/** What a sentence in reply to the cover letter is about, when it names patches: "NAK on patch 3"; undefined when it names none. */
export function scopeOfSentence(sentence: string): Scope | undefined {
  const text = sentence.slice(0, MAX_TEXT)
  const others = numbered(OTHERS.exec(text), 'except')
  if (others !== undefined) return others.scope
  const second = numbered(SECOND_HALF.exec(text), 'patches')
  if (second !== undefined) return second.scope
  const about = ABOUT.exec(text)
  if (about === null || SPEAKS_OF.test(text.slice(0, about.index))) return undefined
  return numbered(about, 'patches')?.scope
}

/**
 * The numbers that a scope names, among the patches of a version (ascending). A number below zero counts from the last patch. A number
 * that the version does not have is left out.
 */
export function numbersInScope(
  scope: Extract<Scope, { kind: 'patches' | 'except' }>,
  all: readonly number[],
): number[] {
  const meant = new Set(scope.numbers.map((number) => (number < 0 ? (all.at(number) ?? 0) : number)))
  return all.filter((number) => meant.has(number) === (scope.kind === 'patches'))
}

/** The longest name of a part that is looked for. */
const MAX_PART = 100

/** The patches of which a file lies in the part that a scope names: a path ("drivers/pci/"), or a folder or area ("s390"). */
export function isInPart(part: string, files: readonly string[], title: string): boolean {
  const wanted = part
    .slice(0, MAX_PART)
    .toLowerCase()
    .replace(/^\/|[/*]+$/g, '')
  if (wanted.length < 2) return false
  if (wanted.includes('/'))
    return files.some(
      (path) => `${path.toLowerCase()}/`.includes(`${wanted}/`) || path.toLowerCase().startsWith(wanted),
    )
  const area = at(title.toLowerCase().split(': '), 0)
  return (
    files.some((path) =>
      path
        .toLowerCase()
        .split(/[/._-]/)
        .includes(wanted),
    ) ||
    (title.includes(': ') && area.split(/[/ _-]/).includes(wanted))
  )
}
