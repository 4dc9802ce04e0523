import { at } from '../at'
import { linesNear } from './linesNear'
import { COUNT, FRACTIONS, LIST, NUMBERED, numbered, PATCHES, readCount, readNumbers } from './patchNumbers'
import type { OwnLine } from './quote'
import { MAX_TEXT, scopeOfWords } from './scopeWords'
import type { ReviewTag } from './tag'
import type { Scope } from './types'

/** "The remaining patches:", "the others look good": all patches but those that the words around it name. */
const REST =
  /(?:^|[,;(\n]\s?|\bfor |\bto |\bon )(?:all )?(?:of )?(?:the )?(?:rest|remaining|remainder|others?)\b(?: \w+)?(?: of (?:the |this |your )?(?:series|set|patch ?set|patches))?(?: patches| ones)?\s*(?:[:()\]]|$|(?:all )?(?:looks?|are|is|seems?|lgtm)\b)/i
/** The same in words that can only mean patches. */
const REST_PATCHES =
  /\b(?:rest of (?:the|this|your) (?:series|set|patch ?set|patches)|(?:remaining|other) (?:\w+ )?patches)\b/i
/** "And for all other patches as well". */
const AND_OTHERS = /\b(?:and|also)\b.{0,20}\b(?:all )?(?:the )?(?:other|remaining) patches\b/i
/** Patches that a text names, one or a list. */
const NAMED = new RegExp(String.raw`\b${PATCHES}(${LIST})|\b${FRACTIONS}(?![\d./]* of\b)`, 'gi')
/** "Except for those I have already tagged as Reviewed" <20220920123145.GC72346@lothringen>, "for the ones I haven't tagged yet", "for patches without my tag". */
const UNTAGGED =
  /\b(?:except|excluding|apart from|other than|but|besides)\b(?: for)? (?:the |those |all )?(?:(?:ones|patches|those) )?(?:that |which )?(?:I(?:'ve| have)? (?:already |previously ){0,2}(?:tagged|reviewed|acked)|(?:already |previously ){0,2}(?:tagged|reviewed|acked) by me)\b|\b(?:ones|patches|those|everything|all|anything|rest) (?:that |which )?I (?:haven't|have not|didn't|did not) (?:yet |already )?(?:tag|review|ack)(?:ed|ged)?\b|\b(?:ones|patches|those|everything|all|anything) (?:(?:that |which )?(?:does not|doesn't|do not|don't) (?:yet |already )?(?:have|carry)|without) my (?:tag|ack|r-?b|review|reviewed-by|acked-by)\b/i
/** A number of a patch, an ordinal or "except": words that limit a tag, even if nothing else reads them. */
const LIMITS =
  /\bpatch(?:es)? (?:no\.? ?|number )?#?\d{1,3}\b|(?:^|[\s(#])\d{1,3}\/\d{1,3}(?=$|[\s:;,)])|#\d{1,3}\b|\b(?:except|excluding|apart from|aside from|other than)\b(?! (?:that|this|these|the above|what)\b)|\b(?:first|second|third|last|middle|next|previous|odd|even|remaining|other|every other|rest of the)\b.{0,20}\b(?:patch(?:es)?|half|ones|few|couple)\b/i
/** "This patch and the next one". */
const NEXT = new RegExp(
  String.raw`\bthis (?:patch |one )?(?:and|&|as well as) (?:the |also the )?(?<which>next|following|previous|preceding)(?: (?<count>${COUNT}))?(?: patch(?:es)?| ones?)?\s*(?:[:;,.)\]]|$|(?:both )?(?:looks?|are|is)\b)`,
  'i',
)

/** "I did not look at patch 4", "skipped 4/5". */
const NOT_LOOKED = new RegExp(
  String.raw`\b(?:(?:did|have|could|can|do|was|am)(?: not|n't)|didn't|haven't|couldn't|not|never|without|skip(?:ped|ping)?|leaving out|left out|leave out)(?: yet| been)?(?: \w+){0,3}?\s${NUMBERED}`,
  'i',
)
/** "For the s390 part", "for the drivers/pci/ bits", "For the tracing portions:" <20221114122745.189af864@gandalf.local.home>. */
const PART =
  /\b(?:for|on|only (?:\w+ )?(?:looked at|reviewed|read|checked)) (?:the |all |your )?(?!the\b)(\S{2,60}) (?:related )?(?:parts?|bits?|changes|sides?|portions?|pieces?|code)\b|\bas far as (?:the )?(\S{2,60}) (?:\w+ )?(?:is|are) concerned\b/i
/** "For s390:" on the line above. <Y05d5ii/2OqYLqa0@osiris>. */
const FOR_AREA = /(?:^|\n)\s*(?:for|on) (?:the )?([\w/.-]{2,40}):?\s*$/i
const PATH = /\bfor (?:the )?((?:[\w.-]{1,40}\/){1,8}[\w.*-]{0,40})(?=[\s,;:)\]]|$)/i

/** Lines around a tag whose words may be about it. */
const NEAR = 2
/** Sentences end here: "5.10" has no blank. */
const SENTENCES = /(?<=[.!?])\s+|\n\s*\n/
/** A longer note is prose. */
const MAX_NOTE = 80
/** A note that says something else than what the tag covers. */
const OTHER_NOTE = /\bnits?\b|@|\bthis\b/i

/**
 * What a tag covers, by its note, the words before it on its line, and the two lines above and below it: the series, all but some patches,
 * patches by number, or a part ("# s390", "for the drivers/pci/ bits"). Without such words it covers the patch that the mail answers, or
 * the series when the mail answers the cover letter, but not the patches that the mail says its sender did not look at. `before` are the words
 * before the tag on its line; `lines` are the sender's lines without tags, ascending.
 */
export function scopeOfTag(tag: ReviewTag, before: string, lines: readonly OwnLine[], onCover: boolean): Scope {
  const above = joined(linesNear(lines, tag.line - NEAR, tag.line - 1))
  const below = joined(linesNear(lines, tag.line + 1, tag.line + NEAR))
  // Words that end in a colon are about the next tag.
  const after = below.trimEnd().endsWith(':') ? '' : below
  const [nearest, sentencesAfter] = [above.split(SENTENCES).reverse(), after.split(SENTENCES)]
  const note = tag.person.note.replace(/^[[(#:\s]+|[\])\s]+$/g, '')
  const around = [above, after, note].join('\n').slice(0, MAX_TEXT)
  const named =
    [tag.person.note, before, ...nearest, ...sentencesAfter]
      .filter((text) => !text.trimEnd().endsWith('?'))
      .map((text) => scopeOfRest(text, around, onCover))
      .find((scope) => scope !== undefined) ?? numbersOnly(note)
  const unlimited: Scope = { kind: onCover ? 'series' : 'here' }
  if ((named ?? unlimited).kind === 'series') {
    const skipped = numbered(NOT_LOOKED.exec([above, below].join('. ').slice(0, MAX_TEXT)), 'except')
    if (skipped !== undefined) return skipped.scope
  }
  if (named !== undefined) return named
  // A tester's note names the machine that it was tested on.
  if (tag.name.toLowerCase().endsWith('tested-by')) return unlimited
  if (note !== '' && note.length <= MAX_NOTE && !OTHER_NOTE.test(note))
    return partIn(note) ?? notUnderstood([note]) ?? { kind: 'area', text: note }
  const area = FOR_AREA.exec(above)?.[1]
  if (area !== undefined) return { kind: 'area', text: area }
  const open = at(nearest, 0)
  const beside = [
    /:\s*$/.test(open) ? open : '',
    /^\s*(?:\(|for\b|except\b|not\b)/i.test(after) ? at(sentencesAfter, 0) : '',
  ]
  return partIn(above) ?? partIn(below) ?? notUnderstood([before, ...beside]) ?? unlimited
}

/** The scope of a sentence, and of "the remaining patches": all but those that the words around it name. */
function scopeOfRest(sentence: string, around: string, onCover: boolean): Scope | undefined {
  const text = sentence.slice(0, MAX_TEXT)
  if (onCover && UNTAGGED.test(text)) return { kind: 'untagged', text: text.trim() }
  const words = scopeOfWords(text)
  if (words?.kind === 'patches' || words?.kind === 'except') return words
  const near = NEXT.exec(text)?.groups
  if (near !== undefined && !onCover) {
    const count = readCount(near.count)
    return /^[nf]/i.test(near.which ?? '')
      ? { kind: 'around', before: 0, after: count }
      : { kind: 'around', before: count, after: 0 }
  }
  if (AND_OTHERS.test(text)) return { kind: 'series' }
  const patches = REST_PATCHES.test(text)
  if (!REST.test(text) || !(patches || onCover)) return words
  const numbers = [...around.matchAll(NAMED)].flatMap((found) => readNumbers(found[1] ?? found[0]))
  if (numbers.length > 0) return { kind: 'except', numbers: [...new Set(numbers)].sort((a, b) => a - b) }
  return patches && onCover ? { kind: 'rest', text: text.trim() } : words
}

/** Words right beside a tag that limit it in a way that no other rule reads. */
function notUnderstood(beside: readonly string[]): Scope | undefined {
  const text = beside.map((one) => one.slice(0, MAX_TEXT).trim()).find((one) => LIMITS.test(one))
  return text === undefined ? undefined : { kind: 'unclear', text }
}

/** The part of the code that words name. */
function partIn(words: string): Scope | undefined {
  const text = words.slice(0, MAX_TEXT)
  const part = PART.exec(text)
  const name = part?.[1] ?? part?.[2] ?? PATH.exec(text)?.[1]
  return name === undefined ? undefined : { kind: 'part', text: name }
}

const ONLY_NUMBERS = new RegExp(`^(?:${PATCHES})?(${LIST})$`, 'i')

/** A note of nothing but numbers: "# 1-3", "[1/5, 2/5]". A single number without the word "patch" may be anything. */
function numbersOnly(note: string): Scope | undefined {
  const list = ONLY_NUMBERS.exec(note)?.[1]
  return list === undefined || !/[-–/]|patch/i.test(note) ? undefined : { kind: 'patches', numbers: readNumbers(list) }
}

function joined(lines: readonly OwnLine[]): string {
  return lines.map(({ text }) => text.trim()).join('\n')
}
