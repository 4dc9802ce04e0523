import { groupBy } from '../groupBy'

/** One cue of a rule: a pattern of at most 160 characters, a sentence that it must match and one that it must not. */
export interface CueRow {
  readonly cue: RegExp
  /** Words that give the same cue another meaning: a sentence that has them is not matched. */
  readonly unless?: RegExp
  readonly yes: string
  readonly no: string
}

/** For each table that was used, its cues in one expression for each kind of flags. No cue refers back to a group. */
const combined = new WeakMap<readonly CueRow[], readonly RegExp[]>()

/**
 * What the first cue that matches has found in a text; undefined when none does. `other` is the same text in another form: what it has can give a
 * cue another meaning, too. Linear in the text: each cue is.
 */
export function findCue(table: readonly CueRow[], text: string, other = text): RegExpExecArray | undefined {
  if (!mayMatch(table, text)) return undefined
  for (const { cue, unless } of table) {
    const found = cue.exec(text)
    if (found !== null && unless?.test(text) !== true && (other === text || unless?.test(other) !== true)) return found
  }
  return undefined
}

/** Whether one of the cues matches the sentence as it is written, or with its contractions written out and without an opening bracket. */
export function matchesAny(table: readonly CueRow[], sentence: string): boolean {
  const plain = writeOut(sentence)
  if (findCue(table, sentence, plain) !== undefined) return true
  return plain !== sentence && findCue(table, plain, sentence) !== undefined
}

/** The sentence without the words that the cues of a table match, for other words in it that count all the same. Linear. */
export function withoutCues(table: readonly CueRow[], sentence: string): string {
  if (!mayMatch(table, sentence)) return sentence
  const meant = table.filter(({ unless }) => unless?.test(sentence) !== true)
  return meant.reduce((rest, { cue }) => rest.replace(cue, ' … '), sentence)
}

/** In front of a whole sentence: "(If that were so, it would be wrong.)". A quotation mark stays, because those are the words of somebody else. */
const OPENING = /^\((?=\p{L})/u
const CONTRACTED = /['’]/
/** Of nouns, 's is more often the genitive: "Ann's patch". Denials stay short, too: written out, they make requests of talk (<b49cb41873655f4fc1269faab5729111d55ce9da.camel@linux.ibm.com>). */
const IS = /\b(it|this|that|there|here|what|who|he|she|which)'s\b(?! not\b)/gi
/** "that's been broken". */
const HAS = /\b(it|this|that|there|he|she|which) is (?=been\b|got\b|had\b)/gi

/** A sentence with its contractions written out, a typewriter's apostrophes and no opening bracket. "'d" has two meanings and stays. */
function writeOut(sentence: string): string {
  const bare = OPENING.test(sentence) ? sentence.replace(OPENING, '') : sentence
  if (!CONTRACTED.test(bare)) return bare
  return bare
    .replace(/’/g, "'")
    .replace(IS, '$1 is')
    .replace(HAS, '$1 has ')
    .replace(/\b(I)'m\b/gi, '$1 am')
    .replace(/(?<=\w)'re\b/gi, ' are')
    .replace(/(?<=\w)'ve\b/gi, ' have')
    .replace(/(?<=\w)'ll\b/gi, ' will')
}

/** False when no cue matches, as for nearly every sentence: the combined expression takes half as long as the cues one by one. */
function mayMatch(table: readonly CueRow[], text: string): boolean {
  if (table.length < 2) return true
  let all = combined.get(table)
  if (all === undefined) {
    const byFlags = groupBy(table, ({ cue }) => cue.flags)
    all = [...byFlags].map(([flags, rows]) => new RegExp(rows.map(({ cue }) => `(?:${cue.source})`).join('|'), flags))
    combined.set(table, all)
  }
  return all.some((cues) => cues.test(text))
}
