import { findCue, matchesAny } from '../cueTable'
import type { VerdictKind } from '../types'
import { DEFERRED, DEFERS, DEFERS_NOT, LATER, NOT_FOR_US, SUPERSEDES, WANTS_NEW } from './cues/decide'

/**
 * What somebody who decides says in words: that a patch has to wait for a later release, is not needed, was replaced, or needs a new version; undefined for any other sentence.
 * Refusals are read by the rule `refuses`. False positives: a part of a patch that has to wait.
 */
export function findDecision(sentence: string): VerdictKind | undefined {
  if (sentence.endsWith('?')) return undefined
  if (matchesAny(SUPERSEDES, sentence)) return 'superseded'
  if (matchesAny(NOT_FOR_US, sentence)) return 'not-applicable'
  if (matchesAny(WANTS_NEW, sentence)) return 'changes-requested'
  if (matchesAny(DEFERS_NOT, sentence)) return undefined
  return matchesAny(DEFERRED, sentence) || defers(sentence) ? 'deferred' : undefined
}

function defers(sentence: string): boolean {
  const found = findCue(DEFERS, sentence)
  return found !== undefined && matchesAny(LATER, sentence.slice(found.index + found[0].length))
}
