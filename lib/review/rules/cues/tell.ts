import type { CueRow } from '../../cueTable'

/** In the words of a request, but it asks for nothing: what the reviewer expects or has tested, praise, and what maintainers do with a patch. */
export const TELLS: readonly CueRow[] = [
  // Expected of the change. <a1c8957b-8ca8-fa84-105f-17619b2c8371@linux.ibm.com>
  {
    cue: /\b(?:this|that|it|which|these) should (?:\w+ )?(?:improve|help|solve|resolve|speed|simplify|fix (?:it|this|the|my|our)|do the (?:trick|job)|work|working)\b/i,
    unless: /\b(?:please|but|also|too|instead|comment|patch)\b|\?/i,
    yes: 'I like this idea, this should improve the flow a lot!',
    no: 'This should improve the error path, too.',
  },
  // <YsW3qWkIwXboHgim@zx2c4.com>, <7e65130c6e66ce7a9f9eb469eb7e64e0@linux.ibm.com>
  {
    cue: /\bshould be the same (?:as|there|for|in|with)\b|\bshould(?: not|n't) (?:make|do|cause) (?:any |much |a )?(?:\w+ )?(?:harm|difference|problems?|issues?)\b/i,
    unless: /\b(?:please|make sure|ensure)\b|\?/i,
    yes: 'So the situation there should be the same as in the last release.',
    no: 'Please make sure that it should be the same in both.',
  },
  {
    cue: /\bshould(?: not|n't) (?:really )?(?:matter|hurt|harm|(?:influence|concern|delay|hold up|stop) (?:this|that|us|you|the (?:change|series|patch)))\b/i,
    unless: /\?/,
    yes: 'That should not matter.',
    no: 'The handler should not stop the timer.',
  },
  // What was tried. <f7b43321-eb31-b8fb-0a65-0f5f04526be5@gmail.com>, <8275f4e0-aa73-d4e1-5612-ccf6a369fa07@linux.ibm.com>
  {
    cue: /^(?:(?:and|also|i|we|have) )*(?:(?:sanity|smoke|boot|build|compile|quickly|briefly|also|successfully)[- ])*(?:tested|verified|booted|built|compiled|checked)\b/i,
    unless: /\b(?:but|please|fail\w*|broken|crash\w*|leak\w*|should|needs to)\b/i,
    yes: 'Also sanity-tested on s390 (needed the include that was missing in the core)',
    no: 'Tested on s390, but a check is missing.',
  },
  {
    cue: /\bI (?:have not|haven't|did not|didn't) (?:face|faced|see|seen|hit|notice|noticed|observe|observed|find|found|encounter|encountered) any\b/i,
    unless: /\b(?:but|please|comment|explanation|reason|user|caller|test|check)\b/i,
    yes: "Also I haven't faced any issues with testing the series.",
    no: 'I did not see any comment about this.',
  },
  {
    cue: /\bno (?:\w+ )?regressions?\b.{0,80}\b(?:gone|introduced|found|seen)\b|\b(?:issue|trace|warning|crash)(?:e?s)? (?:is |are |goes |went |already )*(?:gone|away)/i,
    unless: /\b(?:but|please|should)\b/i,
    yes: 'Verified, no regression be introduced, the previous trace issue already gone.',
    no: 'The check of the flag is gone.',
  },
  // Content. <yq1bkxdinq1.fsf@ca-mkp.ca.oracle.com>, <74c3707f-8e80-d924-00f5-7f163ab0bbc2@linux.ibm.com>
  {
    cue: /^also,? (?:(?:this |it |that )?(?:looks?|seems?|sounds?|is) )?(?:fine|good|ok(?:ay)?|sane|correct|right|nice|great|reasonable|lgtm)\b[^,;]{0,20}$/i,
    yes: 'Also seems sane.',
    no: 'Also fine-tune the limit, so that it is never reached.',
  },
  {
    cue: /^(?:sorry|oops)[,.!:]? (?:wrong|i (?:used|sent|forgot|pasted|meant|replied))\b/i,
    unless: /\bplease\b|\?/i,
    yes: 'Sorry, wrong email -- should be:',
    no: 'Sorry, the mask is wrong.',
  },
  {
    cue: /^(?:maybe|perhaps|i think|i guess)\b,? i (?:(?:have|had|already|just) )*(?:reviewed|acked|tested|missed|said|mentioned|looked|misread|misunderst)\w*/i,
    unless: /\b(?:please|but|should)\b|\?/i,
    yes: 'Maybe I had already reviewed it :-), anyway:',
    no: 'Maybe I missed it, but the lock should be held.',
  },
  {
    cue: /\bI (?:do not|don't|cannot|can't) see (?:a|any|the|much)? ?reason (?:why )?(?:not to|why not|against|to (?:not|object))\b/i,
    yes: 'So I do not see reason why not to load it for all models.',
    no: 'I do not see a reason to load it.',
  },
  {
    cue: /\bI(?:'d| would)? (?:still |much |rather )*prefer (?:this|it|yours) (?:over|to|version|way|approach)\b/i,
    unless: /\bif\b|\bto be\b/i,
    yes: "I'm not a fan of the indirection, but I prefer this over a pointer in the private data.",
    no: 'I would prefer a pointer.',
  },
  // <f2c6f744-7139-05b6-6d96-4e207dcd9c1f@linux.ibm.com>
  {
    cue: /(?:^|[,;:] )(?:(?:it|that|this)(?: i|')s )?(?:fine|ok(?:ay)?|good) (?:with|by|for) me[.!)]*$/i,
    unless: /\b(?:if|once|after|please|except|only|should|not)\b|n't\b/i,
    yes: 'But anyhow: we can handle it as soon as it happens, fine with me.',
    no: 'If you rename it, fine with me.',
  },
  // <YtEb+ZeHJ+NbuQKD@linux.ibm.com>
  {
    cue: /^(?:maybe|perhaps),? I(?: am|'m) (?:\w+ )?(?:late|wrong|slow|confused|blind|too \w+)\b/i,
    unless: /\b(?:please|but|should)\b|\?/i,
    yes: 'Maybe, I am bit late ...',
    no: "Maybe I'm wrong, but the lock should be held.",
  },
  // <Ys/1ab1BXPw1RWuy@osiris>
  {
    cue: /^(?:(?:and|so|btw),? )?you can (?:\w+ )?(?:check|verify|reproduce|trigger|test|see) (?:that|this|it) by \w+ing\b/i,
    unless: /\?|\bplease\b/i,
    yes: 'You can check that by running the monitor.',
    no: 'You can check that with IS_ERR().',
  },
  // <ac9fc9e5-c2fe-c37c-ab96-87361248319f@intel.com>, <43d46ad9-0193-603c-8b95-8c44e578f2df@linux.ibm.com>
  {
    cue: /\bI(?:'d| would) (?:like|love) to (?:rebase|test|try|base|review|read) (?:my|it|this|these|them|the (?:patch|series))\b|\bplease,? (?:allow|grant) (?:me|us)\b/i,
    unless: /\?|\bif you\b|\b(?:first|once|instead)\b/i,
    yes: "I'd like to rebase my patches on top of your changes.",
    no: "I'd like to test the error path, but it never returns.",
  },
  // Praise. <87y1o154q5.fsf@suse.de>, <87pm9rsg6p.fsf@suse.de>
  {
    cue: /\b(?:this|that|it|these) (?:is|are|was|(?:might|may|could) (?:well )?be) (?:one of )?the (?:best|nicest|most \w+) (?:thing|part|patch|fix|series)s?\b/i,
    unless: /\b(?:to do|if we|please|would be)\b|\?/i,
    yes: 'TBH, this might be the best thing to come out of it.',
    no: 'The nicest thing would be a helper.',
  },
  // Background, and where something is said. <42f2972f1dfe45a2741482f36fbbda5b5a56d8f1.camel@linux.ibm.com>
  {
    cue: /^(?:in order )?to (?:understand|see|appreciate|explain|follow)\b.{1,120}\b(?:one|you) (?:needs?|ha(?:s|ve)|must|should)\b/i,
    unless: /\b(?:comment|patch|message|code|lock)\b|\?/i,
    yes: 'To understand why this copy exists, one needs a bit of background.',
    no: 'To understand the code, one needs a comment.',
  },
  {
    cue: /^(?:(?:and|but|also|please),? )*(?:have a )?(?:see|look(?: at)?|read) (?:my|the|our) (?:\w+ ){0,2}(?:comments?|repl(?:y|ies)|answers?|e?-?mails?|remarks?)\b/i,
    unless: /\bin (?:the )?(?:code|function|file|header|patch)\b|\babove \w+\(/i,
    yes: 'Also, see my below comment for the web server, as this seems very similar.',
    no: 'See the comment in the code, it is wrong.',
  },
  {
    cue: /\b(?:a|the) (?:typo|mistake|error|thinko) in my (?:\w+ )?(?:question|mail|e-?mail|reply|answer|comment|message|suggestion|example|diff)\b/i,
    unless: /\bplease\b/i,
    yes: "Well, there was a typo in my question, I wanted to ask 'why', not 'which'.",
    no: 'There is a typo in my name, please fix it.',
  },
  // What has to be thought about, by nobody in particular.
  {
    cue: /\b(?:needs?|requires?) (?:\w+ )?(?:consideration|discussion|research)\b|\bgoing to (?:take|be) (?:an? )?(?:(?:tonne|ton|lot)s? of )?work\b/i,
    unless: /\bplease\b|\byou\b|\?/i,
    yes: 'Not sure if we can have both, it definitely needs careful consideration.',
    no: 'The error path needs more thought.',
  },
  {
    cue: /\bI think (?:that )?we (?:would|'d) (?:definitely |really |also |then )?(?:want|like|love) to be able to\b/i,
    unless: /\bplease\b|\byou\b|\?/i,
    yes: 'I think we would definitely want to be able to use such devices.',
    no: 'I think we would want to be able to sleep, please use a mutex.',
  },
  // <Y4Q6IKPF4qw4EDBd@TonyMac-Alibaba>
  {
    cue: /\b(?:have|hold|schedule|arrange) an? (?:\S+ ){0,4}(?:meeting|discussion|chat)\b|\bdiscuss (?:it|this|that|these) (?:offline|off[- ]?list|in person)\b/i,
    unless: /\bplease\b/i,
    yes: 'Maybe we could have an off-list and online meeting?',
    no: 'Please explain it, we should discuss this here.',
  },
  // What is known or expected, without a wish. <Y4Q6IKPF4qw4EDBd@TonyMac-Alibaba>, <2890d53a-2437-c74c-2082-1ee29414878f@linux.ibm.com>
  {
    cue: /^(?:(?:and|but|so),? )?(?:the |a |any |every )?(?:users?|people|everyone|everybody|administrators?|callers?)\b.{0,40}\bshould (?:\w+ )?(?:know|be aware)\b/i,
    unless: /\bplease\b|\?|\b(?:doc\w*|comment|message)\b/i,
    yes: 'The user of SMC should know that the kernel doubles the value.',
    no: 'The caller should know from a comment that it sleeps.',
  },
  {
    cue: /\b(?:this|that|it|which) (?:should|will|would) (?:\w+ )?(?:go away|disappear|vanish) (?:later|soon|once|when|eventually|in|with|anyway)\b/i,
    unless: /\bplease\b|\?/i,
    yes: 'This should go away later when we bind to it directly.',
    no: 'This should go away.',
  },
  {
    cue: /\b(?:I|one|you)(?:'d| would| might| could| am|'m) (?:be )?(?:almost |half |somewhat )?tempted to\b.{1,120}\bbut\b/i,
    unless: /\bplease\b|\?|\byou should\b/i,
    yes: 'I would be tempted to say pack these into a struct but then that would kind of negate the goal.',
    no: 'I would be tempted to drop it.',
  },
  // Supposed only. <4867816.31r3eYUQgx@linux-9lzf>
  {
    cue: /^if (?:it|this|that) (?:was|were) (?:just|only|merely|all) (?:about )?\S.{1,80}\bI(?:'d| would) (?:say|agree|think|object|suggest)\b/i,
    unless: /\bplease\b|\?/i,
    yes: "If it was just about tmpfs then I'd say it makes no sense.",
    no: 'If it was just a typo, please fix it.',
  },
  {
    cue: /\bsounds? like an? (?:really |very )?(?:good|great|fine|nice|reasonable|sane|sensible) (?:\w+ )?(?:idea|practice|plan|approach|solution|compromise|way|start)\b/i,
    unless: /\b(?:but|please|should|could you|can you|instead)\b|\?/i,
    yes: 'Adding the flag sounds like a good practice, we can have a try.',
    no: 'Sounds like a good idea, but please split it.',
  },
  // Nothing more is needed. <87v8tnt5jv.fsf@redhat.com>, <41dd3f695c57a12fc5e68a3ed818940252cdb69f.camel@linux.ibm.com>
  {
    cue: /\b(?:no need|(?:don't|do not) (?:think )?(?:we |you )?need) (?:to |for |an? |any )?(?:more |another |new )?(?:re-?(?:spin|send|post)|add my|version|review)/i,
    unless: /\bbut (?:please|you)\b|\bif you\b/i,
    yes: 'But no need to respin from my side.',
    no: 'No need to recheck it here.',
  },
  // <2f5be4d0-f6f4-75d7-41de-4a13140e50c9@linux.ibm.com>
  {
    cue: /\bI (?:already )?(?:gave|had given|have given|sent) (?:you )?my (?:r-?b|a-?b|t-?b|reviewed|acked|tested|tags?)\b/i,
    unless: /\bbut\b/i,
    yes: "Here too I gave my R-B already a long time ago, didn't I?",
    no: 'You dropped my tag?',
  },
  // What maintainers do. <20220505151638.09d5a91e@p-imbrenda>, <b20b87af-562b-c50e-8441-26ecc986b9ec@linux.ibm.com>
  {
    cue: /\bI(?:'d| would) (?:then |just |like to )?(?:queue|apply|pick up|push|take) (?:it|this|these|them|the (?:patch|series|rest))\b/i,
    unless: /\b(?:down|out of|(?:in)?to the|before|but|if you|once|after|with|when|without)\b|\?/i,
    yes: 'Looks good, if there are no objections I would queue this.',
    no: 'I would push this to the caller.',
  },
  {
    cue: /\blet(?:'s| us) (?:add|merge|queue|pull|put|apply|push) (?:it|this|th[eo]\w+|the (?:series|patch\w*)) (?:in|to|into|on)\b.{0,40}(?:\b(?:tree|branch|CI)|next)\b/i,
    unless: /\b(?:helper|function|file|header|loop|else|comment|line|list)\b/i,
    yes: "Let's add the series to the devel branch so that the CI can have a look.",
    no: "Let's merge them into one.",
  },
  // Where it goes. <20210823222625.GB23869@breakpoint.cc>, <9725f86f-eabe-6aaf-0ef1-74138d895834@linux.ibm.com>
  {
    cue: /^(?:I (?:think|guess) )?(?:this|it|the (?:patch|series|fix)) (?:should|needs to|can|must) go (?:to|into|via|through) (?:\S+ ){0,3}?\S*(?:next|tree|net|stable)\b/i,
    unless:
      /\b(?:next|tree|net|stable) (?:line|node|version)\b|\b(?:please|rebase|re-?send|re-?post|instead|not|function|file)\b|\?/i,
    yes: 'This needs to go to nf-next.',
    no: 'This needs to go to nf-next, please rebase.',
  },
  // <20200429141147.GD8469@roeck-us.net>, <05ef2c7d-1deb-12a3-65d4-f5585a3a9670@iki.fi>
  {
    cue: /\b(?:that|this|it) should be (?:much |a lot )?(?:less|more|better|easier|faster|safer)(?: \w+){0,2} than\b|\b(?:drop|send) me an? (?:note|line|mail)\b/i,
    unless: /\?/,
    yes: 'That should be much less error prone than the tool.',
    no: 'That should be more explicit.',
  },
  // <87pm9rsg6p.fsf@suse.de>
  {
    cue: /\b(?:this|that|it) (?:would|could|will|is going to) be an? (?:\w+ )?(?:useful|nice|good|great|valuable|welcome) (?:addition|improvement|contribution|feature)\b/i,
    unless: /\bif you\b|\?/i,
    yes: 'I think this would be a useful addition to the library.',
    no: 'A test would be a useful addition.',
  },
]
