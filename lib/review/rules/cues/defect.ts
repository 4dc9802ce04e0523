import type { CueRow } from '../../cueTable'

/** A request because something is wrong: a bug by its name, a failure, code that does not seem right. */
export const DEFECTS: readonly CueRow[] = [
  // A bug by its name. <de7cf56d-acbd-1a2b-2226-a9fdd89afb78@redhat.com>
  {
    cue: /\b(?:use[- ]after[- ]free|uaf|leaks?|leaked|leaking|null pointer|out[- ]of[- ]bounds)\b/i,
    yes: 'This leaks the buffer.',
    no: 'The speaker is loud.',
  },
  {
    cue: /\b(?:races?|racy|deadlocks?|overflows?|underflows?)\b/i,
    yes: 'That is racy.',
    no: 'The flow is shown below.',
  },
  {
    cue: /\b(?:(?:is|are|looks like|seems|have|has|an?|another|potential|possible|same) (?:\w+ )?bugs?|buggy)\b/i,
    unless: /\b(?:fix(?:es|ed|ing)?|found|report(?:s|ed)?|solv\w+) (?:\w+ ){0,3}bugs?\b/i,
    yes: 'It has a bug.',
    no: 'The debugger shows it.',
  },
  {
    cue: /\b(?:the|another|one|an?) (?:issue|problem) (?:here )?is\b/i,
    yes: 'The problem here is the lock.',
    no: 'No issue was found.',
  },
  {
    cue: /\bthere(?:'s| is| are) (?:an?|another|also a|some) (?:\w+ )?(?:bug|problem|issue|error|mistake|conflict)s?\b/i,
    yes: 'There is a small mistake.',
    no: 'There is a driver.',
  },
  {
    cue: /\byou forgot to\b/i,
    yes: 'You forgot to unlock in the error path.',
    no: 'I forgot to say that.',
  },
  {
    cue: /\b(?:value|result|buffer|error|memory|lock|\w+\(\)|'\w+'|it)\b.{0,30} (?:is|are) (?:never|not) (?:checked|freed|released|unlocked|initiali[sz]ed)\b/i,
    unless: /\bif (?:\w+ ){0,3}(?:is|are) not\b|\bwhen\b|\?$/i,
    yes: 'The return value is never checked.',
    no: 'The value is checked.',
  },
  {
    cue: /^off[- ]by[- ]one\b|\b(?:is|looks like) (?:an )?off[- ]by[- ]one\b|\bthere is an off[- ]by[- ]one\b/i,
    yes: 'Off-by-one: the last drip is not counted.',
    no: 'This fixes an off-by-one.',
  },
  // What goes wrong when it is built or run. <d6a8e85b-ab7d-f5c9-a8cb-79dd8e68c967@linux.intel.com>, <39eb11ed-dbf2-822a-dc79-5b70a49c430b@intel.com>
  { cue: /\byou(?:'ll| will) get\b/i, yes: "You'll get a warning.", no: 'You get a reply.' },
  {
    cue: /\bthis (?:will|would|can|could|may) (?:\w+ )?(?:lead to|cause|break|fail|crash|deadlock|result in)\b/i,
    yes: 'This may cause a hang.',
    no: 'This may be slow.',
  },
  {
    cue: /\b(?:explodes?|call trace|panics|undefined reference)\b|\b(?:WARNING|BUG|error|warning): /i,
    yes: 'ERROR: modpost failed',
    no: 'It exploits the cache.',
  },
  { cue: /\bmake(?:\[\d+\])?: \*\*\*/, yes: 'make[1]: *** [all] Error 2', no: 'make all' },
  {
    cue: /\bbuild (?:errors?|failures?|fails|warnings?)\b|\bfails? to (?:build|apply|compile)\b/i,
    yes: 'It fails to apply.',
    no: 'It builds.',
  },
  {
    cue: /\bconflicts? with (?:a|the|this|other|another|some) (?:\w+ )?(?:patch(?:es)?|change|commit|series)\b/i,
    yes: 'This conflicts with a patch that is in next.',
    no: 'There were no conflicts.',
  },
  {
    cue: /\b(?:we|I) (?:found|find|see|saw|hit|got|get|noticed)\b(?! no)[^,;]{0,60}\b(?:fail(?:ed|s|ures?|ing)?|crash(?:ed|es)?|hangs?|stuck)\b/i,
    yes: 'We found that the self-test failed.',
    no: 'I see no failures.',
  },
  {
    cue: /\bbreaks?\b/i,
    unless: /\b(?:breaks? (?:nothing|no\b)|(?:not|n't|never|nothing) (?:\w+ )?breaks?\b|coffee break|tea break)/i,
    yes: 'It breaks the build.',
    no: 'Nice catch, this breaks nothing.',
  },
  {
    cue: /\b(?:the|this|your|my) (?:\w+ ){0,2}(?:test|build|patch|code|check|job)(?:s (?:now )?(?:fail|crash|hang)| (?:now |always |still )?(?:fails|crashes|hangs))\b/i,
    yes: 'If you run it twice, the test fails.',
    no: 'The test checks whether it fails.',
  },
  // <CAEemH2eqaSi2Zb0nuKi_0ao90V10BYPnOKO6As2kq+76++Z0EQ@mail.gmail.com>
  {
    cue: /\b(?:the|this|your|my) (?:\w+ ){0,2}(?:test|build|patch|code|check|job)s? (?:will|would) (?:\w+ )?(?:fail|crash|hang)\b/i,
    unless: /\b(?:without|before|unless|until|old|older|unpatched|no longer|not|never)\b|n't\b|\?/i,
    yes: 'Then this test will fail again because the version alone decides.',
    no: 'Without the fix this test will fail.',
  },
  // The mail, not the code. <ZEKU5cfiq3ApMOma@yuki>, <ZEJyud8Yxb1QdZbh@yuki>
  {
    cue: /\b(?:corrupted|mangled|damaged|garbled|broken|wrapped|reformatted) by (?:your|the) (?:e?-?mail\w*|mua|webmail|editor)\b/i,
    yes: 'The patch is still corrupted by your email client.',
    no: 'The list is corrupted by the driver.',
  },
  {
    cue: /\b(?:patch(?:es)?|diff) (?:is|are|was|were|has been|got|looks?|seems?) (?:still |also )?(?:corrupt(?:ed)?|mangled|garbled|(?:line|word)-wrapped)\b/i,
    yes: 'The change looks good, however the patch is corrupted.',
    no: 'The patch repairs a list that is corrupted.',
  },
  {
    cue: /\b(?:isn't|is not|aren't|are not) guaranteed\b/i,
    yes: 'This is not guaranteed to exist.',
    no: 'This is guaranteed.',
  },
  {
    cue: /\bnot (?:a )?good (?:practice|style)\b|\bbad (?:practice|style)\b/i,
    yes: 'That is not a good practice.',
    no: 'A good practice.',
  },
  // <20201029153740.GB1914153@bogus>
  {
    cue: /^(?:(?:also|and|again),? )?wrong (?!\w+ (?:thread|list|mail|button)\b)\w+/i,
    yes: 'Wrong indentation is the cause.',
    no: 'The wrong mail.',
  },
  // It does not seem right. <Yl/27Pz3pvARmIHn@osiris>, <7b13aca2-fb3e-3b84-8d3d-e94966fac5f2@redhat.com>
  // A doubt is one only about what the code does: "I don't think it impacts the test" praises it. <127303b5-8753-f866-1811-a67ff4bc021b@intel.com>
  {
    cue: /\bI do(?:n't| not) (?:think|believe)\b.{1,80}?\b(?:is|are) (?:\S+ )?(?:correct|right|true|safe|valid|accurate|sufficient|taken|held|checked|freed|handled)\b/i,
    unless: /\b(?:right|correct) (?:approach|way|thing|place|time|person|tree)\b/i,
    yes: 'I do not think that the lock is taken.',
    no: "I don't think it impacts the test.",
  },
  {
    cue: /\bI do(?:n't| not) (?:think|believe) (?:that )?(?:this|that|it|the \w+) (?:(?:\w+ly|even|will|can|would|could|ever) ){0,2}(?:works?|compiles?|builds?)\b/i,
    yes: "I've been looking at this, and I don't think it works.",
    no: "I don't think it hurts.",
  },
  {
    cue: /\bI do(?:n't| not) see (?:where |how )?(?:the|an?|any|\w+\(\)|it|this) .{0,60}?\b(?:unlock\w*|set|freed|released|checked|handled|initiali[sz]ed|remov\w+)\b/i,
    unless: /\b(?:problems?|issues?|reasons?|need|why|harm)\b/i,
    yes: 'Here as well I do not see the status set anywhere.',
    no: 'I do not see the issue yet.',
  },
  {
    cue: /\bmakes? (?:no|little) sense\b|\bdoes(?:n't| not) make (?:\w+ )?sense\b/i,
    yes: 'It does not make much sense.',
    no: 'It makes sense.',
  },
  { cue: /\b(?:is|it's) (?:the|a) wrong \w/i, yes: "It's the wrong register.", no: 'The rest is right.' },
  {
    cue: /\b(?:looks|seems|feels|sounds) (?:to be )?(?:a bit |\w+ )?(?:wrong|broken|incorrect|odd|strange|weird|off|bogus|fishy|inconsistent)\b/i,
    yes: 'This looks a bit odd.',
    no: 'This looks right.',
  },
  {
    cue: /\bdoes(?:n't| not) (?:apply|build|compile|work|look right|match|exist|handle|check|cover|seem right|describe|belong)\b/i,
    yes: 'It does not handle zero.',
    no: 'It handles zero.',
  },
  {
    cue: /\b(?:not|isn't) (?:(?:really|quite|entirely) )?(?:correct|true|right|accurate|clear|good enough|safe|sufficient)\b/i,
    yes: 'This is not quite right.',
    no: 'This is quite right.',
  },
  // <YUh1IuIoB/Q5GOCO@salvia>, <Y0PwgBz6asJOHSan@hirez.programming.kicks-ass.net>
  {
    cue: /^(?:(?:but|and|so|well),? )?I(?:'m| am) afraid,? (?:that )?(?:this|that|it|the|these|someone|somebody|people|users?|we|there)\b/i,
    unless: /\?|\bI (?:can't|cannot|don't)\b/i,
    yes: "I'm afraid someone might be using it.",
    no: "I'm afraid I don't understand the question.",
  },
]

/** Words of a defect by which something is wanted rather than wrong: a series to post again, or something that nobody needs. */
export const MILD: readonly CueRow[] = [
  // <hwmon-2020>: "Break the arguments instead."
  {
    cue: /^\W{0,3}(?:please )?break\b|\bbreak(?:;| here\b)/i,
    yes: 'Break the arguments instead.',
    no: 'It breaks the build.',
  },
  {
    cue: /\b(?:once|when|after|if) you (?:\w+ )?(?:fix|solve|address) (?:the|this|that|those) (?:\w+ )?(?:warning|error|bug|leak|race)s?\b/i,
    yes: 'Once you fix the compiler warning: Reviewed-by: Rex Roe <rex@example.org>',
    no: 'There is a compiler warning: unused variable',
  },
  // <20220624025954-mutt-send-email-mst@kernel.org>
  {
    cue: /^(?:(?:could|can|would) you )?(?:please |pls |plz )?rebase\b/i,
    unless: /\b(?:leak\w*|crash\w*|hangs?|breaks?|fail\w*|bugs?)\b/i,
    yes: 'Pls rebase on top of my latest tree, there are some conflicts.',
    no: 'There are some conflicts.',
  },
  // <20220701022950-mutt-send-email-mst@kernel.org>
  {
    cue: /\bI (?:don't|do not) (?:think|see|believe)\b.{0,60}\b(?:(?:have|has|adds?) (?:any|much) (?:value|benefit)|(?:is|are) (?:really )?(?:needed|necessary|useful))\b/i,
    unless: /\b(?:leak\w*|rac(?:es?|y)|crash\w*|hangs?|breaks?|fail\w*|bugs?|wrong)\b/i,
    yes: "I don't think these comments have any value.",
    no: "I don't think that the value is checked.",
  },
  {
    cue: /\bdoes(?:n't| not) make (?:\w+ )?sense to\b|\bmakes? (?:no|little) sense to\b/i,
    yes: 'It does not make sense to add them to the file.',
    no: 'This makes no sense.',
  },
]
