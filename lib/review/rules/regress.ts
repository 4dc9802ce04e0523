import { matchesAny } from '../cueTable'
import { BREAKS, REGRESSES, REGRESSES_NOT } from './cues/regression'

/**
 * The rule `regresses`: a sentence reports that something broke which worked before. `objects` when it blames the patch, else
 * `requests-changes`; undefined for any other sentence.
 */
export function findRegression(sentence: string): 'objects' | 'requests-changes' | undefined {
  if (matchesAny(REGRESSES_NOT, sentence)) return undefined
  if (matchesAny(BREAKS, sentence)) return 'objects'
  return matchesAny(REGRESSES, sentence) ? 'requests-changes' : undefined
}
