/**
 * The rule `refuses` in prose: NAK or NACK as the first word of a sentence, or "is a NAK", "I nack this" (<YpDBjDTpS4evca3F@hirez.programming.kicks-ass.net>).
 */
const REFUSES =
  /^(?:hard |big |strong |still |sorry,? |so,? |well,? )?(?:nak|nack|nacked|nak'ed)\b(?!-)|\b(?:is|it's|that's|a|an|my|big|hard|i|i'd|must|to|got) (?:a |an |big |hard )?(?:nak|nack)\b/i
/** It is not a refusal within 30 characters after one of these words: "not in any respect a NAK" (<CALCETrVOvYPN4_6hS8wpm2v9bGZupZ5x4=vZAseG57OUgvLGfw@mail.gmail.com>). */
const SPEAKS_OF =
  /\b(?:self|not|why|was|were|would|if|second|avoid|got|previous|until|no|before|any|explicit|clear|your|his|their)\b[^.]{0,30}$|'s [^.]{0,25}$|\b(?:self-|n't )[^.]{0,30}$/i

/** "NAK to making it like this" refuses a detail: <Yl7J7aVzKiWRtrGi@FVFF77S0Q05N>. "NAK on that -" refuses the whole patch: <20220208204041.GK4160@nvidia.com>. */
const PART =
  /\bnac?k(?:ed)? (?:to|on|for|at|about) (?!(?:it|this|that|these|both|all)(?:[.,;:!]| -|$)|(?:the|this|that|these|your|both|all) (?:\w+ ){0,2}(?:patch(?:es|set)?|series|approach|idea|change|proposal|one)\b|patch|v\d)/i
/** "If you keep the lock, then I nack it". A merely polite opening is not a condition: <f5237afd-d57b-f317-4263-31b4bb3d0d17@linux.ibm.com>. */
const SUPPOSES = /^(?:and |but |so )?(?:if|unless|in case|as long as)\b/i
/** A polite opening: <f5237afd-d57b-f317-4263-31b4bb3d0d17@linux.ibm.com>. */
const POLITE =
  /^(?:and |but |so )?if (?:(?:my|our) (?:\w+ )?(?:understanding|reading) is\b|I(?: have)? (?:understand|understood|read|see|get|got|interpret)\b|I(?:'m| am) not (?:mistaken|wrong|missing)|I am (?:right|correct))/i

/**
 * The rule `refuses`: `nak` for a sentence that refuses the patch; `objects` for one that refuses a detail or depends on a condition; undefined
 * for any other. False positive: NAK as the name of a signal in a protocol, at the start of a sentence.
 */
export function findRefusal(sentence: string): 'nak' | 'objects' | undefined {
  const found = REFUSES.exec(sentence)
  if (found === null) return undefined
  const word = found.index + found[0].search(/nac?k/i)
  if (SPEAKS_OF.test(sentence.slice(Math.max(0, word - 40), word))) return undefined
  const supposed = SUPPOSES.test(sentence) && !POLITE.test(sentence)
  return supposed || PART.test(sentence) ? 'objects' : 'nak'
}
