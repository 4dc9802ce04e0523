import {
  COUNT,
  countTo,
  FRACTIONS,
  LIST,
  NEXT_NUMBER,
  NUMBERED,
  numbered,
  ORDINAL,
  PATCHES,
  PLACE,
  plainNumbers,
} from './patchNumbers'
import type { Scope } from './types'

/** "For the series except patch 4", "all but the last one", "everything apart from 3/5". */
const LEAVES_OUT = String.raw`\b(?:all|everything|series|set|patch ?set|lot|each|every|patches|rest)\b[^.!?]{0,40}?\b(?:except|excluding|with the exception of|but|besides|apart from|aside from|other than|minus|save|without|bar|not)\b(?: for| of| on)?\s{0,3}`
const EXCEPT = new RegExp(`${LEAVES_OUT}(?:the )?(?:${PATCHES})?(?<list>${LIST})`, 'i')
const EXCEPT_ORDINAL = new RegExp(
  String.raw`${LEAVES_OUT}${ORDINAL}\b(?! (?:paragraph|line|sentence|hunk|comment)s?\b)`,
  'i',
)
/** "With the exception of patch 3", "apart from the last two patches", before what is said about the others. */
const BUT = String.raw`(?:^|[,(]\s?)(?:except(?: for)?|with the exception of|apart from|aside from|other than|excluding)\s+`
const BUT_LIST = new RegExp(`${BUT}${NUMBERED}`, 'i')
const BUT_ORDINAL = new RegExp(String.raw`${BUT}${ORDINAL} (?:patch(?:es)?|ones?)\b`, 'i')
/** "# not for 4/5", "(not patch 4)", "but not the last one": what the words beside a tag leave out. */
const NOT = String.raw`^\W{0,3}(?:but )?(?:not|no|never)\s+(?:for |on |to |including )?`
const NOT_LIST = new RegExp(`${NOT}${NUMBERED}`, 'i')
const NOT_ORDINAL = new RegExp(String.raw`${NOT}${ORDINAL} (?:patch(?:es)?|ones?)\b`, 'i')
/** "From patch 3 on", "patches 3 and up", "patch 3 and later": up to the last. */
const ONWARDS = new RegExp(
  String.raw`(?:^|\bfor |[([#,]\s?|\bfrom )(?:${PATCHES})?#?(?<start>\d{1,3})(?:\/\d{1,3})? (?:onwards?\b|on(?=\s*(?:[:;,.)\]]|$))|and (?:all )?(?:up|later|above|onwards?|following|subsequent|the (?:following|later|next) ones)\b)`,
  'i',
)
/** "1/5:", "#1, #3 and #5:", "1, 3, 5 look good": several numbers, or one with `#` or `/`, at the start of a line. */
const HEAD_LIST = new RegExp(
  String.raw`(?:^|\n|^for )\W{0,2}(?:for )?(?<list>#\d{1,3}(?!\d)(?:${NEXT_NUMBER}){0,30}|${FRACTIONS}|\d{1,3}(?:${NEXT_NUMBER}){1,30})\s*(?::(?!\d)|[)\]]?$|(?:all )?(?:looks?|are|is|seems?|lgtm)\b)`,
  'i',
)
/** "The last two look good to me", "last three:", "the last one is fine". */
const HEAD_ORDINAL = new RegExp(
  String.raw`(?:^|[,;(]\s?)(?:the )?(?<end>first|last) (?:(?<many>${COUNT}) ?|one )(?:of (?:them|these) |patches |ones )?(?:(?:looks?|are|is|seems?|lgtm)\b|[:)\]]|$)`,
  'i',
)
/** "Up to patch 3", "only reviewed patches 1 and 3". */
const UP_TO = new RegExp(String.raw`\b(?:up to|until|through) (?:and including )?${PATCHES}#?(?<end>\d{1,3})\b`, 'i')
const ONLY_READ = new RegExp(
  String.raw`\bonly (?:\w+ )?(?:reviewed|looked at|read|checked|tested|went through|did|ack\w*) ${NUMBERED}|\b(?:reviewed|looked at|read|checked) only (?:the )?(?:${PATCHES}(?<only>${LIST}))`,
  'i',
)
/** "For patches 1-3", "for 1/5 and 2/5", "to patch 7". "For 5.10" and "for 3/4 of the tests" name no patch. */
const FOR_LIST = new RegExp(
  String.raw`\b(?:for|(?<=\b(?:add|appl\w+|tags?|r-b|acks?|review\w*|valid|good|ok|fine)\b.{0,20})(?:of|to|on))\s+(?:the )?(?:only )?(?:${PATCHES}(?<list>${LIST})|(?<fraction>${FRACTIONS}|#?\d{1,3}\s?(?:-|–|\.\.)\s?\d{1,3})(?![\d./]* of\b|[\d./]*\w))`,
  'i',
)
/** "Patches 1-3:", "Patches 1 to 3 look good", "(patches 1, 2)", "# 1-3". */
const BARE_LIST = new RegExp(
  String.raw`(?:^|[([#;,:]|\band|\bonly)\s{0,3}(?:the )?${PATCHES}(?<list>${LIST})\s*(?:only\b|[:;,)\]]|are\b|is\b|looks?\b|lgtm\b|all\b|seems?\b|$)`,
  'i',
)
const ONLY_LIST = new RegExp(
  String.raw`(?:^|[\s([#])(?<list>\d{1,3}\s?(?:-|–|\.\.|to)\s?\d{1,3}|${FRACTIONS})\s+only\b|\bonly (?:the )?(?:${PATCHES})?(?<only>${LIST})`,
  'i',
)
const FOR_ORDINAL = new RegExp(
  String.raw`\b(?:for|of|to|on|only)\s+(?:only )?${ORDINAL}(?: (?:patch(?:es)?|ones?)\b|\s*(?:[:;,.)\]]|$))|(?:^|[\s([#])(?:the )?(?<bare>${PLACE})(?: (?<count>${COUNT}))? patch(?:es)?\s*(?:only\b|[:;,)\]]|are\b|is\b|looks?\b|lgtm\b|$)`,
  'i',
)
/** The whole series: <7fe9fd06-21cb-1701-d8e7-318b7f29d650@linux.ibm.com>. */
const WHOLE =
  /^(?:the )?(?:whole|entire|full|complete) (?:series|set|patch ?set)\b|\bfor (?:the complete series|everything in (?:this|the) (?:series|set|patch ?set))\b|\bfor (?:(?:every|each) (?:one |single )?(?:of the )?patch(?:es)?|all(?: of)?(?: the| these| your| \d+)? patches|all of (?:them|it|these)|both(?: of them| patches)?\b|the (?:whole |entire |full )?(?:series|set|patch ?set|patch ?series|lot|whole thing)|(?:this|the rest of the|whole|entire) series|series)|\b(?:the|this) (?:whole|entire|full) (?:series|set|patch ?set)|(?<!\bof )\bthe series:?$/i
/** "Only for the ones that touch mm": words that limit a tag to patches that only a reader can find. */
const UNCLEAR =
  /\bonly (?:for|on|to) (?:the|those)\b.{0,60}|\bfor (?:the |those )?(?:parts?|bits|pieces|ones|patches|things|portions?) (?:that )?I\b.{0,60}|\b(?:first|second|other|latter|former) half of (?:the|this) (?:series|set|patch ?set)\b|\bfor (?:the|those) (?:ones|patches) (?:that|which|touching|under|in)\b.{0,60}|\bfor some of (?:the|these)\b.{0,40}/i

/** Longest text in which a scope is looked for; sentences are not longer. */
export const MAX_TEXT = 400

/** The patches that one sentence names; undefined when it names none. Words that leave patches out win, then the first words that name any. */
export function scopeOfWords(whole: string): Scope | undefined {
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
