import { findCue, matchesAny } from '../cueTable'
import { PART, POLITE, REFUSES, SPEAKS_OF, SUPPOSES } from './cues/refuse'

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
