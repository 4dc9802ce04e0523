import { withoutUrls } from '../../url'
import { wantsAnswer, wantsChange } from './question'

/** The rule `requests`: the reviewer wants something done. */
const REQUESTS: readonly RegExp[] = [
  // Asked for. <7058948f-5514-4f8f-c974-f1ac624d67c3@linux.ibm.com>, <20220711135146.35e163b0@gandalf.local.home>
  /\b(?:please|plase|pls|plz)\b(?!,? (?:be patient|let me know|give (?:me|us)|find|note|ignore|feel free|bear|excuse|see\b|add my|add the following|correct me|tell|explain|clarify|elaborate|confirm|don't hesitate|advise|pick|apply|queue|take|take a look))|\b(?:could|can|would|will) you (?:please |also |maybe |perhaps |kindly |possibly |just )?(?!(?:\w+ )?(?:explain(?! that)|clarify|elaborate|confirm|tell|describe|remind|share|give|say|point|provide|show|say|help|shed|expand))\w+|\bwould be appreciated\b|\bquick respin\b|\b(?:re-?spin|re-?send|rebase) (?:this|the|on|to|with|it)\b/i,
  // How it should be. <20220405125958.60cbec96@p-imbrenda>, <Yn1a01xhijM5MH1o@dev-arch.thelio-3990X>
  /\b(?:you|we|it|this|that|these|there|which|they|\w+\(\)|\w+) (?:should|shouldn't|must|ought to)\b(?!.{0,12}\b(?:be (?:fine|ok|okay|good|enough|safe|sufficient|possible|useful|helpful|true|able|faster)|work\b|do it|suffice|fix (?:it|this|the)|have (?:mentioned|said|noticed|caught|been)|get|probably have\b))|^should(?:n't)? (?:this|that|it|we|these|the|there|you)\b|(?<!\b(?:I|I'll|will|we|we'll|would|don't|not|no|me) )\bneeds? (?:to|an?|some|more|fixing|updating|rework\w*|the)\b|\bneeds? (?:to be|a comment)|\bshould(?:n't)? be\b(?! (?:fine|ok|okay|good|enough|safe|useful|helpful|able|possible))|\b(?:this|that|it|one|these|those) (?:\w+ )?wants? to (?:be|go|use|have)\b/i,
  // What the reviewer would do. <90996285-9ae3-0030-a5e3-a3f1bfa23088@linux.ibm.com>, <20221103210402.GB1063309@ls.amr.corp.intel.com>
  /\bI(?:'d| would) (?!(?:\w+ )?(?:say|think|guess|assume|imagine|agree|believe|hope|bet|know|be (?:happy|glad|surprised|fine|ok|okay|good|curious)|like to (?:know|thank|understand|hear|ask|point)|love to (?:hear|know)|not)\b)\w+|\bmy preference\b|\bI (?:prefer|suggest|recommend|propose)\b|\bI (?:do )?(?:think|guess|believe|feel) (?:that )?(?:you|we|it|this|that|there)(?:'d| would| could| should| need| can| might| probably)\b|\b(?:I|I'd|I'm|so) (?:vote|voting) (?:for|to)\b|\b(?:dislike|not a (?:big |huge )?fan|don't (?:really |particularly )?like|for my taste)\b/i,
  // Proposed as a question. <ed4c056d-03ee-d825-845d-a9e5b4d58c26@linux.ibm.com>, <Y2Rfz+TIcdfcawxh@gao-cwp>, <d8e6d465-3a8a-db75-1244-ed574efd9f59@linux.ibm.com>
  /\b(?:how|what) about\b|\bwhy (?:not|don't|can't|do(?:n't)? (?:you|we) not)\b|\bshall we\b|\bany (?:chance|particular reason|reason) .{0,10}(?:not|can't|didn't|don't|to)\b|\bwhy (?:is|are|does|do|did|isn't|aren't|doesn't|didn't|couldn't|can't|wouldn't|shouldn't) .{0,60}\b(?:not|instead|just|rather)\b|\bdo you mind \w+ing\b|\bdo you (?:also |really )?want to\b(?! (?:post|send|take|pick|merge|repost|handle|carry|queue|route))|\bhow hard would it be\b|\bto be (?:more|less) \w+\?|\bcould\b.{0,60}\bbe \w+ed\?|\b(?:can|could|should|can't|couldn't|shouldn't) (?:we|this|that|it|these|the)\b(?! (?:\w+ ){0,2}(?:happen|ever|occur|be (?:null|zero|negative|empty|called|reached|triggered))\b).{0,200}\?|\b(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't|shouldn't|didn't) (?:this|that|it|we|you|the|there|they|these)\b.{0,200}\?/i,
  // Proposed softly. <20220114113935.256c2f30@p-imbrenda>, <cb6d8f0b-3fb4-670c-f05e-5755d8352cdf@redhat.com>
  /\bwonder (?:if|whether)\b.{0,60}\b(?:clean|simpl|eas|nic|clear)\w*|\b(?:let's|let us)\b(?! (?:see|wait|say|hope|assume))|^(?:or )?(?:maybe|perhaps|probably)\b(?!,? (?:yes|not|no|so|there (?:is|are))\b)|\bmaybe (?:we|you|just|add|use|also|something|it|call|rename|a\b|an\b|this|better|move|drop|remove|make|put|split|change|try|check|pass|return|name|mention|rather|even)\b|\bI wonder (?:if|whether)\b.{0,80}\b(?:should|could|better|instead|worth|ought|can|good idea|would)\b|\bperhaps (?:we|you|just|add|use|also|something|it|a\b|this)\b/i,
  // It would be better. <YsCVW5Dt3YcE3TLL@smile.fi.intel.com>, <YfTEfWBSCsxK0zyF@TonyMac-Alibaba>
  /\b(?:would|might|may|could|should) (?:also |probably |perhaps |just |actually )?(?:be|look|read) (?:\w+ )?(?:faster|nice|good|better|great|cleaner|useful|helpful|easier|clearer|simpler|preferable|best|worth|nicer|safer|more)\b|\bbetter (?:to|if|off)\b|\bworth (?:adding|mentioning|a |noting)\b|^consider\b|, ?consider\b|\bconsider (?:to |\w+ing|a\b|the\b)|\bwould help\b/i,
  // What the author can or has to do. <CAHp75Vczm9f9Bx_w4nW31cnBgwEzPiN-Eqn-7DKZuB+Hew0F=Q@mail.gmail.com>, <1d0ef541-2b83-3c61-ec22-d5bf9a7698af@linux.ibm.com>
  /\b(?:you|we) (?:can|could|may want|might want|probably want|may)\b(?!(?: also| then| now)? (?:see|tell|have my|add|find|imagine|say|assume|have|keep|take|be|not))|\byou (?:have|need) to\b|\byou (?:probably|likely|really|might|may|also) want to\b|\bI think (?:you|we) want\b/i,
  // An imperative as the first word. <a0bab1d6-7937-fc3a-0108-a997eedfda99@intel.com>, <20220224153041.5e99c0b3@p-imbrenda>
  /\bsame (?:general )?(?:comments?|remarks?) (?:as|apply|here|for)|^(?:drop|remove|rename|move|use|add|fix|make|split|squash|fold|replace|change|same (?:here|comment|as|issue|problem|question)|ditto|likewise|indent\w*|extra|stray|blank line|empty line|reverse|double|trailing|align\w*|keep(?! in mind)|avoid|don't|do not|try|put|wrap|also(?!,? (?:how|what|when|where|who|which|why)\b))\b/i,
  // Wording and formatting. <YsUyGS7kct2BbiS8@infradead.org>, <YvtXWfnWTP5P9ePT@TonyMac-Alibaba>
  /\bnits?\b|\bnitpick\w*|\bs\/[^/]{1,60}\/[^/]{0,80}\/?|^\S{1,60} ?[-=]> ?\S{1,60}$|\btypos?\b|\bmisspell\w*|\bspelling\b|\bwhite ?space\b|\bmisleading\b|(?<!\bI(?:'m| am) )(?<!\b(?:a bit|little|slightly|still|also|me) )\bconfus\w+|\bunclear\b|\bthe correct way\b|\bwording\b|\bcheckpatch (?:is|complains|warns|will)|\boverly long\b|\bhard to (?:read|follow|understand)\b/i,
  // Too little or too much. <20220112071134.GA47613@linux.alibaba.com>, <BN9PR11MB527698B0A9E039268916AA018C369@BN9PR11MB5276.namprd11.prod.outlook.com>
  /\bmissing\b|^missed\b|\binstead\b|\bnot used\b|\b(?:don't|do not|no) need (?:to|for|this|the|it|these|that)\b|\bno need\b|\bnot (?:needed|necessary|required)\b|\bunnecessary\b|\bunneeded\b|\bredundant\b|\bsuperfluous\b|\bunused\b/i,
  // A bug by its name. <de7cf56d-acbd-1a2b-2226-a9fdd89afb78@redhat.com>
  /\b(?:use[- ]after[- ]free|uaf|leaks?|leaked|leaking|races?|racy|deadlocks?|overflows?|underflows?|null pointer|out[- ]of[- ]bounds)\b|\b(?:is|are|looks like|seems|have|has|a|an|another|potential|possible|same) (?:\w+ )?bugs?\b|\bbuggy\b|\b(?:the|another|one|an?) (?:issue|problem) (?:here )?is\b|\bthere(?:'s| is| are) (?:a|an|another|also a|some) (?:\w+ )?(?:bug|problem|issue|error|mistake|conflict)s?\b/i,
  // What goes wrong when it is built or run. <d6a8e85b-ab7d-f5c9-a8cb-79dd8e68c967@linux.intel.com>, <39eb11ed-dbf2-822a-dc79-5b70a49c430b@intel.com>
  /\byou(?:'ll| will) get\b|\bthis (?:will|would|can|could|may) (?:\w+ )?(?:lead to|cause|break|fail|crash|deadlock|result in)\b|\bexplodes?\b|\bcall trace\b|\bpanics\b|\b(?:WARNING|BUG): |\bundefined reference\b|\berror: |\bwarning: |\bmake(?:\[\d+\])?: \*\*\*|\bbuild (?:errors?|failures?|fails|warnings?)\b|\bfails? to (?:build|apply|compile)\b|\bconflicts? with (?:a|the|this|other|another|some) (?:\w+ )?(?:patch(?:es)?|change|commit|series)\b|\b(?:we|I) (?:found|find|see|saw|hit|got|get|noticed)\b(?! no)[^,;]{0,60}\b(?:fail(?:ed|s|ures?|ing)?|crash(?:ed|es)?|hangs?|stuck)\b|\bbreaks?\b/i,
  // It does not seem right. <Yl/27Pz3pvARmIHn@osiris>, <7b13aca2-fb3e-3b84-8d3d-e94966fac5f2@redhat.com>
  /\bI (?:don't|do not) (?:think|see|believe)\b(?! (?:so|how)\b)|\bmakes? no sense\b|\bdoes(?:n't| not) make (?:\w+ )?sense\b|\b(?:is|it's) (?:the|a) wrong \w+|\b(?:looks|seems|feels|sounds) (?:to be )?(?:\w+ )?(?:wrong|broken|incorrect|odd|strange|weird|off|bogus|fishy|inconsistent)\b|\bdoes(?:n't| not) (?:apply|build|compile|work|look right|match|exist|handle|check|cover|seem right|describe|belong)\b|\b(?:not|isn't) (?:really |quite |entirely )?(?:correct|true|right|accurate|clear|good enough|safe|sufficient)\b/i,
]
/** Thanks, approval and news in the same words: <431304f4-cbe9-6453-cd3a-0843972ca368@linux.ibm.com>, <20220613052221-mutt-send-email-mst@kernel.org>. */
const NO_REQUEST =
  /^(?:so |and )?are you (?:asking|saying|suggesting)\b|^(?:thanks?|thank you|yes|yeah|yep|right|correct|agreed?|sure|indeed|ok(?:ay)?|lgtm|looks good|makes sense)[,.! ]*(?:for|$|a lot|that)|^(?:yes|agreed|right)\b.{0,60}$|\bthanks? (?:you )?for (?:fix|catch|spot|clean|tak|do|work)\w*|\bplease (?:add|feel)\b.{0,20}\b(?:my|free)\b|\byou (?:can|may) (?:also |then |now )?(?:add|have|keep|carry)\b.{0,20}\b(?:my|reviewed|acked|r-?b|tags?)\b|\bfeel free\b|\bI(?:'ll| will| can)\b(?! (?:leave|let you))|\bnothing (?:is )?missing\b|\bno (?:\w+ )?(?:warnings|issues|problems|bugs|leaks?)\b|\bwas a bug\b|\bno longer (?:see|get|hit)\b|\b(?:lemme|let me)\b(?! know)|\bwanted to let you\b|\bam I missing\b|\bI(?:'m| am) missing (?:something)?\b(?!.*isn't)/i
/** "How should this be handled?" asks (<YhOaTsWUKO0SWsh7@osiris>); "how about", "what if" and "why not" propose. */
const OPEN_QUESTION =
  /^(?:so |and |but |or |btw,? )?(?:how|what|when|where|who|which)\b(?! about| if| hard)[^.;:]{0,200}\?$/i

/** The rule `requests`: whether a sentence wants something done, also in the form of a question. A wish for an explanation is a question instead. */
export function requestsChange(sentence: string): boolean {
  const plain = withoutUrls(sentence)
  if (wantsAnswer(plain) || NO_REQUEST.test(plain) || OPEN_QUESTION.test(plain)) return false
  return REQUESTS.some((cue) => cue.test(plain)) || wantsChange(plain)
}

/** Whether a sentence repeats the previous comment for another place ("same here"), and so asks for the same. */
export function pointsBack(sentence: string): boolean {
  return /^(?:and )?(?:the )?same (?:(?:comment|question|remark|here|as|for|goes|again)\b|\w+ (?:as above|here)\b)/i.test(
    sentence,
  )
}
