import type { CueRow } from '../../cueTable'

/** Words of a defect that report none: it is denied or supposed, is one of other code, or the words have another sense. Only these words are passed over. */
export const NO_FAULT: readonly CueRow[] = [
  // Denied, or avoided. <Y3KWoEwmHvbIJFLX@nvidia.com>
  {
    cue: /(?:n't|\b(?:no|not|never|without|avoids?|nor)) (?:\w+ ){0,3}(?:leak|race|racy|deadlock|overflow|bug|break|crash|buggy|uaf|use[- ]after[- ]free)s?\b/i,
    unless:
      /\b(?:but|wrong|should|must|make sure|ensure)\b|(?:not|n't|never) (?:\w+ )?(?:fix|avoid|prevent|solve|mistaken|sure)|\?$/i,
    yes: 'The fact that everyone uses it is a feature and not a bug.',
    no: 'This is a bug.',
  },
  // A defect of something else, or what the patch is for.
  {
    cue: /\b(?:work\w* ?around|workaround for|fil(?:e|ed|ing)|fix(?:es|ed|ing)?|find(?:ing)?) (?:\w+ ){0,2}(?:bug|race|leak|overflow)s?\b|\bbug report/i,
    unless: /\b(?:but|introduc\w+|you|your|not|cannot|never)\b|n't\b/i,
    yes: 'A value to work around a bug of these CPUs.',
    no: 'This fixes nothing, it has a bug.',
  },
  {
    cue: /\bbuggy (?:kernel|hardware|firmware|device|version|compiler|system|driver|host|guest)s?\b/i,
    yes: 'If the test is run on a buggy kernel, we get a deadlock.',
    no: 'This looks buggy.',
  },
  {
    cue: /\b(?:call trace|warning|error|crash|panic|problem|issue)s? (?:(?:goes|went|is|are|has|have) )?(?:now |also |already )?(?:gone|away|disappeared)\b/i,
    yes: 'The call trace goes away.',
    no: 'Call trace: foo+0x1/0x2',
  },
  // Supposed, not found.
  {
    cue: /(?:^|[.!] )(?:\W|and |so |also ){0,3}(?:if|in case|whether|unless)\b[^?,;]{0,80}?\b(?:bug|problem|issue|error|race|breaks?|fails?|does(?:n't| not))\b/i,
    unless: /\b(?:you|we|one|it|this)(?:'ll| will| would| can| may) (?:\w+ )?(?:get|crash|fail|break|leak)\b/i,
    yes: 'If it does not apply, feel free to push my change.',
    no: 'It does not apply.',
  },
  {
    cue: /\b(?:tested|know|see|check|sure|wonder(?:ing)?|tell|ask(?:ing)?|look) (?:if|whether)\b.{0,60}\b(?:bugs?|breaks?|fails?|leaks?|rac(?:es?|y))\b/i,
    yes: 'Have you tested if roaming breaks existing connections?',
    no: 'Roaming breaks existing connections.',
  },
  {
    cue: /\b(?:if|when|because|since|until|where|in case|problems? that|file that)\b[^,;:]{0,50}\bdoes(?:n't| not) (?:apply|work|match|exist|handle|check|cover|belong)\b/i,
    unless: /\b(?:wrong|bug|broken|but|you|your)\b/i,
    yes: 'An attempt to solve a problem that does not exist.',
    no: 'It does not exist.',
  },
  // <CACGkMEv-KYieHKXY_Qn0nfcnLMOSF=TowF5PwLKOxESL3KQ40Q@mail.gmail.com>
  {
    cue: /^otherwise,? (?:it|that|this|there)(?:'s| is|'d be| would be| may be| must be) (?:\w+ )?(?:bug|problem|issue|error) (?:somewhere|elsewhere)\b/i,
    yes: "Otherwise it's a bug somewhere I guess.",
    no: "Otherwise it's a bug.",
  },
  // What is printed on purpose.
  {
    cue: /\b(?:dump|print|emit|show)(?:ing|s)? (?:an?|the) (?:full |whole )?(?:call|stack|back) ?trace\b/i,
    yes: "I'm not sure if dumping a call trace here is really useful.",
    no: 'It crashes, here is the call trace:',
  },
  // A question supposes it. One that denies ("Doesn't this leak?") is a way to say so.
  {
    cue: /^.*\?$/s,
    unless:
      /(?:^|[,;.] )(?:(?:and|but|so|also|hm+),? )?(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't|hasn't|haven't|didn't|shouldn't)\b|\w, but\b/i,
    yes: 'Can you think of situations where the race is not a concern?',
    no: "Doesn't this leak the buffer?",
  },
  {
    cue: /\bnull pointer(?! (?:deref|access|exception|crash|oops|fault|bug))/i,
    unless: /\b(?:deref\w*|crash\w*|oops\w*|segfault\w*|leak\w*|race)\b/i,
    yes: 'The caller must take care not to call it with a NULL pointer.',
    no: 'This is a NULL pointer dereference.',
  },
  // Break in another sense: "a bit tricky to break things up into nice patches" <Y4/LsZKmR3iWFphU@nvidia.com>.
  {
    cue: /\bbreaks? (?:\w+ ){0,3}(?:up|down|out|apart|away|into)\b|\b(?:line|page|the|this|a) breaks?\b|\bbreaks? the (?:\w+ )?(?:loop|cycle|lines?)\b/i,
    unless: /\bbreaks? (?:the )?(?:build|boot|abi|user)|^\W{0,3}break\b/i,
    yes: 'It seems a bit tricky to break things up into nice patches.',
    no: 'It breaks the build.',
  },
]

/** A defect that is gone, or that the reviewer looked for and did not find. */
export const NO_DEFECT: readonly CueRow[] = [
  {
    cue: /\b(?:leak|deadlock|race|crash|bug|overflow|dereference)s?\b(?: \w+){0,3} (?:is|are|was|were) (?:now |all )?(?:gone|fixed|solved)\b/i,
    unless: /\b(?:but|not|should|until|unless|only|still|back)\b|n't\b/i,
    yes: 'The leak of v1 is fixed now.',
    no: 'The leak is not fixed.',
  },
  {
    cue: /\b(?:leak|deadlock|race|crash|bug)s?, (?:that|which|it)(?:'s| is) (?:gone|fixed|solved|resolved)\b/i,
    unless: /\b(?:but|not|still)\b|n't\b/i,
    yes: 'In v1 this had a leak, that is gone now.',
    no: 'This has a leak, that is bad.',
  },
  {
    cue: /\b(?:does not|doesn't|cannot|can't|never|no longer) (?:leak|deadlock|race|overflow)\b/i,
    unless: /\b(?:should|must|make sure|ensure|so that|please)\b/i,
    yes: 'I checked that this does not leak.',
    no: 'Please make sure that this does not leak.',
  },
  {
    cue: /\b(?:not|n't|cannot) see (?:how|where|why) (?:this|that|it|we) (?:could|can|would) (?:\w+ )?(?:leak|deadlock|race|overflow|crash)\b/i,
    yes: 'I do not see how this could deadlock.',
    no: 'I do not see how this could work.',
  },
  {
    cue: /^(?:good|great|nice|glad|happy)\b.{0,20}\byou (?:\w+ )?(?:fixed|solved|avoided|caught|found)\b/i,
    unless: /\bbut\b/i,
    yes: 'Good that you fixed the NULL pointer dereference.',
    no: 'Good, but you have a leak.',
  },
  {
    cue: /^I (?:was|had been) (?:afraid|worried|concerned)\b.{0,80}\bbut (?:it|that|this) (?:does(?:n't| not)|is(?:n't| not)|is fine)\b/i,
    yes: 'I was afraid that this breaks the pump, but it does not.',
    no: 'I was afraid that this breaks the pump.',
  },
]
