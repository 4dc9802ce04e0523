import type { CueRow } from '../../cueTable'

/** The reviewer wants something done: asks for it, or says how it should be. */
export const REQUESTS: readonly CueRow[] = [
  // <20221202100028.686c605e@p-imbrenda>
  {
    cue: /^(?:(?:no|yes|yeah|ok(?:ay)?|and|but|then),? )?(?:also|maybe|at least) (?:explain|describe|document|mention|state|clarify) (?!that (?:is|was)\b)/i,
    unless: /\?/,
    yes: 'no, also explain in which conditions it is returned',
    no: 'It also explains in which conditions it is returned.',
  },
  // An arrow below a quoted line, and the code that belongs there. <ZBr+Q9xW68Q2V+8d@yuki>, <ZXM3iwdvy4-XoIdB@yuki>
  {
    cue: /^\^+ (?=\S*[$_()\d])[^\s?;]{2,40}(?: [^\s?;]{1,40}){0,2}$/,
    yes: '^ $iface',
    no: '^ reservation',
  },
  // A question without its mark. <e9a237d7-3a34-11c8-1c5b-1a3c14e8cfb0@redhat.com>
  {
    cue: /(?:^|[,;:] )(?:can|could) we (?:(?:please|also|maybe|perhaps|just|simply) )*(?:rename|drop|move|split|remove|add|replace|fold|simplify|convert|squash|document) /i,
    yes: 'While at it, can we rename "crycb_o" to "crycb_gpa".',
    no: 'How can we drop the lock?',
  },
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
    cue: /^should(?:n't)? (?:this|that|it|we|these|the|there|you|cc)\b/i,
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
  // <Y2PX9GfxWYh6+XGT@zn.tnic>, <YQkHIamDpqBzmNrO@azazel.net>
  {
    cue: /^first(?:ly)?,? (?:please )?(?:use|add|drop|remove|move|make|fix|split|change|do|check|get)\b/i,
    yes: "First make sure the range has been settled upon and then I'll take a patch.",
    no: 'First I will drop it.',
  },
  {
    cue: /^(?:keep(?! in mind)|avoid|don't|do not|try|put|wrap|also(?!,? (?:I (?:have|like|am)|how|what|when|where|who|which|why)\b))\b/i,
    yes: "Don't hold the lock.",
    no: 'Keep in mind that it is slow.',
  },
  {
    cue: /^(?:(?:and|also|so|then|but),? )?we need to (?:correct|fix|add|update|change|handle|check|remove|rename|move|drop|convert|rework|document)\b/i,
    yes: 'And, we need to correct the help text.',
    no: 'That is why we need to wait.',
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
  // It is hard to understand.
  {
    cue: /\b(?:misleading|unclear|the correct way|hard to (?:read|follow|understand))\b/i,
    yes: 'The name is misleading.',
    no: 'It leads to a call.',
  },
  {
    cue: /(?<!\bI(?:'m| am) )(?<!\b(?:a bit|little|slightly|still|also|me) )\bconfus/i,
    unless: /\b(?:caused?|source of|sorry for|apolog\w+ for) (?:\w+ ){0,2}confusion\b|\bmy confusion\b/i,
    yes: 'The name is confusing.',
    no: "I'm confused about that.",
  },
  // Too little or too much. <20220112071134.GA47613@linux.alibaba.com>, <BN9PR11MB527698B0A9E039268916AA018C369@BN9PR11MB5276.namprd11.prod.outlook.com>
  { cue: /^missed\b|\binstead\b/i, yes: 'Missed one.', no: 'I missed the call.' },
  // Not the cause of something else (<Y9zhLO27YMWd6p6n@pevik>), not banter.
  {
    cue: /\bmissing\b/i,
    unless:
      /\b(?:due(?: to)?|because of|from|detects) missing\b|\b(?:if|when|in case) [^,.;]{1,40} (?:is|are) missing\b|^(?:ha(?:ha)*|heh|lol|wow)\b/i,
    yes: 'A return is missing.',
    no: 'It properly detects missing support.',
  },
  {
    cue: /(?<!\bI (?:have|had) )\b(?:not (?:used|needed|necessary|required)|no (?:longer needed|necess\w+))\b/i,
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
    unless: /^unused since\b|\b(?:an|any|choose|find|pick|some) unused\b/i,
    yes: 'The cast is redundant.',
    no: 'It is in use.',
  },
]

/** The previous comment is repeated for another place. */
export const POINTS_BACK: readonly CueRow[] = [
  {
    cue: /\bsame (?:general )?(?:comments?|remarks?) (?:as|apply|here|for)|^(?:same (?:here|comment|as|issue|problem|question)|ditto|likewise)\b/i,
    yes: 'Ditto, the same comments apply.',
    no: 'At the same time.',
  },
  {
    cue: /^(?:and )?(?:the )?same (?:(?:comment|question|remark|here|as|for|goes|again)\b|\w+ (?:as above|here)\b)/i,
    yes: 'Same comment here.',
    no: 'Same size as a page.',
  },
  // <ZEKJmYUJiIADlmCR@yuki>
  {
    cue: /^(?:\w+,? )?(?:this|it|v\d{1,2}|the (?:new )?(?:patch|version|one)) (?:still |also )?has the same (?:issue|problem|defect|bug|mistake|error)s?\b/i,
    unless: /\?|\b(?:would|if)\b/i,
    yes: 'This has the same issues as the previous patch you have sent.',
    no: 'The old driver has the same problem.',
  },
]

/** The patch has to be sent again. */
export const RESENDS: readonly CueRow[] = [
  {
    cue: /\b(?:please|kindly|pls) (?:\w+ ){0,2}(?:re-?submit|re-?send|re-?post|re-?spin|rebase|send (?:a|an?other|the) (?:v\d+|new|next|fixed))/i,
    yes: 'Please resubmit to the right tree.',
    no: 'Please submit a report.',
  },
  // <ZQRqg2TWYZyDLjtz@yuki>, <20230516120823.GB7742@pevik>
  {
    cue: /\b(?:can|could|would|will) you (?:please )?(?:re-?(?:send|post|spin|submit|base)|(?:send|post) (?:(?:an?|the|that|this) )?(?:v\d|new version|next|one)\b)/i,
    yes: 'Could you please rebase the patch on current master?',
    no: 'Could you please send a patch for that?',
  },
  // <Y0Vi2dzYrMsACR1x@nvidia.com>
  {
    cue: /\byou(?:'ll| will)?(?: also| then| probably)? (?:have to|need to|should|must) re-?(?:send|post|spin|submit|base)\b/i,
    unless: /\?|\b(?:if|unless|not)\b|n't\b/i,
    yes: 'You will have to respin it for 6.1-rc1.',
    no: 'You will have to rebase only if it conflicts.',
  },
  {
    cue: /^(?:but |so |and )?I(?:'d| would) (?:re-?)?(?:post|send|spin|submit)\b(?! (?:an?|this|that|it) (?:separate|patch|fix|mail|to))/i,
    unless: /\?|\b(?:if|have|not)\b|n't\b/i,
    yes: 'But I would post all the things you want for 6.1 next week.',
    no: 'I would send a fix for that.',
  },
]

/** Further requests that are for the author even in a mail that answers another reviewer. */
export const ALWAYS_FOR_AUTHOR: readonly CueRow[] = [
  // <20210920072236.GH15906@breakpoint.cc>
  {
    cue: /\b(?:please|kindly|pls)\b.{1,100}\band (?:then )?(?:re-?submit|re-?send|re-?post|re-?spin)\b/i,
    yes: 'Please fix the format argument and resend.',
    no: 'Please say when I can rebase and test.',
  },
  // Blame of the patch by name. <Y43bCVaVTlcDKbMt@li-4a3a4a4c-28e5-11b2-a85c-a8d192c6f089.ibm.com>
  {
    cue: /\b(?:this|your) (?:\w+ ){0,2}(?:patch|fix|series|change) (?:(?:still|also|now) )?(?:misses|is missing|lacks|forgets)\b/i,
    unless: /\?|\b(?:if|whether|why|because|unless)\b/i,
    yes: 'It seems this particular fix misses the conversion just few lines above.',
    no: 'If this patch misses a case, we will see.',
  },
  // What the commit has to say. <73bf0f59-55b3-8959-3199-edc45e0ea138@linux.ibm.com>
  {
    cue: /\b(?:should|needs?|must|please|misses|missing|lacks|deserves)\b.{0,40}\bfixes[:-]? ?(?:[0-9a-f]{8,40} )?(?:tag|line)\b/i,
    unless: /\?|\b(?:if|whether|no|not)\b|n't\b/i,
    yes: 'It should go to net with a Fixes: tag.',
    no: 'It should not need a Fixes: tag.',
  },
  {
    cue: /\bthe (?:commit (?:message|log)|(?:patch )?descri\w+|change ?log|cover letter) (?:\w+ )?(?:should|needs?|must|has to|ought)\b/i,
    unless: /\?|\b(?:if|whether|be (?:fine|ok|okay|enough))\b/i,
    yes: 'And the description should clarify that this restores the default.',
    no: 'The device description should be fine.',
  },
  // The state that a reviewer gives the patch. <87v8clgfcb.fsf@suse.de>, <87y1o87nkf.fsf@suse.de>
  {
    cue: /\bchange[sd]? requested\b/i,
    unless: /\bnot yet\b|n't\b/i,
    yes: 'Setting to changes requested.',
    no: 'It changes the request.',
  },
]
