import { withoutUrls } from '../../url'

/**
 * The rule `requests` in the form of a question: it wants something done rather than to know something. Each cue is tried only on a sentence
 * with a question mark, and counts only when no word like "why" or "how" comes before it: "why do we need two pages?" asks (<f840f66aa615ce167187754842268662cd466b92.camel@linux.ibm.com>).
 */
const WANTS: readonly RegExp[] = [
  // The reviewer doubts the need for it: "do we still need this?", "is that ifdef needed at all?", "does this really belong here?" <20221123134523.5af2b5ab@p-imbrenda>
  /\b(?:do|does) \w+(?: \w+){0,3} (?:need|have to|belong)\b|\b(?:is|are) (?:\w+ ){1,4}(?:really |still |actually |even )?(?:needed|necessary|required|worth it)\b/i,
  // A negated question: "wouldn't one be easier?", "will this not be clamped?" <20220427141409.37cd38df@p-imbrenda>
  /(?:^|[,;:(] ?|\b(?:but|and|so|or|then) )(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|must)(?:n't|'nt)\b|\b(?:is|are|does|do|will|would|can|could|should) (?:this|that|it|we|you|they|these|those|the \w+) not\b/i,
  // A tag question: "we'd miss one, no?", "this is no longer used, is it?" <d986a43b-5828-8145-ff91-1a507434de8b@linux.ibm.com>
  /,? ?\b(?:no|(?:is|isn't|does|doesn't|wouldn't|won't|shouldn't) it|(?:are|aren't) they|do(?:n't)? (?:we|they)) ?\?+\W*$|(?:n't|\bnot|\bno longer|\bnever)\b.{0,80}\b(?:(?:do|can|are) (?:we|they)|(?:is|does|can) it) ?,/i,
  // The end of a sentence that quotes code: "wouldn't [code] work as well?" <YqGlmpbx8HTrWmpF@shell.armlinux.org.uk>; "would ... be better?" <509d2b62-7d52-bf5c-7a6c-213a740a5c00@codethink.co.uk>
  /^(?:not )?(?:work|suffice|look)\b[^?]{0,60}\?$|^be (?:\w+ )?(?:better|enough|simpler|nicer|sufficient|cleaner|clearer)\b|\bwould\b.{1,80}\bbe (?:\w+ )?(?:better|simpler|nicer|cleaner|clearer)\b/i,
  // It could be done in another way: "can this patch be merged with the last?", "any chance of a split?" <YvtVKT44JuqhyWB2@TonyMac-Alibaba>
  /\b(?:can|could)\b.{0,60}\bbe (?:also |just |simply |even |\w+ly )?(?:merged|dropped|removed|moved|folded|squashed|split|simplified|replaced|renamed|shared|avoided|reused|covered|combined|converted|unified|factored|consolidated|reduced|extended|documented|dealt|put|turned|done)\b/i,
  // It remains to be done, or would be possible. <9fd239df-b066-36da-f27a-5d3231de82ee@oracle.com>, <bed66b9467254a5a8bafc1983dad643a@intel.com>
  /(?<!\bgoing )\bto be (?:done|fixed|moved|split|added|removed|handled|dropped|renamed)\b|\b(?:(?:does|would) it (?:also |not )?make more|would(?:n't)? it (?:also |not )?make) sense to\b|\b(?:would it be|is it|might it be|isn't it)(?: also| not)? possible to (?!\w+ (?:that|how|why))|\bany chance (?:of|that|this|these|the|you|we|it|to)\b|\breason (?:for |to |that |why )?.{0,40}(?:n't|(?<!\band )\bnot\b|cannot)\b/i,
  // Something is expected: "you left out the check?", "I thought that you would drop this?" <CAMuHMdUT6nEft8v30sq0WP49RW2qUn+1sunk+ow2_EEyVEieEQ@mail.gmail.com>
  /\byou (?:\w+ )?(?:left out|left off|forgot|forget|missed)\b|^(?:but |hm+,? |and |so )?I thought\b|\b(?:we|you|it|I)(?:'d| had) better\b/i,
  // Words of the patch, quoted with a question mark. <d7b17bf5-d18f-6e27-73ad-7a5753c4e793@linux.ibm.com>
  /^(?:\S{1,20} ){0,4}["'`“][^"'`“”]{2,120}["'`”] ?\?+$/,
]
/** Words that make it a real question: <f840f66aa615ce167187754842268662cd466b92.camel@linux.ibm.com>. */
const ASKING_WORD = /\b(?:how|what|when|where|who|which|why)\b/i

/** Words of short questions that do not point at anything in the patch: <YzMrSIGMPSgJ94sG@nvidia.com>. Other words do: <2b9b31bf-e45a-7006-c68e-6e143665640c@linux.ibm.com>. */
const ORDINARY =
  /^(?:how|what|what's|when|where|who|which|why|whose|really|right|correct|sure|yes|no|ok|okay|huh|eh|hm+|thoughts?|comments?|opinions?|preferences?|ideas?|objections?|agreed?|any\w*|every\w*|some\w*|sounds?|makes?|sense|questions?|not|or|so|true|possible|still|else|it|this|that|these|those|you|your|we|me|i|is|are|was|were|do|does|did|am|have|has|had|maybe|perhaps|ping|news|update|fair|good|fine|better|worse|done|again|too|e\.g|i\.e|yet|then|pretty|fixed)$/i
const MAX_FRAGMENT_WORDS = 3

/**
 * Whether a question wants something done. A question of at most three words, none of them ordinary ("WARN_ON?", "with a copy?"), proposes
 * something or points at something odd. False positives: genuine questions about need.
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

/** The reviewer wants an explanation: <1fab4c8a-7bc5-9a50-d48a-0dc590cac7a6@linux.intel.com>. "As far as I can tell" does not (<33a53898-c9c4-3292-69ab-90b936371e89@de.ibm.com>). */
const EXPLAIN =
  /\b(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|we)|please)(?: please| also| maybe| perhaps)? (?:explain(?! that)|clarify|elaborate|confirm|tell|describe|expand)\b/i
/** A question mark in a quotation asks nothing, nor does one in a URL: <CAKwvOd=T5bd69-pduh8OnYdzGuBdJmF692VYP833ZG3BfGUA+A@mail.gmail.com> has one. */
const QUOTATION = /"[^"]{0,300}"|'[^']{2,80}'|`[^`]{0,300}`/g

/** Whether a sentence asks for an explanation, with or without a question mark. */
export function wantsAnswer(sentence: string): boolean {
  return EXPLAIN.test(sentence)
}

/** The rule `asks`: a question mark outside URLs and quotations, or a wish for an explanation. */
export function asksQuestion(sentence: string): boolean {
  return withoutUrls(sentence).replace(QUOTATION, ' ').includes('?') || wantsAnswer(sentence)
}
