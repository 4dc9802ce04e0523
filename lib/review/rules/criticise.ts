import { wantsChange } from './question'

/**
 * R6: the patch, or what it does, is refused as such. A bare "No," is no cue: half of them are no objections
 * (<546463b8-54fa-2071-6a9a-e4087eb8bb2c@intel.com> reassures with it).
 */
const OBJECTS: readonly RegExp[] = [
  /\bI (?:really |still |also |just |personally )?(?:don't|do not) (?:really |particularly |quite )?(?:like|love|agree|buy)\b(?: with)? ?(?:this|that|it|the (?:idea|approach|direction|concept|way|whole|trick|design)|having)?(?: (?:patch|approach|idea|trick|hack|change|series|solution|direction|at all|much|either))*(?:[.,;!]|$| of\b| here\b| because\b)/i,
  /\bI (?:strongly |really )?(?:dislike|hate) (?:(?:this|that|it)(?: (?:patch|approach|idea|hack|trick|change))?(?=[.,;!]|$)|the (?:idea|approach|direction|concept|whole)\b)|\bnot a (?:big |huge )?fan of (?:this|that|it|the (?:idea|approach|direction))\b/i,
  /\bI (?:still |strongly |respectfully |have to |must |'m going to have to )*disagree\b|^disagree\b/i,
  /\bbad idea\b|\bterrible idea\b/i,
  /\b(?:not|n't) (?:at all |really |fully |entirely |quite |yet |so )?(?:convinced|persuaded)\b/i,
  /\bwrong (?:direction|approach|layering|way to|way\b|fix|solution)\b|\bis (?:just |simply )?(?:the|a) wrong thing to do\b/i,
  /\bintroduc(?:ed|es|ing) (?:the|a|this|another) (?:\w+ )?regression\b|\bfixed or reverted\b|\bneeds? to be reverted\b|\bshould be reverted\b|\breason to revert\b|\bthis (?:change|patch|commit|series) (?:has |have )?(?:\w+ )?(?:broke|broken)\b/i,
  /\bI (?:strongly |really )?object\b|\bI(?:'m| am) (?:strongly |really )?(?:against|opposed)\b/i,
  /\bI (?:really |also |still )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that|it|such|the (?:patch|series|approach|change))\b.{0,30}\b(?:right (?:\w+ )?(?:approach|way|fix|thing|place|solution|direction)|a good idea|acceptable|appropriate|worth|belongs?|should|is needed|is necessary|is useful|helps?|way to go|justif\w+)\b/i,
  /\bI (?:really |also |still )?(?:don't|do not) (?:think|believe) (?:that )?(?:we|you) (?:should|want to) (?:be )?(?:do(?:ing)?|merge|take|apply|go|change|expose|support|have|allow|bother|add)\b/i,
  /\b(?:not|un)\s?acceptable\b|(?:^|[,;] )(?:hell|absolutely|definitely),? no(?=[.,!]|$)|\bplease (?:don't|do not) (?:do|merge|apply|add (?:more|another|yet))/i,
  /\bI (?:don't|do not|can't|fail to) (?:really )?see (?:the|any|much|a) (?:point|value|benefit)\b|\bI (?:don't|do not|can't|fail to) (?:really )?see (?:the|any|much|a) (?:reason|need) for (?:this|that|it)\b|\bstruggling to see\b|\b(?:is|are) not worth (?:it\b|adding|merging|the churn)/i,
]
/** R6 in words that fit a whole patch and a single line alike: what they speak of is told by what they stand below. */
const BLAMES: readonly RegExp[] = [
  /\bwhat(?:'s| is) the (?:whole |actual )?point\b/i,
  /(?:^|[,;:(]\s?|\b(?:but|and|so|think|believe|because|that|still|no|clear|say) )(?:this|that|it|these|(?:the|this|that|your|such) (?:\w+ ){0,2}(?:approach|patch|idea|code|change|series|design|hack|logic|fix|assumption|api|interface))(?: \w+)?(?:'s| is| are)\b[^.,;]{0,20}\b(?:wrong|broken|pointless|bogus|nonsense|horrible|horrid|terrible|insane|ridiculous|disgusting|crazy|awful|useless|dangerous|incorrect)\b(?=[.,;:!)]|$| (?:and|as|because|since|to|way|approach|direction|api|interface|idea|layering|hack)\b)/i,
  /(?:^|[,;:(]\s?|\b(?:but|and|so|think|because|that|combined, the above) )(?:(?:this|that|it|(?:the|this|your) (?:patch(?:set)?|approach|change|series|idea|design|above|addition|commit|proposal|feature|option|abstraction|interface|api|direction|concept))\b)?(?: just| really| still)? ?(?:makes? (?:absolutely |really |just |even )?(?:no|zero) sense|(?:does|do|did)(?:n't| not) (?:really |actually )?make (?:any |much |a lot of )?sense)(?: to me| at all| any ?more)*(?=[.,;:!)]|$)/i,
  /(?<!de-?)\bob(?:fus|sfu)cat(?!or)\w*|\bobsfu\w+/i,
]
const NAMES_PATCH =
  /\b(?:the|this|that|your|such|whole|these|current) (?:\w+ ){0,2}(?:patch(?:es|set)?|series|approach|idea|change|design|proposal|concept|direction|api|interface)\b/i
/** The words of R6 in another sense: denied, supposed, or about the code as it was before the patch. */
const NO_OBJECTION =
  /\b(?:don't|do not|not|isn't|nothing|no longer|n't) (?:\w+ ){0,2}(?:disagree|wrong|broken|a bad idea|pointless|incorrect|dangerous|object)\b|\b(?:without (?:this|it|the)|already (?:is )?broken|was broken|currently broken|before this)\b|^(?:if|unless|in case|assuming)\b|\bif (?:this|that|it|i)\b.{0,20}\b(?:is|am|makes?)\b.{0,15}(?:wrong|no sense)|\b(?:unless|if) (?:\w+ ){0,2}(?:disagree|object)|\bcorrect me\b|\bwe'd\b.{0,20}wrong|\bgo(?:es|ing)? wrong|\b(?:any|no|an?) objections?|\bnot (?:saying|claiming|that)\b|\bawful lot\b|\breason (?:that|to not|not to)\b|\bkeeps me from\b|\bI guess\b|\(\?\)/i

/** R7: something is to be done. */
const REQUESTS: readonly RegExp[] = [
  /\b(?:please|plase|pls|plz)\b(?!,? (?:be patient|let me know|give (?:me|us)|find|note|ignore|feel free|bear|excuse|see\b|add my|add the following|correct me|tell|explain|clarify|elaborate|confirm|don't hesitate|advise|pick|apply|queue|take|take a look))/i,
  /\b(?:you|we|it|this|that|these|there|which|they|\w+\(\)|\w+) (?:should|shouldn't|must|ought to)\b(?!.{0,12}\b(?:be (?:fine|ok|okay|good|enough|safe|sufficient|possible|useful|helpful|true|able|faster)|work\b|do it|suffice|fix (?:it|this|the)|have (?:mentioned|said|noticed|caught|been)|get|probably have\b))/i,
  /^should(?:n't)? (?:this|that|it|we|these|the|there|you)\b/i,
  /(?<!\b(?:I|I'll|will|we|we'll|would|don't|not|no|me) )\bneeds? (?:to|an?|some|more|fixing|updating|rework\w*|the)\b|\bneeds? (?:to be|a comment)/i,
  /\bI(?:'d| would) (?!(?:\w+ )?(?:say|think|guess|assume|imagine|agree|believe|hope|bet|know|be (?:happy|glad|surprised|fine|ok|okay|good|curious)|like to (?:know|thank|understand|hear|ask|point)|love to (?:hear|know)|not)\b)\w+|\bmy preference\b|\bI (?:prefer|suggest|recommend|propose)\b/i,
  /\bI (?:do )?(?:think|guess|believe|feel) (?:that )?(?:you|we|it|this|that|there)(?:'d| would| could| should| need| can| might| probably)\b/i,
  /\b(?:how|what) about\b|\bwhy (?:not|don't|can't|do(?:n't)? (?:you|we) not)\b|\bshall we\b|\bany (?:chance|particular reason|reason) .{0,10}(?:not|can't|didn't|don't|to)\b|\bwhy (?:is|are|does|do|did|isn't|aren't|doesn't|didn't|couldn't|can't|wouldn't|shouldn't) .{0,60}\b(?:not|instead|just|rather)\b/i,
  /\bnits?\b|\bnitpick\w*|\bs\/[^/]{1,60}\/[^/]{0,80}\/?|^\S{1,60} ?[-=]> ?\S{1,60}$|\btypos?\b|\bmissing\b|^missed\b|\binstead\b|\bmisspell\w*|\bspelling\b|\bwhite ?space\b/i,
  /\b(?:use[- ]after[- ]free|uaf|leaks?|leaked|leaking|races?|racy|deadlocks?|overflows?|underflows?|null pointer|out[- ]of[- ]bounds)\b|\b(?:is|are|looks like|seems|have|has|a|an|another|potential|possible|same) (?:\w+ )?bugs?\b|\bbuggy\b/i,
  /\bdo you mind \w+ing\b|\bdo you (?:also |really )?want to\b(?! (?:post|send|take|pick|merge|repost|handle|carry|queue|route))|\bhow hard would it be\b|\bshould(?:n't)? be\b(?! (?:fine|ok|okay|good|enough|safe|useful|helpful|able|possible))|\bI (?:don't|do not) (?:think|see|believe)\b(?! (?:so|how)\b)|\bmakes? no sense\b|\bdoes(?:n't| not) make (?:\w+ )?sense\b|\b(?:is|it's) (?:the|a) wrong \w+|\bto be (?:more|less) \w+\?|\b(?:this|that|it|one|these|those) (?:\w+ )?wants? to (?:be|go|use|have)\b|\b(?:I|I'd|I'm|so) (?:vote|voting) (?:for|to)\b|\bwonder (?:if|whether)\b.{0,60}\b(?:clean|simpl|eas|nic|clear)\w*|\bcould\b.{0,60}\bbe \w+ed\?/i,
  /\byou(?:'ll| will) get\b|\bthis (?:will|would|can|could|may) (?:\w+ )?(?:lead to|cause|break|fail|crash|deadlock|result in)\b|\bexplodes?\b|\bcall trace\b|\bpanics\b|\b(?:WARNING|BUG): |\bnot used\b/i,
  /\bundefined reference\b|\berror: |\bwarning: |\bmake(?:\[\d+\])?: \*\*\*|\bbuild (?:errors?|failures?|fails|warnings?)\b|\b(?:the|another|one|an?) (?:issue|problem) (?:here )?is\b|\bthere(?:'s| is| are) (?:a|an|another|also a|some) (?:\w+ )?(?:bug|problem|issue|error|mistake|conflict)s?\b|\b(?:looks|seems|feels|sounds) (?:to be )?(?:\w+ )?(?:wrong|broken|incorrect|odd|strange|weird|off|bogus|fishy|inconsistent)\b|\b(?:dislike|not a (?:big |huge )?fan|don't (?:really |particularly )?like|for my taste)\b/i,
  /\b(?:can|could|should|can't|couldn't|shouldn't) (?:we|this|that|it|these|the)\b(?! (?:\w+ ){0,2}(?:happen|ever|occur|be (?:null|zero|negative|empty|called|reached|triggered))\b).{0,200}\?|\b(?:could|can|would|will) you (?:please |also |maybe |perhaps |kindly |possibly |just )?(?!(?:\w+ )?(?:explain(?! that)|clarify|elaborate|confirm|tell|describe|remind|share|give|say|point|provide|show|say|help|shed|expand))\w+/i,
  /\b(?:would|might|may|could|should) (?:also |probably |perhaps |just |actually )?(?:be|look|read) (?:\w+ )?(?:faster|nice|good|better|great|cleaner|useful|helpful|easier|clearer|simpler|preferable|best|worth|nicer|safer|more)\b|\bbetter (?:to|if|off)\b|\bworth (?:adding|mentioning|a |noting)\b/i,
  /\b(?:let's|let us)\b(?! (?:see|wait|say|hope|assume))|^(?:or )?(?:maybe|perhaps|probably)\b(?!,? (?:yes|not|no|so|there (?:is|are))\b)|\bmaybe (?:we|you|just|add|use|also|something|it|call|rename|a\b|an\b|this|better|move|drop|remove|make|put|split|change|try|check|pass|return|name|mention|rather|even)\b|\bI wonder (?:if|whether)\b.{0,80}\b(?:should|could|better|instead|worth|ought|can|good idea|would)\b|\bperhaps (?:we|you|just|add|use|also|something|it|a\b|this)\b/i,
  /\b(?:don't|do not|no) need (?:to|for|this|the|it|these|that)\b|\bno need\b|\bnot (?:needed|necessary|required)\b|\bunnecessary\b|\bunneeded\b|\bredundant\b|\bsuperfluous\b|\bunused\b/i,
  /\b(?:you|we) (?:can|could|may want|might want|probably want|may)\b(?!(?: also| then| now)? (?:see|tell|have my|add|find|imagine|say|assume|have|keep|take|be|not))|\byou (?:have|need) to\b|\byou (?:probably|likely|really|might|may|also) want to\b|\bI think (?:you|we) want\b/i,
  /^consider\b|, ?consider\b|\bconsider (?:to |\w+ing|a\b|the\b)|\bmisleading\b|(?<!\bI(?:'m| am) )(?<!\b(?:a bit|little|slightly|still|also|me) )\bconfus\w+|\bunclear\b|\bwould be appreciated\b|\bquick respin\b|\b(?:re-?spin|re-?send|rebase) (?:this|the|on|to|with|it)\b|\bthe correct way\b|\bsame (?:general )?(?:comments?|remarks?) (?:as|apply|here|for)|\bwording\b|\bcheckpatch (?:is|complains|warns|will)|\boverly long\b|\bwould help\b|\bhard to (?:read|follow|understand)\b/i,
  /^(?:drop|remove|rename|move|use|add|fix|make|split|squash|fold|replace|change|same (?:here|comment|as|issue|problem|question)|ditto|likewise|indent\w*|extra|stray|blank line|empty line|reverse|double|trailing|align\w*|keep(?! in mind)|avoid|don't|do not|try|put|wrap|also(?!,? (?:how|what|when|where|who|which|why)\b))\b/i,
  /\bdoes(?:n't| not) (?:apply|build|compile|work|look right|match|exist|handle|check|cover|seem right|describe|belong)\b|\bfails? to (?:build|apply|compile)\b|\bconflicts? with (?:a|the|this|other|another|some) (?:\w+ )?(?:patch(?:es)?|change|commit|series)\b|\b(?:we|I) (?:found|find|see|saw|hit|got|get|noticed)\b(?! no)[^,;]{0,60}\b(?:fail(?:ed|s|ures?|ing)?|crash(?:ed|es)?|hangs?|stuck)\b|\bbreaks?\b|\b(?:not|isn't) (?:really |quite |entirely )?(?:correct|true|right|accurate|clear|good enough|safe|sufficient)\b/i,
  /\b(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't|shouldn't|didn't) (?:this|that|it|we|you|the|there|they|these)\b.{0,200}\?/i,
]
/** Thanks, approval and news in the words of R7. */
const NO_REQUEST =
  /^(?:so |and )?are you (?:asking|saying|suggesting)\b|^(?:thanks?|thank you|yes|yeah|yep|right|correct|agreed?|sure|indeed|ok(?:ay)?|lgtm|looks good|makes sense)[,.! ]*(?:for|$|a lot|that)|^(?:yes|agreed|right)\b.{0,60}$|\bthanks? (?:you )?for (?:fix|catch|spot|clean|tak|do|work)\w*|\bplease (?:add|feel)\b.{0,20}\b(?:my|free)\b|\byou (?:can|may) (?:also |then |now )?(?:add|have|keep|carry)\b.{0,20}\b(?:my|reviewed|acked|r-?b|tags?)\b|\bfeel free\b|\bI(?:'ll| will| can)\b(?! (?:leave|let you))|\bnothing (?:is )?missing\b|\bno (?:\w+ )?(?:warnings|issues|problems|bugs|leaks?)\b|\bwas a bug\b|\bno longer (?:see|get|hit)\b|\bam I missing\b|\bI(?:'m| am) missing (?:something)?\b(?!.*isn't)/i
/** "How should this be handled?" asks; "how about", "what if" and "why not" propose. */
const OPEN_QUESTION =
  /^(?:so |and |but |or |btw,? )?(?:how|what|when|where|who|which)\b(?! about| if| hard)[^.;:]{0,200}\?$/i
const EXPLAIN =
  /\b(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|we)|please)(?: please| also| maybe| perhaps)? (?:explain(?! that)|clarify|elaborate|confirm|tell|describe|expand)\b/i

const URL_OR_QUOTE = /https?:\/\/\S+|"[^"]{0,300}"|'[^']{2,80}'|`[^`]{0,300}`/g

/**
 * R6: whether a sentence refuses the patch or its approach: `objects`. Blame right below a quoted line of code, as far as it does not name the
 * patch, is about that line: `requests-changes`. Undefined when nothing is blamed. False positives: irony, and blame for other code.
 */
export function findBlame(sentence: string, belowCode: boolean): 'objects' | 'requests-changes' | undefined {
  if (sentence.endsWith('?') && !/\bpoint\b/i.test(sentence)) return undefined
  if (NO_OBJECTION.test(sentence)) return undefined
  if (OBJECTS.some((cue) => cue.test(sentence))) return 'objects'
  if (!BLAMES.some((cue) => cue.test(sentence))) return undefined
  return belowCode && !NAMES_PATCH.test(sentence) ? 'requests-changes' : 'objects'
}

/** R7: whether a sentence wants something done, also in the form of a question; a wish for an explanation is a question. */
export function requestsChange(sentence: string): boolean {
  const plain = sentence.replace(/https?:\/\/\S+/g, ' ')
  if (EXPLAIN.test(plain) || NO_REQUEST.test(plain) || OPEN_QUESTION.test(plain)) return false
  return REQUESTS.some((cue) => cue.test(plain)) || wantsChange(plain)
}

/** Whether a sentence repeats the remark before it for another place: it asks for as much as that one. */
export function pointsBack(sentence: string): boolean {
  return /^(?:and )?(?:the )?same (?:(?:comment|question|remark|here|as|for|goes|again)\b|\w+ (?:as above|here)\b)/i.test(
    sentence,
  )
}

/** R8: a question mark outside URLs and quotations. */
export function asksQuestion(sentence: string): boolean {
  return sentence.replace(URL_OR_QUOTE, ' ').includes('?') || EXPLAIN.test(sentence)
}
