import type { CueRow } from '../../cueTable'

/**
 * Words after the verb in a sentence that does not say that somebody took the patch. <20221104233440.GA2443898@roeck-us.net>,
 * <edb305079c28e49021166423af0378f8d218f269.camel@linux.ibm.com>, <Ynwh/Uk3IyiyRzO3@dev-arch.thelio-3990X>.
 */
export const NOT_TAKEN: readonly CueRow[] = [
  { cue: /\b(?:cleanly|locally|internally|to be\b|yet\b|by default)/i, yes: ' cleanly', no: ' to example/next' },
  {
    cue: /^(?: (?:it|this|that|all|these|them|the (?:series|patch(?:es)?)|your \w+)){0,2} on top of\b/i,
    yes: ' this on top of rc1',
    no: ', this time on top of rc6',
  },
  // <robin.murphy>: "I've pulled it in and will include it in v4."
  {
    cue: /\b(?:in|into|to|for) (?:my |the )?(?:v\d{1,2}(?!\.?\d)|next (?:version|spin|revision|respin|iteration|round))/i,
    yes: ' it in and will include it in v4',
    no: ' for v4.19',
  },
  {
    cue: /^ (?:it|this|that|them|these) with the (?:other|existing|previous|above|rest)\b/i,
    yes: ' it with the other checks',
    no: ' it with the third one',
  },
  {
    cue: /\b(?:in)?to (?:my|our|a) (?:\w+ ){0,3}?(?:machine|laptop|desktop|box|board|system|setup|kernel|build|device|router|phone|fork|checkout)\b/i,
    yes: ' it to my machine and it works',
    no: ' it to my tree',
  },
  {
    cue: /\bthrough (?:the )?(?:mailing )?list\b/i,
    yes: ' your patch through mailing list',
    no: ' your patch through the s390 tree',
  },
  {
    cue: /^ (?:it|this|that|these|them) (?:from|over|out of|away|offline|upon)\b|\bfor a (?:spin|test|ride|run)\b/i,
    yes: ' this from another file',
    no: ' this for now',
  },
  { cue: /\bto devel\b|\bfor the CI\b/, yes: ' this to devel for the CI', no: ' this for 6.2' },
  {
    cue: /\bwill (?:\w+ )?(?:need|have to|require)\b/i,
    yes: ' up for the stable tree will need this',
    no: ' up, stable will get it',
  },
  { cue: /^ the (?:first|last) (?:one )?that\b/i, yes: ' the first one that came up', no: ' the first one' },
  {
    cue: /\bin(?:to)? (?:one|a single|patch)/i,
    unless: /\b(?:after|with|by) (?:\w+ )?(?:fold|squash|merg|combin)ing\b/i,
    yes: ' into one patch',
    no: ' after folding the two into one',
  },
  {
    cue: /\b(?:if |when |(?:before|after) (?:this|that|the) patch|before (?:I|you|we|it|this|that)\b|only (?:if|when))/i,
    yes: ' only if a bit is set',
    no: ' after some thought',
  },
  {
    cue: /\b(?:to|for) (?:all|both|every|each) (?!(?:of )?(?:the )?(?:\w+ )?stable\b)/i,
    yes: ' to each of the queues',
    no: ' to the tree',
  },
  {
    cue: /\bto (?:my local|the (?:same|other|following|existing|whole|rest|result|return|value|driver|function|code))/i,
    yes: ' to the return value',
    no: ' to the example branch',
  },
  {
    cue: /\b(?:and|then) (?:tested|ran|run|built|boot\w*|compared|see|saw|was able|it (?:works|builds))\b/i,
    yes: ' and booted it',
    no: ' and pushed',
  },
  {
    cue: /\b(?:kernel|linux)[ -]v?\d+\.\d+\S* and (?:the|my|it)\b|\b(?:is|are|was) (?:gone|fixed|solved) (?:now|here|for me)\b/i,
    yes: ' to kernel 5.4 and the problem is gone',
    no: ' for linux 5.4 and stable',
  },
  {
    cue: /\band (?:(?:the|my) (?:\w+ )?(?:problem|issue|bug|crash|hang|error|warning)s? (?:is|are|was|were|has|went|disappeared)|everything works)\b/i,
    yes: ' and the problem is gone',
    no: ' and fixed the problem that you told me about',
  },
  {
    cue: /\bthen (?:\w+ )?(?:dropped|reverted|backed|unpulled)\b/i,
    yes: ' it but then dropped it',
    no: ' it, then the fix',
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
    cue: /\b(?:already been|who|which|that was|you|they|he|she|nobody)\b/i,
    unless: /\bthanks? (?:\w+ )?you\b|\bI\b.*\byou\b/i,
    yes: 'You fixed and merged it.',
    no: 'I fixed it for you and merged.',
  },
]

/** Words in the clause of the verb that deny it. "I have not heard of a better fix, so applied." <hwmon-2020>. */
export const DENIED: readonly CueRow[] = [
  { cue: /n't\b|\b(?:not|never|nobody|nothing)\b/i, yes: ' it was not ', no: ' it was ' },
]

/** What an author says of own patches that are in a tree where others can look at them, or posted again. */
export const NOT_OWN: readonly CueRow[] = [
  {
    cue: /\b(?:push|commit)(?:ed)?\b.{0,80}(?:\b(?:git tree|wip|github|gitlab|v\d{1,2}(?!\.?\d)|(?:my|a) (?!next|for-)(?:\w+ )?(?:branch|fork|repo\w*))\b|\w:\/\/)/i,
    yes: "I've just pushed v2 with these changes.",
    no: 'Pushed, thanks.',
  },
  {
    cue: /\bas a new (?:patch|version|series)\b|^.{0,40}\b(?:accepted|taken|folded|squashed)\b/i,
    yes: 'I pushed this change as a new patch set.',
    no: 'I pushed this patch set.',
  },
  // What a reviewer asked for. <87tv0do99b.fsf@soft-dev15.microsemi.net>
  { cue: /^.{0,40}\b(?:added|processed)\W{0,3}(?:thanks?)?\W{0,3}$/i, yes: 'Added.', no: 'Tags added and pushed.' },
  {
    cue: /\b(?:your|the) (?:diff|suggestions?|fix|fixup|hunk|snippet)s? (?:(?:is|was|are|were) )?(?:applied|merged|folded)/i,
    yes: 'Your suggestion was folded in, thanks.',
    no: 'Thanks, merged with your suggestion.',
  },
  {
    cue: /\b(?:applied|merged|picked|pulled) (?:in |up )?(?:your|his|her) (?:diff|suggestions?|fix|fixup|comments?|change)/i,
    yes: 'Thanks, merged your suggestion.',
    no: 'Thanks, merged with your suggestion.',
  },
]
