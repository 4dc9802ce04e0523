import type { CueRow } from '../../cueTable'

/** What may come before the verb, one after another: thanks, praise, the patches, the subject. <1e70fb20-dab5-214e-dae3-5949c8b59945@linux.ibm.com>, <d9ec6f31-6125-0723-b7d7-5898abeb3289@arm.com>. */
export const LEADS: readonly CueRow[] = [
  {
    cue: /^(?:(?:many )?thanks?(?: you| a lot| everyone| all)?|thx)[ ,!.:-]{1,3}/i,
    yes: 'Many thanks, applied.',
    no: 'The applied patch is thankless.',
  },
  {
    cue: /^(?:ok(?:ay)?|great|nice|good|perfect|alright|right|cool|and|so|also|now|finally|conditionally)[ ,!.:-]{1,3}/i,
    yes: 'Great, applied.',
    no: 'Greater values are applied.',
  },
  {
    cue: /^(?:all(?: of it| good| patches)?|both(?: patches)?)[ ,!.:-]{1,3}/i,
    yes: 'Both patches applied.',
    no: 'None applied.',
  },
  {
    cue: /^(?:the |this )?(?:whole |entire )?(?:patch(?:es)?|series|patchset|pull request)(?: ?#?\d[\d ,&-]{0,20})?[ ,!.:-]{1,3}/i,
    yes: 'Patches 1-3 applied.',
    no: 'Your fix was applied.',
  },
  {
    cue: /^(?:i(?: have|'ve|'ll have)?|we(?: have|'ve)?)(?: now| just)?[ ,!.:-]{1,3}/i,
    yes: "I've just applied it.",
    no: 'They applied it.',
  },
  {
    cue: /^(?:this(?: is| was| has been)?|it(?: is|'s)?(?: now)?)[ ,!.:-]{1,3}/i,
    yes: 'This has been applied.',
    no: 'Something was applied.',
  },
  { cue: /^(?:ha(?:s|ve) been|is|are|was|were)[ ,!.:-]{1,3}/i, yes: 'has been applied', no: 'had been applied' },
]

/** The verb at the start of what is left. */
export const VERBS: readonly CueRow[] = [
  { cue: /^(?:app+lied|queued|merged|picked|pushed|committed|pulled)\b/i, yes: 'Queued for 6.1.', no: 'Not queued.' },
]

/** What must follow the verb. <YoTWSxEYPo1MLQTc@osiris>, <YdnEe5sEoRLEBK3Y@osiris>. */
export const FOLLOWS: readonly CueRow[] = [
  { cue: /^(?:[\s,.!;:-]*$|[.,!;:])/, yes: ', thanks!', no: ' force' },
  {
    cue: /^\s+(?:it|this|that|all|both|them|these|up|the|your|everything|one|1|patch(?:es)?|series|patchset|v\d)\b/i,
    yes: ' the series',
    no: ' a series of changes',
  },
  {
    cue: /^\s+(?:without (?!any|problem|issue|conflict)|after (?:\w+ing|some|a)|along with|from (?:patch(?:es)? )?\d)\b/i,
    yes: ' after adding a description',
    no: ' after all',
  },
  {
    cue: /^\s+(?:with|as|by|thanks?|and|now|again|manually|for|to|in|into|on|onto|via)\b/i,
    yes: ' to the example tree',
    no: ' twice',
  },
  { cue: /^\s+(?:-?next\b|\(|-{1,2}|#?\d|"|\[|\S+\/\S+|`)/, yes: ' example/next', no: ' patches' },
]

/**
 * Words after the verb in a sentence that does not say that somebody took the patch. <20221104233440.GA2443898@roeck-us.net>,
 * <edb305079c28e49021166423af0378f8d218f269.camel@linux.ibm.com>, <Ynwh/Uk3IyiyRzO3@dev-arch.thelio-3990X>.
 */
export const NOT_TAKEN: readonly CueRow[] = [
  { cue: /\b(?:on top of|cleanly|locally|to be\b|yet\b|by default)/i, yes: ' on top of rc1', no: ' to example/next' },
  {
    cue: /\b(?:if |when |before |after (?:this|that|the) patch|only (?:if|when))/i,
    yes: ' only if a bit is set',
    no: ' after some thought',
  },
  {
    cue: /\bto (?:my local|the (?:same|other|following|existing|rest|result|return|value|driver|function|code))|\b(?:to|for) (?:all|both|every|each) /i,
    yes: ' to the return value',
    no: ' to the example branch',
  },
  {
    cue: /\b(?:and|then) (?:tested|ran|run|built|boot\w*|compared|see|saw|was able|it (?:works|builds))/i,
    yes: ' and booted it',
    no: ' and pushed',
  },
  {
    cue: /\b(?:is|are|was|were|has|went) (?:gone|fixed|solved|away|disappeared)\b|\beverything works\b/i,
    yes: ' to kernel 5.4 and the problem is gone',
    no: ' and fixed the problem that you told me about',
  },
  {
    cue: /\bthen (?:\w+ )?(?:dropped|reverted|backed|unpulled)\b/i,
    yes: ' it but then dropped it',
    no: ' it, then the fix',
  },
]

/**
 * What comes before a verb at the end of the sentence: what the sender did first, thanks or praise. <ZRLEmWtn8zaz9dL0@yuki>,
 * <CAEemH2df1sXnfvt03cZ3dJx-ZinSP10Cg1QpCgqd5idAD6exiQ@mail.gmail.com>.
 */
export const BEFORE_LAST: readonly CueRow[] = [
  { cue: /^[^;]{1,100}[,;!:(-] ?(?:(?:now|so|also|and|finally|just) )?$/, yes: 'Good catch, ', no: 'The patch that ' },
  {
    cue: /(?:^|[\s(])I(?:'ve| have)? (?:[^;]{1,120} )?(?:and|then) (?:(?:now|then|also|just|finally) )?$/,
    yes: "I've reworded the message and ",
    no: 'They reworded the message and ',
  },
  {
    cue: /(?:^|[,;:] )(?:fixed|changed|adjusted|added|removed|reworded|tweaked|amended|rebased|tested)\b[^,;]{0,60} and $/i,
    yes: 'Fixed the typo and ',
    no: 'The fixed typo and ',
  },
  {
    cue: /^(?:[^,;]{1,60}[,;] ){0,2}(?:(?:the|this|whole|entire|first|v\d+|\w+) ){0,2}(?:patch(?:es|set)?|series)(?: was| were| has been| is| are)?(?: now)? $/i,
    unless: /\bwith (?:\w+ ){0,3}$/i,
    yes: 'Thanks for your work, patch was ',
    no: 'I see no splat with the patch ',
  },
  {
    cue: /(?:^|[,;] )I (?:(?:finally|already|just|also|now|help|have now|(?:'ve )?now) )?$/i,
    yes: 'I finally ',
    no: 'They finally ',
  },
]

/** What follows a verb at the end of the sentence: nothing, thanks, the patch, or how it was taken. */
export const AFTER_LAST: readonly CueRow[] = [
  { cue: /^[\s.,!;:)]*$/, yes: '!', no: ' twice' },
  { cue: /^[,.!;)]{0,2} (?:many )?(?:thanks?|thank you|thx)\b/i, yes: ', thanks.', no: ', as it was' },
  {
    cue: /^(?: up)? (?:it|this|these|them|all|both|the (?:series|patch\w*|whole|first|rest|two|commits?|fix|driver)|(?:this )?patch(?:set|es)?\b|your|v\d)/i,
    yes: ' the patchset.',
    no: ' the diff',
  },
  {
    cue: /^ (?:with (?:the |an? )?(?:following|diff\b|below|remov|chang|add|fix|tag)|as (?:\d+|two|three|one) (?:commits?|patch))/i,
    yes: ' with the diff below',
    no: ' with rc1',
  },
  {
    cue: /^ to (?!v?\d)(?:\S+[-/]\S+|\w+)[.!]*(?:,? thanks?[.!]*)?$/i,
    yes: ' to example-next.',
    no: ' to the tree that I have here',
  },
]

/** Words before the verb that make it a wish, a plan, or what somebody else did. */
export const NOT_DONE: readonly CueRow[] = [
  {
    cue: /\b(?:if|once|until|should|could|would|will|can|must|may|hope|please|going to|want(?:ed)? to|like to|let's)\b/i,
    unless: /\(please [^)]*\)/i,
    yes: 'Once it is fixed and merged,',
    no: 'I fixed it and merged.',
  },
  {
    cue: /n't\b|\b(?:not|never|nobody|already been|who|which|that was|you|they|he|she)\b/i,
    unless: /\bthank you\b|\bI\b.*\byou\b/i,
    yes: 'You fixed and merged it.',
    no: 'I fixed it for you and merged.',
  },
]

/** "I've applied this" anywhere. <fd1fa794-1d23-ab95-f5d1-940621ccb2c7@linux.ibm.com>, <5a73bccdfd2a3210dba0495a77a9ec1e@linux.ibm.com>, <20220627103551.48b34517.alex.williamson@redhat.com>. */
export const I_APPLIED: readonly CueRow[] = [
  {
    cue: /\bI(?:'ve| have)?(?: now| just| already| (?:\S{1,20} ){1,5}and)? (?:applied|queued|picked|merged|pushed|folded|taken) (?=\w)/,
    yes: "So I've now picked this up.",
    no: 'Somebody picked this up.',
  },
]

/** What was applied, right after "I've applied". */
export const THE_PATCH: readonly CueRow[] = [
  {
    cue: /^(?:up )?(?:it|this|these|them|all|both|the (?:series|patch|patches|whole|driver|fix|first|rest)|patch(?:es)? #?\d|your|v\d|(?:a )?(?:slightly )?modified)\b/,
    yes: 'up your series',
    no: 'a knife',
  },
]
