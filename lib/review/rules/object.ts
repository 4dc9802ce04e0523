import { findCue, matchesAny } from '../cueTable'
import {
  BLAMED,
  BLAMES,
  NAMES_PART,
  NAMES_PATCH,
  NO_OBJECTION,
  OBJECTS,
  SENSELESS,
  SENSELESS_SUBJECTS,
  WRONG,
} from './cues/object'
import { PART, POLITE, REFUSES, SPEAKS_OF, SUPPOSES } from './cues/refuse'
import { BREAKS, REGRESSES, REGRESSES_NOT } from './cues/regression'

/**
 * The rule `refuses`: `nak` for a sentence that refuses the patch; `objects` for one that refuses a detail or depends on a condition; undefined
 * for any other. False positive: NAK as the name of a signal in a protocol, at the start of a sentence.
 */
export function findRefusal(sentence: string): 'nak' | 'objects' | undefined {
  const found = findCue(REFUSES, sentence)
  if (found === undefined) return undefined
  const word = found.index + Math.max(found[0].search(/nac?k/i), 0)
  if (matchesAny(SPEAKS_OF, sentence.slice(Math.max(0, word - 40), word))) return undefined
  const supposed = matchesAny(SUPPOSES, sentence) && !matchesAny(POLITE, sentence)
  return supposed || matchesAny(PART, sentence) ? 'objects' : 'nak'
}

/**
 * The rule `objects`: `objects` for a sentence that refuses the patch or its approach. Blame that does not name the patch is about a part of it,
 * and so `requests-changes`, when it names that part or comes right below a quoted line of code. Undefined when nothing is blamed. False
 * positives: irony, and blame for other code.
 */
export function findBlame(sentence: string, belowCode: boolean): 'objects' | 'requests-changes' | undefined {
  if (sentence.endsWith('?') && !/\bpoint\b/i.test(sentence)) return undefined
  if (matchesAny(NO_OBJECTION, sentence)) return undefined
  if (matchesAny(OBJECTS, sentence)) return 'objects'
  if (!matchesAny(BLAMES, sentence) && !saysWrong(sentence)) return undefined
  const aboutPart = belowCode || matchesAny(NAMES_PART, sentence)
  return aboutPart && !matchesAny(NAMES_PATCH, sentence) ? 'requests-changes' : 'objects'
}

/** Where a sentence may be cut into the patch as its subject and blame: "this whole approach | is just wrong". */
const BLAME_VERB = /'s\b|(?:^| )(?:is|are|makes?|do(?:es)?(?:n't| not))\b/gi

function saysWrong(sentence: string): boolean {
  for (const { index } of sentence.matchAll(BLAME_VERB)) {
    const [before, after] = [sentence.slice(0, index), sentence.slice(index)]
    if (matchesAny(WRONG, after) && matchesAny(BLAMED, before)) return true
    if (matchesAny(SENSELESS, after) && matchesAny(SENSELESS_SUBJECTS, before)) return true
  }
  return false
}

/**
 * The rule `regresses`: a sentence reports that something broke which worked before. `objects` when it blames the patch, else
 * `requests-changes`; undefined for any other sentence.
 */
export function findRegression(sentence: string): 'objects' | 'requests-changes' | undefined {
  if (matchesAny(REGRESSES_NOT, sentence)) return undefined
  if (matchesAny(BREAKS, sentence)) return 'objects'
  return matchesAny(REGRESSES, sentence) ? 'requests-changes' : undefined
}
