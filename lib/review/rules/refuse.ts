/**
 * R1, the prose form: NAK or NACK as the first word of a sentence, or "is a NAK", "I nack this".
 * Not a refusal within 30 characters after one of these (<CALCETrVOvYPN4_6hS8wpm2v9b...>: "not in any respect a NAK").
 */
const REFUSES =
  /^(?:hard |big |strong |still |sorry,? |so,? |well,? )?(?:nak|nack|nacked|nak'ed)\b(?!-)|\b(?:is|it's|that's|a|an|my|big|hard|i|i'd|must|to|got) (?:a |an |big |hard )?(?:nak|nack)\b/i
const SPEAKS_OF =
  /\b(?:self|not|why|was|were|would|if|second|avoid|got|previous|until|no|before|any|explicit|clear|your|his|their)\b[^.]{0,30}$|'s [^.]{0,25}$|\b(?:self-|n't )[^.]{0,30}$/i

/** Whether a sentence refuses the patch. False positive: NAK as the name of a signal in a protocol, at the start of a sentence. */
export function refuses(sentence: string): boolean {
  const found = REFUSES.exec(sentence)
  if (found === null) return false
  const word = found.index + found[0].search(/nac?k/i)
  return !SPEAKS_OF.test(sentence.slice(Math.max(0, word - 40), word))
}
