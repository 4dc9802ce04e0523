import { FRACTIONS, LIST, numbered, PATCHES } from './patchNumbers'
import { MAX_TEXT } from './scopeWords'
import type { Scope } from './types'

/** "Patches 1-7 look good, but hold the later ones": the sentence asks for something in all patches but those that it names. */
const OTHERS = new RegExp(
  String.raw`${PATCHES}(?<list>${LIST})\b.{0,80}\b(?:but|however|though)\b.{0,80}\b(?:later|other|remaining|rest|others|following|last)\b`,
  'i',
)
/** "NAK on patch 3", "patch 3 is wrong", "please drop 3/5". */
const ABOUT = new RegExp(String.raw`\b(?:${PATCHES}(?<list>${LIST})|(?<fraction>${FRACTIONS})(?![\d./]* of\b))`, 'i')
/** "Patches 1-3 can go in now, 4-5 need more work": the second half names the patches that have to change. */
const SECOND_HALF = new RegExp(
  String.raw`(?:^|\bpatch(?:es)? )#?\d[^,;]{0,60}?\b(?:(?:look|are|is|looks|seem) (?:all )?(?:good|fine|ok|okay|great|ready)|lgtm|(?:can|could|should|may) (?:go in|be (?:applied|merged|taken))|ready)\b[^,;]{0,40}[,;]? (?:but |and |while |however,? )?(?:please |the )?(?:${PATCHES})?(?<list>${LIST})\s(?:needs?|are|is|should|must|will|do|does|has|have|still|break|breaks|look|looks)\b`,
  'i',
)
/** "As in patch 3", "since patch 2 already does this": the sentence mentions another patch without asking for a change in it. */
const SPEAKS_OF =
  /\b(?:like|unlike|as|see|similar to|same as|already|from|in|until|since|before|after|with|by|because|introduced|added|later)\s+(?:in |for |with |the |done in |of )*$/i

/** The patches that a sentence in reply to the cover letter is about ("NAK on patch 3"); undefined when it names none. */
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
