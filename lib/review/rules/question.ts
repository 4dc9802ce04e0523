/**
 * R7 in the form of a question: forms that want something done rather than to know something. Each is tried only on a sentence with a
 * question mark, and only where no word like "why" or "how" stands in front: "why do we need two pages?" asks.
 */
const WANTS: readonly RegExp[] = [
  // The need for it is doubted: "do we still need this?", "is that ifdef needed at all?", "does this really belong here?"
  /\b(?:do|does) \w+(?: \w+){0,3} (?:need|have to|belong)\b|\b(?:is|are) (?:\w+ ){1,4}(?:really |still |actually |even )?(?:needed|necessary|required|worth it)\b/i,
  // A negated question: "wouldn't one be easier?", "will this not be clamped?"
  /(?:^|[,;:(] ?|\b(?:but|and|so|or|then) )(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|must)(?:n't|'nt)\b|\b(?:is|are|does|do|will|would|can|could|should) (?:this|that|it|we|you|they|these|those|the \w+) not\b/i,
  // A tag that waits to be proved right: "we'd miss one, no?", "this is no longer used, is it?"
  /,? ?\b(?:no|(?:is|isn't|does|doesn't|wouldn't|won't|shouldn't) it|(?:are|aren't) they|do(?:n't)? (?:we|they)) ?\?+\W*$|(?:n't|\bnot|\bno longer|\bnever)\b.{0,80}\b(?:(?:do|can|are) (?:we|they)|(?:is|does|can) it) ?,/i,
  // The end of a sentence that quotes code: "wouldn't [code] work as well?"
  /^(?:not )?(?:work|suffice|look)\b[^?]{0,60}\?$|^be (?:\w+ )?(?:better|enough|simpler|nicer|sufficient|cleaner|clearer)\b|\bwould\b.{1,80}\bbe (?:\w+ )?(?:better|simpler|nicer|cleaner|clearer)\b/i,
  // It could be done otherwise: "can this patch be merged with the last?", "any chance of a split?"
  /\b(?:can|could)\b.{0,60}\bbe (?:also |just |simply |even |\w+ly )?(?:merged|dropped|removed|moved|folded|squashed|split|simplified|replaced|renamed|shared|avoided|reused|covered|combined|converted|unified|factored|consolidated|reduced|extended|documented|dealt|put|turned|done)\b/i,
  /(?<!\bgoing )\bto be (?:done|fixed|moved|split|added|removed|handled|dropped|renamed)\b|\b(?:(?:does|would) it (?:also |not )?make more|would(?:n't)? it (?:also |not )?make) sense to\b|\b(?:would it be|is it|might it be|isn't it)(?: also| not)? possible to (?!\w+ (?:that|how|why))|\bany chance (?:of|that|this|these|the|you|we|it|to)\b|\breason (?:for |to |that |why )?.{0,40}(?:n't|(?<!\band )\bnot\b|cannot)\b/i,
  // Something is expected: "you left out the check?", "I thought that you would drop this?"
  /\byou (?:\w+ )?(?:left out|left off|forgot|forget|missed)\b|^(?:but |hm+,? |and |so )?I thought\b|\b(?:we|you|it|I)(?:'d| had) better\b/i,
  // The quoted words of the patch, held up.
  /^(?:\S{1,20} ){0,4}["'`“][^"'`“”]{2,120}["'`”] ?\?+$/,
]
const ASKING_WORD = /\b(?:how|what|when|where|who|which|why)\b/i

/** Words of short questions that point at nothing in the patch. */
const ORDINARY =
  /^(?:how|what|what's|when|where|who|which|why|whose|really|right|correct|sure|yes|no|ok|okay|huh|eh|hm+|thoughts?|comments?|opinions?|preferences?|ideas?|objections?|agreed?|any\w*|every\w*|some\w*|sounds?|makes?|sense|questions?|not|or|so|true|possible|still|else|it|this|that|these|those|you|your|we|me|i|is|are|was|were|do|does|did|am|have|has|had|maybe|perhaps|ping|news|update|fair|good|fine|better|worse|done|again|too|e\.g|i\.e|yet|then|pretty|fixed)$/i
const MAX_FRAGMENT_WORDS = 3

/**
 * R7: whether a question wants something done. A few words that are no ordinary ones ("WARN_ON?", "with a copy?") propose, or point
 * at what is odd. False positives: doubts about need that are meant as they stand.
 */
export function wantsChange(sentence: string): boolean {
  if (!sentence.includes('?')) return false
  const asking = sentence.search(ASKING_WORD)
  const wants = WANTS.some((cue) => {
    const found = cue.exec(sentence)
    return found !== null && (asking < 0 || asking >= found.index)
  })
  return wants || isFragment(sentence)
}

function isFragment(sentence: string): boolean {
  if (!sentence.endsWith('?')) return false
  const words = sentence.split(' ').flatMap((word) => word.replace(/^\W+|[^\w()]+$/g, '') || [])
  return words.length > 0 && words.length <= MAX_FRAGMENT_WORDS && !words.some((word) => ORDINARY.test(word))
}
