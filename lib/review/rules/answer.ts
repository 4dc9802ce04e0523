import { type CueRow, matchesAny } from '../cueTable'
import type { Cue } from '../types'

/** The author agrees: it is done or will be done. <20220422170743.GC1951132@nvidia.com>, <5f3797f7-e127-7de0-dc96-4b04e5ff839a@linux.ibm.com>. */
const CONCEDES =
  /\b(?:fixed|will fix|I'll fix|will do|will (?:be )?(?:change|update|add|remove|drop|rename|move|rework|correct|address|respin|resend|split|squash|adjust|clean|take care|use|make|send|include|try|incorporate|switch|replace|modify|put|rephrase|look into)\w*|I'll (?!(?:be (?:away|out)|wait|let|leave (?:it|this) (?:as is|alone|like)))\w+|I (?:can|could) (?:change|drop|remove|add|fix|rename|move|do|make|use|split)|going to (?:fix|change|drop|remove|add|rework)|(?:I )?(?:fully |totally |completely )?agree[ds]?\b(?! to dis)|good (?:catch|point|idea|suggestion|call|question\b.{0,40}will)|nice catch|great (?:catch|idea|suggestion)|thanks for (?:catching|spotting|pointing|noticing|the (?:catch|hint|suggestion|pointer))|you(?:'re| are) (?:absolutely |totally |completely |of course )?right|that's (?:right|a good|true)|my (?:bad|mistake|fault)|(?:all )?makes? sense|sure\b|will do\b|done\b|ack\b|adopted|oops|indeed|yes, (?:it's a|that|you're|this should|I should|will|I will)|ok(?:ay)?[,.! ]|right[,.!]|fair (?:enough|point)|sounds good|(?:and|but) (?:will )?(?:add|fix|change|update|rename|remove|extend) (?:a|an|the|it|this|some|that)\b|in (?:the )?next (?:version|revision|spin|round)|in v\d+\b|I can remove)/i
/** <0c73fc23-2cfe-86c6-b91d-77a73bc435b4@linux.ibm.com> does not agree. <e16bbc699445c15788727b2094b032323168bad1.camel@linux.ibm.com> asks first. */
const NOT_CONCEDES =
  /\b(?:don't|do not|can't|cannot|not sure I|not|n't) (?:fully |completely |quite |really )?(?:agree|make sense|fix|done|right)|\bif (?:you|we|it|that|there)\b.{0,30}\bI'll|\bdo(?:es)? (?:that|this|it) make sense/i
/** The author keeps the code as it is. <7dc2517d-c276-3a3b-bdec-b67bb5b5fd26@linux.ibm.com>, <d72b9aab-675c-ac89-b73a-b1de4a0b722d@igalia.com>. */
const DECLINES =
  /\bI (?:would |'d )?(?:still |rather |really )?prefer (?:to (?:keep|leav)\w*|not|keeping|leaving|it (?:this|as)|the current|this)|\bI(?:'d| would) (?:like|rather) (?:to )?(?:keep|leave|not)|\bI (?:don't|do not) (?:think|see|believe|agree|want|like)\b|\bI (?:\w+ )?disagree\b|\bI think (?:it's|it is|this is|that's) (?:quite |pretty |very |still |perfectly |actually )?(?:common|fine|ok|okay|good|correct|right|better|enough|intentional|needed|necessary|reasonable)\b|\bI think the current\b|\b(?:by design|intentional(?:ly)?|on purpose|deliberate(?:ly)?)\b|\bleave (?:it|this|that) (?:as (?:is|it is)|alone|like)|\bkeep (?:it|this|that) (?:as (?:is|it is)|like)|\b(?:not|isn't|is not|aren't) (?:really )?(?:needed|necessary|required|possible|worth)\b|^no[,.]|\bthe point is\b|\bwon't (?:work|help|fix)|\bwould(?:n't| not) (?:work|help)|\bno need\b|\bthere is no\b|\b(?:out of|beyond) (?:the )?scope\b|\bseparate (?:patch|series)\b/i
/** The author asks for an answer: <e560a670-d6b6-304b-68b4-cbf312c40ad9@linux.ibm.com>. */
const PINGS =
  /^(?:gentle |friendly |another )?(?:ping|bump|reminder)\b|\bping\b.{0,3}@|\bany (?:comments?|feedback|thoughts?|news|update|review)s?\b.{0,60}\?|\b(?:could|can|would) (?:some|any)(?:one|body) (?:please )?(?:review|take a look|have a look)|\bgentle (?:ping|reminder)/i
/** The author asks somebody by name: <e16bbc699445c15788727b2094b032323168bad1.camel@linux.ibm.com>. */
const NAMES = /(?:^|\s)@[\p{Lu}][\p{L}-]{1,30}/u

/** The rule `answers`: how a sentence of the author responds to the comment it answers. */
export function authorCues(sentence: string): Cue[] {
  const cues: Cue[] = []
  const declines = DECLINES.test(sentence)
  // "So I'll leave it as is and add a comment" agrees with a reviewer who asked to leave it: `add` outweighs `leave`.
  const concedes = CONCEDES.test(sentence) && !NOT_CONCEDES.test(sentence)
  if (PINGS.test(sentence)) cues.push('pings')
  if (concedes && !(declines && !/\bI'll\b|\bwill\b|\bfixed\b/i.test(sentence))) cues.push('concedes')
  else if (declines) cues.push('declines')
  if (sentence.includes('?') || NAMES.test(sentence)) cues.push('asks')
  return cues
}

/** A reviewer says that a comment is settled: "OK", "okay I'm buying", "fair enough", "This." <20220530131652.4a0b0057@p-imbrenda>, <bd09745b-14e3-741c-f1ab-0663a231d019@linux.ibm.com>, <20220711141539.59727f34@gandalf.local.home>. */
const SETTLED =
  /^(?:ok(?:ay)?|ah,? ok(?:ay)?|oh,? ok(?:ay)?|fair enough|fair point|this|sure|got it|i see|makes sense|sounds? (?:good|reasonable|fair|great|fine|ok)|agreed|i agree|good point|great|perfect|alright|all right|right|yep|yes|works for me|fine(?: with| by)? ?(?:me)?|no problem|never ?mind|that makes sense|that works|thanks?(?: you)?(?: for (?:the )?(?:explanation|clarification|clarifying|explaining|confirming|info|information))|that's (?:fine|ok|okay|good|great))\b(?:[,.! ]{0,3}(?:thanks?(?: you)?|then|with me|enough|as well|to me|too|thx|now|that works|makes sense|i'm buying|i see|.{0,3}))?[.!)\s]*$|^(?:actually|ok(?:ay)?|then|no worries)?,? ?I(?:'ll| will) just (?:send|fix|do|take|add|handle|change|correct) (?:it|this|that|them)\b|\bI'm buying\b|\bI stand corrected\b|\bI (?:was|am) (?:wrong|mistaken)\b|\bI(?:'m| am) (?:fine|ok|okay|good|happy) with (?:that|this|it|either)\b|\bfair enough\b|\bnever ?mind\b|\bforget (?:what I|about it|it\b)|\b(?:makes|make) sense(?: to me)?[.,!]|\bI withdraw\b|\bthanks? (?:you )?for (?:the )?(?:explanation|clarif\w+|explaining|confirm\w+)/i
/** "Fair enough, but": <20220314111718.2509a093@p-imbrenda>. */
const NOT_SETTLED =
  /\b(?:nits?|but|however|though|although|still|yet)\b|\?|\bnot?\b.{0,12}\bsense\b|\bn't\b.{0,12}\bsense\b/i

/** Whether a sentence of a reviewer says that an earlier comment is settled. A "but" in it takes that back. */
export function settles(sentence: string): boolean {
  return SETTLED.test(sentence) && !NOT_SETTLED.test(sentence)
}

/** What a review tag is called in prose. */
const TAG = String.raw`(?:[rat]-?b|acks?|\w+ed-by|review|tags?|approval)\b`
const about = (source: string): RegExp => new RegExp(source.replaceAll('TAG', TAG), 'i')

/** A reviewer takes a tag back: <YpxIENWD3gOkFiG2@antec>. */
export const WITHDRAWS_TAG: readonly CueRow[] = [
  {
    cue: about(String.raw`\b(?:drop|remov|delet|strik|cancel|scratch)\w* (?:my|the) (?:\w+ ){0,2}TAG`),
    yes: 'Please drop my R-b.',
    no: 'I dropped your R-b.',
  },
  {
    cue: about(String.raw`\b(?:withdraw|retract|revok|rescind)\w* (?:my|the) (?:\w+ ){0,2}TAG`),
    yes: 'I am revoking my Reviewed-by.',
    no: 'The authority revoked its key.',
  },
  {
    cue: about(String.raw`\b(?:ignor|discard|disregard|undo)\w* (?:my|the) (?:\w+ ){0,2}TAG`),
    yes: 'Please disregard my earlier ack.',
    no: 'The driver ignores the acknowledgement.',
  },
  {
    cue: about(String.raw`\btak(?:e|ing) back (?:my|the) (?:\w+ ){0,2}TAG`),
    yes: 'I am taking back my ack.',
    no: 'Please take my patch.',
  },
  {
    cue: about(String.raw`\btak(?:e|ing) my (?:\w+ ){0,2}TAG back\b`),
    yes: 'I have to take my Acked-by back.',
    no: 'Please take my patch back to v1.',
  },
  {
    cue: /\bI(?:'m| am|'ll| will| must| have to| want to)? (?:\w+ )?(?:withdraw|retract|revok|rescind)(?:e|ing)? (?:my|it|that|this)\b/i,
    yes: 'I hereby withdraw it.',
    no: 'The author withdrew it.',
  },
  {
    cue: /^-\s?(?:reviewed|acked|tested|approved)-by:/i,
    yes: '-Reviewed-by: Rex Roe <rex@example.org>',
    no: 'Reviewed-by: Rex Roe <rex@example.org>',
  },
  {
    cue: about(String.raw`\bmy (?:\w+ )?TAG.{0,20}\b(?:no longer|does(?:n't| not)|should(?:n't| not)|must not)\b`),
    yes: 'My ack no longer stands.',
    no: 'My review is below.',
  },
  {
    cue: about(
      String.raw`\bmy (?:\w+ )?TAG (?:is|was) (?:\w+ )?(?:withdrawn|revoked|retracted|void|premature|a mistake)\b`,
    ),
    yes: 'My Reviewed-by was premature.',
    no: 'My Reviewed-by was for v2.',
  },
  {
    cue: about(String.raw`\b(?:don't|do not) (?:add|carry|keep|use|apply|pick up|include|count) my (?:\w+ ){0,2}TAG`),
    yes: 'Please do not carry my tag.',
    no: 'Please carry my tag.',
  },
  {
    cue: /^un-?ack(?:ed|ing)?\b(?=[\s.,!-]*(?:$|this|that|it|for|until|please|by|because|since))/i,
    yes: 'Un-acked until the lock is fixed.',
    no: 'Unacked segments are sent again.',
  },
  { cue: /\bI(?:'m| am| have to| must) un-?ack\w*/i, yes: 'I have to un-ack this.', no: 'I have to ack this.' },
  {
    cue: /\bI (?:no longer|can no longer|can't|cannot) (?:ack|approve|support|stand (?:by|behind))\b/i,
    yes: 'I can no longer ack this.',
    no: 'I can ack this.',
  },
]
/** "I take that back" takes back what its author said last, whatever it was. */
export const TAKES_BACK: readonly CueRow[] = [
  {
    cue: /\bI\b.{0,20}\btak(?:e|ing) (?:that|it|this|what I said|all of (?:it|that)) back\b/i,
    yes: 'I take that back, the lock is still wrong.',
    no: 'You can take it back to v1.',
  },
  {
    cue: /^(?:actually|oh|hmm|no|wait|please)?[,.! ]*(?:\w+ )?scratch (?:that|this|what I)\b/i,
    yes: 'Actually, scratch that.',
    no: 'It is written from scratch.',
  },
  {
    cue: /\bconsider (?:it|that|this|my [\w-]{2,20}) (?:\w+ )?(?:withdrawn|revoked|retracted|dropped|void|cancell?ed)\b/i,
    yes: 'Consider it withdrawn.',
    no: 'Consider it done.',
  },
  {
    cue: /\bI (?:spoke|acked|reviewed|approved)(?: this| it)? too (?:soon|early|fast|quickly)\b/i,
    yes: 'I spoke too soon.',
    no: 'It fires too soon.',
  },
]
/** "If you change that, drop my R-b": it is not taken back yet. */
const NOT_YET = /\b(?:if|unless|should you|in case|feel free|when you|no need|should I|do I|did you|why)\b/i

/** Whether a sentence takes back a tag of its author ("please drop my R-b"). */
export function withdrawsTag(sentence: string): boolean {
  return matchesAny(WITHDRAWS_TAG, sentence) && !NOT_YET.test(sentence)
}

/** Whether a sentence takes back what its author said last ("I take that back"). */
export function takesBack(sentence: string): boolean {
  return matchesAny(TAKES_BACK, sentence) && !NOT_YET.test(sentence)
}

/** Something broke: <20220929105519.5c9ae1d8.alex.williamson@redhat.com>. */
const REGRESSION =
  /\b(?:introduc\w+|caus\w+|trigger\w+) (?:the|a|this|another|an?) (?:\w+ ){0,2}(?:regression|crash|oops|panic|warning|build (?:failure|error|break))|\b(?:is|was|see|seeing|saw|hit|hitting|found|have|got|causes?|caused|reports?|reported) (?:a|the|this|another) (?:\w+ ){0,2}regression\b|\bregression (?:in|since|on|with|introduced|report|caused|between)\b|\bwith this (?:patch|commit|series) in (?:linux-)?next\b.{0,80}\b(?:errors?|fails?|crash\w*|warnings?)|\b(?:broke|breaks|broken) (?:my|the|our) (?:build|boot|\w+ boot|ci|tests?)|\bbisect(?:s|ed|ion)? (?:to|points|shows|says)|\bfixed or reverted\b|\bfails to (?:boot|build) (?:with|since|after)|\bstarted (?:seeing|failing|crashing)/i

/** Whether a sentence reports that the patch broke something. Counts only once the patch is applied. */
export function reportsRegression(sentence: string): boolean {
  return (
    REGRESSION.test(sentence) &&
    !/\b(?:no|any|non|without|potential) (?:\w+ )?regressions?\b|regression (?:test|suite)|\b(?:prevent|avoid|possible|future|help|catch|risk of)/i.test(
      sentence,
    )
  )
}
