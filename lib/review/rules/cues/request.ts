import type { CueRow } from '../../cueTable'

/** The reviewer wants something done: asks for it, says how it should be, or proposes it. */
export const WISHES: readonly CueRow[] = [
  // Asked for. <7058948f-5514-4f8f-c974-f1ac624d67c3@linux.ibm.com>, <20220711135146.35e163b0@gandalf.local.home>
  {
    cue: /\b(?:please|plase|pls|plz|kindly)\b(?!,? (?:be patient|let me know|give (?:me|us)|find|note|ignore|feel free|bear|excuse|see\b|add my|add the following))/i,
    unless:
      /\b(?:please|kindly),? (?:correct me|tell|explain|clarify|elaborate|confirm|don't hesitate|advise|pick|apply|queue|take|add following)/i,
    yes: 'Kindly drop this hunk.',
    no: 'Please find it below.',
  },
  {
    cue: /\b(?:could|can|would|will) you (?:(?:please|also|maybe|perhaps|kindly|possibly|just) )?(?!(?:\w+ )?(?:explain(?! that)|clarify|elaborate|confirm))\w/i,
    unless: /\byou (?:\w+ )?(?:tell|describe|remind|share|give|say|point|provide|show|help|shed|expand)/i,
    yes: 'Would you also rename it?',
    no: 'Can you tell which one it is?',
  },
  { cue: /\b(?:would be appreciated|quick respin)\b/i, yes: 'A test would be appreciated.', no: 'I appreciate it.' },
  {
    cue: /\b(?:re-?spin|re-?send|rebase) (?:this|the|on|to|with|it)\b/i,
    yes: 'Time to resend the series.',
    no: 'A resend is not due.',
  },
  // How it should be. <20220405125958.60cbec96@p-imbrenda>, <Yn1a01xhijM5MH1o@dev-arch.thelio-3990X>
  {
    cue: /(?:\w|\(\)) (?:should|shouldn't|must|ought to)\b(?!.{0,12}\b(?:be (?:fine|ok|okay|good|enough|safe|sufficient|possible|useful|helpful|true|able|faster)|work)\b)/i,
    unless:
      /\b(?:should(?:n't)?|must)\b.{0,12}\b(?:do it|suffice|break|have (?:had|the best|mentioned|said|noticed|caught|been)|fix (?:it|this|the)|get|probably have)\b/i,
    yes: 'The mask should include the last bit.',
    no: 'That should be fine.',
  },
  {
    cue: /^should(?:n't)? (?:this|that|it|we|these|the|there|you)\b/i,
    yes: 'Should this sleep?',
    no: 'Somebody should.',
  },
  {
    cue: /(?<!\b(?:I|I'll|will|we|we'll|would|don't|not|no|me) )\bneeds? (?:to|an?|some|more|fixing|updating|rework\w*|the)\b/i,
    yes: 'This needs a lock.',
    no: 'I need to think.',
  },
  { cue: /\b(?:needs? to be|needs? a comment)/i, yes: 'We need to be careful.', no: 'What the user needs.' },
  {
    cue: /\bshould(?:n't)? be\b(?! (?:fine|ok|okay|good|enough|safe|useful|helpful|able|possible))/i,
    yes: 'Should be static.',
    no: 'Should be fine.',
  },
  {
    cue: /\b(?:this|that|it|one|these|those) (?:\w+ )?wants? to (?:be|go|use|have)\b/i,
    yes: 'This one wants to be static.',
    no: 'The user wants to see it.',
  },
  {
    cue: /\b(?:could|can) (?:do with|use) (?:an?|some|more|another) (?:\w+ )?(?:comment|explanation|test|doc|word|clean-?up|line|check|name)/i,
    yes: 'This could use a comment.',
    no: 'The driver can use both.',
  },
  {
    cue: /\bwould(?:n't| not) (?:hurt|harm)\b/i,
    yes: 'A comment would not hurt here.',
    no: 'It hurts to read.',
  },
  {
    cue: /\b(?:deserves?|wants?|merits?|lacks) (?:an?|some|its own) (?:\w+ )?(?:comment|explanation|test|doc|changelog|entry|check|name|patch)/i,
    yes: 'This deserves a comment.',
    no: 'The user wants a device.',
  },
  {
    cue: /^(?:(?:would|do) you )?(?:care to|mind) (?:add|drop|mov|renam|chang|fix|split|explain|send|remov|document|us)/i,
    yes: 'Care to add a test?',
    no: 'Mind the gap.',
  },
  // What the reviewer would do. <90996285-9ae3-0030-a5e3-a3f1bfa23088@linux.ibm.com>, <20221103210402.GB1063309@ls.amr.corp.intel.com>
  {
    cue: /\bI(?:'d| would) (?!(?:\w+ )?(?:say|think|guess|assume|imagine|agree|believe|hope|bet|know|defer|be (?:happy|glad|surprised|fine|ok|okay|good|curious))\b)\w/i,
    unless:
      /\bI(?:'d| would) (?:\w+ )?(?:like to (?:know|thank|understand|hear|ask|point)|love to (?:hear|know)|not\b)/i,
    yes: "I'd use the helper.",
    no: "I'd defer the final check to Stan.",
  },
  {
    cue: /\b(?:my preference|I (?:(?:also|strongly|highly|really|still|personally) )?(?:prefer|suggest|recommend|propose))\b/i,
    yes: 'I suggest a helper.',
    no: 'It is preferred.',
  },
  {
    cue: /\bI (?:do )?(?:think|guess|believe|feel) (?:that )?(?:you|we|it|this|that|there)(?:'d| would| could| should| need| can| might| probably)\b/i,
    yes: 'I think we could share it.',
    no: 'I think it works.',
  },
  // <20201110045554.GA106049@roeck-us.net>
  {
    cue: /\bI (?:don't|do not|can't|fail to) (?:\w+ )?see (?:the|any|much|a) (?:point|value|benefit|need|reason)\b/i,
    yes: "I don't really see the point of moving the code.",
    no: 'I see the point.',
  },
  { cue: /\b(?:I|I'd|I'm|so) (?:vote|voting) (?:for|to)\b/i, yes: 'I vote for the second.', no: 'The vote is over.' },
  {
    cue: /\b(?:dislike|not a (?:big |huge )?fan|don't (?:really |particularly )?like|for my taste)\b/i,
    yes: 'Too many flags for my taste.',
    no: 'The fan is loud.',
  },
  // Proposed as a question. <ed4c056d-03ee-d825-845d-a9e5b4d58c26@linux.ibm.com>, <Y2Rfz+TIcdfcawxh@gao-cwp>, <d8e6d465-3a8a-db75-1244-ed574efd9f59@linux.ibm.com>
  {
    cue: /\b(?:(?:how|what) about|shall we|why (?:not|don't|can't|do(?:n't)? (?:you|we) not))\b/i,
    yes: 'How about a helper?',
    no: 'How does it work?',
  },
  {
    cue: /\bany (?:chance|particular reason|reason) .{0,10}(?:not|can't|didn't|don't|to)\b/i,
    yes: 'Any reason not to use the helper?',
    no: 'For any reason.',
  },
  {
    cue: /\bwhy (?:is|are|does|do|did|isn't|aren't|doesn't|didn't|couldn't|can't|wouldn't|shouldn't) .{0,60}\b(?:not|instead|just|rather)\b/i,
    yes: 'Why is the helper not used?',
    no: 'Why is this a pointer?',
  },
  {
    cue: /\bdo you (?:mind \w+ing|(?:also |really )?want to)\b(?! (?:post|send|take|pick|merge|repost|handle|carry|queue|route))/i,
    yes: 'Do you mind adding a test?',
    no: 'Do you want to take it?',
  },
  {
    cue: /\bhow hard would it be\b|\bto be (?:more|less) \w+\?|\bcould\b.{0,60}\bbe \w+ed\?/i,
    yes: 'How hard would it be to share it?',
    no: 'How hard is it?',
  },
  {
    cue: /\b(?:can|could|should|can't|couldn't|shouldn't) (?:we|this|that|it|these|the)\b.{0,200}\?/i,
    unless:
      /\b(?:we|this|that|it|these|the) (?:\w+ ){0,2}(?:happen|ever|occur|be (?:null|zero|negative|empty|called|reached|triggered))\b/i,
    yes: 'Can we drop this?',
    no: 'Can this ever be NULL?',
  },
  {
    cue: /\b(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't|shouldn't|didn't) (?:this|that|it|we|you|the|there|they|these)\b.{0,200}\?/i,
    yes: "Isn't this a use-after-free?",
    no: 'Is this a flag?',
  },
  // Proposed softly. <20220114113935.256c2f30@p-imbrenda>, <cb6d8f0b-3fb4-670c-f05e-5755d8352cdf@redhat.com>
  {
    cue: /\bwonder (?:if|whether)\b.{0,60}\b(?:clean|simpl|eas|nic|clear)/i,
    yes: 'One may wonder if a loop is easier.',
    no: 'I wonder if it is slow.',
  },
  {
    cue: /\bI wonder (?:if|whether)\b.{0,80}\b(?:should|could|better|instead|worth|ought|can|good idea|would)\b/i,
    yes: 'I wonder if one flag could be enough.',
    no: 'I wonder if it is slow.',
  },
  // <e2b59e47-8276-2c14-3102-15ec0c76c719@gmail.com>
  {
    cue: /\bwonder (?:if|whether|how) (?:this|that|it|the) (?:\w+ )?(?:was|has been|is|got) (?:\w+ )?(?:tested|compiled|built)\b/i,
    yes: 'I wonder if this patch has been tested at all.',
    no: 'I wonder if it is slow.',
  },
  { cue: /\b(?:let's|let us)\b(?! (?:see|wait|say|hope|assume))/i, yes: "Let's keep the name.", no: "Let's see." },
  {
    cue: /^(?:or )?(?:maybe|perhaps|probably)\b(?!,? (?:yes|not|no|so|there (?:is|are))\b)/i,
    yes: 'Perhaps one flag for all.',
    no: 'Maybe not.',
  },
  {
    cue: /\bmaybe (?:we|you|just|add|use|also|something|it|call|rename|an?|this|better|move|drop|remove|make|put|split)\b/i,
    yes: 'Or maybe use the helper.',
    no: 'It is maybe slower.',
  },
  {
    cue: /\bmaybe (?:change|try|check|pass|return|name|mention|rather|even)\b/i,
    yes: 'And maybe mention why.',
    no: 'It is maybe slower.',
  },
  {
    cue: /\bperhaps (?:we|you|just|add|use|also|something|it|a|this)\b/i,
    yes: 'Or perhaps just return.',
    no: 'It is perhaps slower.',
  },
  // It would be better. <YsCVW5Dt3YcE3TLL@smile.fi.intel.com>, <YfTEfWBSCsxK0zyF@TonyMac-Alibaba>
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually|still) )?(?:be|look|read) (?:\w+ )?(?:nice|good|better|great|best)\b/i,
    yes: 'A comment would also be nice.',
    no: 'It is nicer than before.',
  },
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually|still) )?(?:be|look|read) (?:\w+ )?(?:cleaner|clearer|useful|helpful|easier)\b/i,
    yes: 'A helper might be clearer.',
    no: 'It is clearer.',
  },
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually) )?(?:be|look|read) (?:\w+ )?(?:faster|simpler|preferable|worth|nicer|safer|more)\b/i,
    yes: 'A list might actually be faster.',
    no: 'It is faster.',
  },
  // <20230315123641.GB164307@pevik>
  {
    cue: /\b(?:it|that|this)'(?:d|ll) (?:also |probably |perhaps )?be (?:\w+ )?(?:nice|good|better|great|best|clean\w*|clear\w*|useful|helpful|eas\w+|simpl\w+)\b/i,
    yes: "It'd be nice to have a test.",
    no: "It'd be late.",
  },
  {
    cue: /\b(?:better (?:to|if|off)\b|worth (?:adding|mentioning|a |noting)|would help\b)/i,
    yes: 'It is better to return here.',
    no: 'It is better.',
  },
  // <CAM9ZRVuq8YgbuN1fCNaft_RaEu88V0SGYYxy7EHxGE1OFkoy2Q@mail.gmail.com>
  {
    cue: /(?<!\bnot )(?<!n't )\bworth (?:making|documenting|having|checking|putting|splitting|moving|using|keeping|explaining|fixing)\b/i,
    yes: 'It is probably worth making a note of it.',
    no: 'It is not worth fixing.',
  },
  {
    cue: /^consider\b|, ?consider\b|\bconsider (?:to |\w+ing|(?:a|the)\b)/i,
    yes: 'If it sleeps, consider a mutex.',
    no: 'It is considered stable.',
  },
  // What the author can or has to do. <CAHp75Vczm9f9Bx_w4nW31cnBgwEzPiN-Eqn-7DKZuB+Hew0F=Q@mail.gmail.com>, <1d0ef541-2b83-3c61-ec22-d5bf9a7698af@linux.ibm.com>
  {
    cue: /\b(?:you|we) (?:can|could|may want|might want|probably want|may)\b(?!(?: also| then| now)? (?:see|tell|have|add|find|imagine|say|assume|keep|take|be|not))/i,
    yes: 'You can use the helper.',
    no: 'You can see it below.',
  },
  {
    cue: /\byou (?:(?:have|need) to|(?:probably|likely|really|might|may|also) want to)\b|\bI think (?:you|we) want\b/i,
    yes: 'You have to hold the lock.',
    no: 'Do you have two?',
  },
  // An imperative as the first word. <a0bab1d6-7937-fc3a-0108-a997eedfda99@intel.com>, <20220224153041.5e99c0b3@p-imbrenda>
  {
    cue: /\bsame (?:general )?(?:comments?|remarks?) (?:as|apply|here|for)|^(?:same (?:here|comment|as|issue|problem|question)|ditto|likewise)\b/i,
    yes: 'The same comments apply.',
    no: 'At the same time.',
  },
  {
    cue: /^(?:drop|remove|rename|move|use|add|fix|make|split|squash|fold|merge (?:them|these|the)|replace|change|reverse|double|call|have (?:this|the)|return|set)\b/i,
    unless: /^fix (?:submitted|sent|posted|pushed|merged|queued|is|was)\b/i,
    yes: 'Use the helper.',
    no: 'Users see it.',
  },
  // <447374fe-8888-3162-e4dc-cc2f0d3dbd3f@roeck-us.net>
  {
    cue: /^(?:(?:no|so|or|then|and|ok),? )?(?:just|simply|instead,?|rather) (?:implement|use|add|drop|remove|move|call|return|put|make|do|set|check|pass|give|have)\b/i,
    yes: 'No, just use the helper.',
    no: 'It just uses the helper.',
  },
  {
    cue: /^(?:keep(?! in mind)|avoid|don't|do not|try|put|wrap|also(?!,? (?:how|what|when|where|who|which|why)\b))\b/i,
    yes: "Don't hold the lock.",
    no: 'Keep in mind that it is slow.',
  },
  {
    cue: /^(?:(?:and|also|so|then|but),? )?we need to (?:correct|fix|add|update|change|handle|check|remove|rename|move|drop|convert|rework|document)\b/i,
    yes: 'And, we need to correct the help text.',
    no: 'That is why we need to wait.',
  },
  // <ZA7qq15aeKS+ZeJR@yuki>, <ZUOjeXGrVZizSLBi@yuki>
  {
    cue: /\b(?:easiest|simplest|easier|simpler|cleanest|cleaner|nicer|safest|safer) (?:solution|way|fix|option|approach) (?:\w+ ){0,3}(?:would|is|might|could) /i,
    yes: 'The easiest solution would be a helper.',
    no: 'The easiest way was taken.',
  },
  {
    cue: /\b(?:best|better|proper|right|correct|my|one possible) (?:solution|way|fix|option|approach) (?:\w+ ){0,3}(?:would|is|might|could) (?!\w+en\b)/i,
    yes: 'The proper fix is to hold the lock.',
    no: 'The best way is taken.',
  },
  {
    cue: /\bwhat you (?:\w+ )?want(?: to \w+)? (?:here )?is\b|\byou (?:probably )?meant? ['"`]|\b(?:assume|guess|think|suppose) (?:that )?you meant?\b/i,
    yes: "I assume you mean 'correct'.",
    no: 'What do you mean?',
  },
  {
    cue: /\bI have (?:(?:some|several|many|serious|a few|a (?:number|couple|lot) of) )+(?:\w+ )?(?:concern|comment|issue|reservation|suggestion|remark|doubt)s?\b/i,
    yes: 'I have a number of concerns with your patch.',
    no: 'I have no concerns.',
  },
  // How it is done here. <20230315123641.GB164307@pevik>
  {
    cue: /\bwe (?:usually|generally|normally|typically|tend to|try to) (?:do(?:n't| not)|prefer|use|avoid|want|put|keep|name|add|like)\b/i,
    yes: 'We usually prefer the macro.',
    no: 'We usually meet on Monday.',
  },
  // The state that a reviewer gives the patch. <87v8clgfcb.fsf@suse.de>, <87y1o87nkf.fsf@suse.de>
  {
    cue: /\bchange[sd]? requested\b/i,
    unless: /\bnot yet\b|n't\b/,
    yes: 'Setting to changes requested.',
    no: 'It changes the request.',
  },
  // It is hard to understand.
  {
    cue: /\b(?:misleading|unclear|the correct way|hard to (?:read|follow|understand))\b/i,
    yes: 'The name is misleading.',
    no: 'It leads to a call.',
  },
  {
    cue: /(?<!\bI(?:'m| am) )(?<!\b(?:a bit|little|slightly|still|also|me) )\bconfus/i,
    unless: /\b(?:(?:cause|source) of|sorry for|apolog\w+ for) (?:\w+ ){0,2}confusion\b/i,
    yes: 'The name is confusing.',
    no: "I'm confused about that.",
  },
  // Too little or too much. <20220112071134.GA47613@linux.alibaba.com>, <BN9PR11MB527698B0A9E039268916AA018C369@BN9PR11MB5276.namprd11.prod.outlook.com>
  { cue: /\bmissing\b|^missed\b|\binstead\b/i, yes: 'A return is missing.', no: 'I missed the call.' },
  {
    cue: /\b(?:not (?:used|needed|necessary|required)|no (?:longer needed|necess\w+))\b/i,
    yes: 'This is not needed.',
    no: 'This is needed.',
  },
  {
    cue: /\byou (?:do not|don't|won't|shouldn't) (?:really |actually )?(?:need|require)\b/i,
    yes: 'You do not require these headers.',
    no: 'You need these headers.',
  },
  {
    cue: /\bno need\b|\b(?:don't|do not) need (?:to|for|an?|this|the|it|these|that)\b/i,
    yes: 'We do not need the cast.',
    no: 'We need the cast.',
  },
  {
    cue: /\b(?:unnecessary|unneeded|redundant|superfluous|unused)\b/i,
    yes: 'The cast is redundant.',
    no: 'It is in use.',
  },
]

/** Thanks, approval and news in the words of a request. <431304f4-cbe9-6453-cd3a-0843972ca368@linux.ibm.com>, <20220613052221-mutt-send-email-mst@kernel.org>. */
export const NO_REQUEST: readonly CueRow[] = [
  {
    cue: /\b(?:keep|put|leave) me (?:in|on) (?:the )?cc\b|\bplease cc me\b/i,
    yes: 'Please keep me in Cc.',
    no: 'Please keep the lock.',
  },
  {
    cue: /\blet <?stable@\S{1,60} know\b/i,
    yes: 'If you feel it should not be added, please let <stable@vger.example.org> know about it.',
    no: 'Please let me know.',
  },
  {
    cue: /^(?:so |and )?are you (?:asking|saying|suggesting)\b/i,
    yes: 'Are you saying it should sleep?',
    no: 'You should sleep.',
  },
  {
    cue: /^(?:thanks?|thank you|yes|yeah|yep|right|correct|agreed?|sure|indeed|ok(?:ay)?|lgtm|looks good|makes sense)[,.! ]*(?:for|$|a lot|that)/i,
    yes: 'Thanks for adding the missing check.',
    no: 'Add the missing check.',
  },
  {
    cue: /^(?:yes|agreed|right)\b.{0,60}$/i,
    unless: /\byou (?:need|have|should|must|ought)\b|\bplease\b/i,
    yes: 'Yes, it should.',
    no: 'Yes, please do.',
  },
  // Nothing was found. <5736369.DvuYhMxLoT@linux-9lzf>
  {
    cue: /(?:n't|\b(?:not|cannot)) (?:spot|find|see|notice|have|got) any (?:\w+ )?(?:typos?|issues?|problems?|errors?|bugs?|mistakes?|warnings?|objections?|leaks?)\b/i,
    yes: "I couldn't spot any typos.",
    no: 'I could spot a typo.',
  },
  {
    cue: /(?:n't|\b(?:not|cannot)) (?:spot|find|see|notice|have|got) any (?:\w+ )?(?:fail|crash|regress|splat|critical)/i,
    yes: 'I did not see any critical warnings.',
    no: 'I saw a crash.',
  },
  // It is done already, or it is not the author who does it.
  {
    cue: /\b(?:has|have|had|was|were|is|are) (?:\w+ )?(?:already|indeed|now) (?:been )?(?:fixed|addressed|resolved|solved|gone|merged|removed)\b/i,
    yes: 'The issue is indeed fixed.',
    no: 'It must be fixed.',
  },
  { cue: /\bgo ahead\b/i, unless: /\bbut\b/i, yes: 'Go ahead and merge, please.', no: 'Go ahead, but please fix it.' },
  {
    cue: /(?:n't|\b(?:not|never|impossible to|unlikely to)) (?:\w+ )?(?:break|harm|hurt) (?:any|every|some)?(?:thing|one|body)\b/i,
    unless: /\?|\b(?:make|made|be) sure\b|\bensure/i,
    yes: "It shouldn't break anything.",
    no: 'It should break early.',
  },
  {
    cue: /\b(?:I|you|we) must have (?:had|been|missed|mis\w+|overlooked|forgotten)\b/i,
    yes: 'I must have missed the check.',
    no: 'It must have a lock.',
  },
  {
    cue: /\b(?:should|must)(?:n't| not)? (?:\w+ )?be (?:an? (?:\w+ )?(?:problem|issue)|clear|obvious|trivial|soon|fairly soon|gone|in next|visible)\b/i,
    unless: /\bI(?:'d| would)\b|\b(?:please|but|we should)\b/i,
    yes: 'That should not be a problem.',
    no: 'That should be a mutex.',
  },
  {
    cue: /\b(?:I (?:really |probably )?should(?: have)?|will be (?:merged|applied|queued|pushed)|should (?:point to|show up|appear|arrive|land))\b/i,
    unless: /\b(?:please|but|we should)\b/i,
    yes: 'I should have looked earlier.',
    no: 'You should look earlier.',
  },
  { cue: /^(?:hm+,? )?(?:maybe|perhaps|probably)[.!…]*$/i, yes: 'Maybe.', no: 'Maybe rename it.' },

  {
    cue: /\bthanks? (?:you )?for (?:fix|catch|spot|clean|tak|do|work)/i,
    yes: 'Many thanks for fixing that bug.',
    no: 'Thanks, please fix that bug.',
  },
  {
    cue: /\bplease (?:also )?(?:add|feel)\b.{0,20}\b(?:my|free)\b/i,
    yes: 'Please also add my tag.',
    no: 'Please add a comment.',
  },
  {
    cue: /\byou (?:can|may) (?:also |then |now )?(?:add|have|keep|carry)\b.{0,20}\b(?:my|reviewed|acked|r-?b|tags?)\b/i,
    yes: 'You can keep my tag.',
    no: 'You can keep the lock.',
  },
  { cue: /\bfeel free\b/i, yes: 'Feel free to drop it.', no: 'You should free it.' },
  {
    cue: /\bI(?:'ll| will| can)\b(?! (?:leave|let you))/i,
    unless: /\bchange[sd]? requested\b/i,
    yes: 'I will fix the typo.',
    no: 'I fixed the typo.',
  },
  {
    cue: /\bnothing (?:is )?missing\b|\bno (?:\w+ )?(?:warnings|issues|problems|bugs|leaks?)\b/i,
    yes: 'There are no more leaks.',
    no: 'There are leaks.',
  },
  { cue: /\b(?:was a bug|no longer (?:see|get|hit))\b/i, yes: 'That was a bug.', no: 'That is a bug.' },
  {
    cue: /\b(?:lemme|let me)\b(?! know)|\bwanted to let you\b/i,
    yes: 'Let me rebase on top of this.',
    no: 'Let me know.',
  },
  {
    cue: /\b(?:won't|will not|wouldn't|would not|not going to) (?:\w+ ){0,3}(?:block|object|insist|oppose|nak|veto)\b/i,
    yes: "It is not worth it, but I wouldn't try to block it.",
    no: 'It is not worth it.',
  },
  {
    cue: /\bam I missing\b|\bI(?:'m| am) missing (?:something)?\b(?!.*isn't)/i,
    yes: 'What am I missing?',
    no: 'A check is missing.',
  },
  {
    cue: /\bI (?:\w+ )?like (?:that|this|it) (?:\w+ )?(?:better|more|best)\b|^I (?:\w+ )?prefer (?:that|this|it)(?: \w+)?[.!]*$/i,
    yes: 'I like that better.',
    no: 'I would like that to be better.',
  },
  {
    cue: /\bI(?:'d| would|'ll| will)? (?:rather )?(?:defer|leave) (?:it |this |that |the (?:\w+ ){1,3})?(?:up )?to \w/i,
    yes: "I'd defer to Stan.",
    no: 'It defers the work.',
  },
  {
    cue: /^(?:nice|good|great) catch\b(?!.*\b(?:but|please|should|also)\b)/i,
    yes: 'Nice catch, this breaks nothing.',
    no: 'Nice catch, but please add a test.',
  },
]

/** "How should this be handled?" asks (<YhOaTsWUKO0SWsh7@osiris>); "how about", "what if" and "why not" propose. */
export const OPEN_QUESTION: readonly CueRow[] = [
  {
    cue: /^(?:(?:so|and|but|or|btw,?) )?(?:how|what|when|where|who|which)\b(?! about| if| hard)[^.;:]{0,200}\?$/i,
    yes: 'How should this be handled?',
    no: 'How about a helper?',
  },
]

/** The comment is repeated for another place. */
export const POINTS_BACK: readonly CueRow[] = [
  {
    cue: /^(?:and )?(?:the )?same (?:(?:comment|question|remark|here|as|for|goes|again)\b|\w+ (?:as above|here)\b)/i,
    yes: 'Same comment here.',
    no: 'Same size as a page.',
  },
]

/** The author has to send the patch again, whoever the mail answers. */
export const RESENDS: readonly CueRow[] = [
  {
    cue: /\b(?:please|kindly|pls) (?:\w+ ){0,2}(?:re-?submit|re-?send|re-?post|re-?spin|rebase|send (?:a|an?other|the) (?:v\d+|new|next|fixed))/i,
    yes: 'Please resubmit to the right tree.',
    no: 'Please submit a report.',
  },
  // <20210920072236.GH15906@breakpoint.cc>
  {
    cue: /\b(?:please|kindly|pls)\b.{1,100}\band (?:then )?(?:re-?submit|re-?send|re-?post|re-?spin)\b/i,
    yes: 'Please fix the format argument and resend.',
    no: 'Please say when I can rebase and test.',
  },
  // <87v8clgfcb.fsf@suse.de>
  {
    cue: /\bchange[sd]? requested\b/i,
    unless: /\bnot yet\b|n't\b/,
    yes: 'Setting to changes requested.',
    no: 'It changes the request.',
  },
  // A counter-proposal for the patch. <CAEemH2eE8PUY_at7C-aUX+75ALdM-jjm71L=M-ETYc94RKJFcg@mail.gmail.com>, <20210125133405.GR19605@breakpoint.cc>
  {
    cue: /^(?:(?:so|but|then|or),? )?why not (?:just |simply )?(?!\w+ing\b)[a-z]/i,
    yes: 'So why not use the script?',
    no: 'Why is it not used?',
  },
  {
    cue: /^(?:(?:so|but|and),? )?(?:should|would|could)n't (?:the |this |it )?(?!you |we |i )\w+ (?:\w+ )?(?:add|use|be|take|have|do|check|return|set)\b[^?]*\?/i,
    yes: "Shouldn't nft add oiftype for egress?",
    no: "Wouldn't we be slower?",
  },
]
