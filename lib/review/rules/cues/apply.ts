import type { CueRow } from '../../cueTable'

/** What may come before the verb, one after another: thanks, praise, the patches, the subject. <1e70fb20-dab5-214e-dae3-5949c8b59945@linux.ibm.com>, <d9ec6f31-6125-0723-b7d7-5898abeb3289@arm.com>. */
export const LEADS: readonly CueRow[] = [
  {
    cue: /^(?:(?:many )?thanks?(?: you| a lot| everyone| all)?|thx)[ ,!.:-]{1,3}/i,
    yes: 'Many thanks, applied.',
    no: 'The applied patch is thankless.',
  },
  {
    cue: /^(?:ok(?:ay)?|great|nice|good|perfect|alright|right|cool|and|so|also|now|finally|conditionally|fyi|btw|anyway|done|already|looks)[ ,!.:-]{1,3}/i,
    yes: 'Great, applied.',
    no: 'Greater values are applied.',
  },
  {
    cue: /^(?:all(?: of it| good| patches)?|both(?: patches)?)[ ,!.:-]{1,3}/i,
    yes: 'Both patches applied.',
    no: 'None applied.',
  },
  {
    cue: /^(?:this )?(?:(?:the )?first|last|second|this) (?:patch|one|commit)[ ,!.:-]{1,3}/i,
    yes: 'This first patch merged, thanks.',
    no: 'First merged.',
  },
  {
    cue: /^(?:the |this )?(?:whole |entire )?(?:patch(?:es)?|series|patch ?set|commits?|pull request)(?: ?#?\d(?:[\d ,&/-]|and|to){0,20})?[ ,!.:-]{1,3}/i,
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
  {
    cue: /^(?:v\d{1,2}|#?\d{1,3}(?:[\d ,&/#-]|and|to){0,20})[ ,!.:-]{1,3}/i,
    yes: '1-2 applied.',
    no: 'One applied.',
  },
  { cue: /^(?:ha(?:s|ve) been|is|are|was|were)[ ,!.:-]{1,3}/i, yes: 'has been applied', no: 'had been applied' },
]

/** The verb at the start of what is left. */
export const VERBS: readonly CueRow[] = [
  {
    cue: /^(?:(?:re-?)?app+lied|queued|merged|picked|pushed|committed|pulled)\b/i,
    yes: 'Queued for 6.1.',
    no: 'Not queued.',
  },
  {
    cue: /^(?:taken|accepted)(?=[,.!]|$| (?:in)?to\b)|^staged(?= (?:for|in)\b)|^took(?= (?:it|this|these|the (?:series|patch))\b)/i,
    yes: 'Taken, thanks.',
    no: 'Taken together, it fits.',
  },
  // <40cc33b8-1dcf-898d-42f1-53b4404a80b9@roeck-us.net>
  {
    cue: /^(?:folded|squashed)(?= (?:it |this )?in(?:to)? (?:the (?:original|previous|first)|my)\b)/i,
    yes: 'folded into the original patch.',
    no: 'folded into the next one',
  },
]

/** What must follow the verb. <YoTWSxEYPo1MLQTc@osiris>, <YdnEe5sEoRLEBK3Y@osiris>. */
export const FOLLOWS: readonly CueRow[] = [
  { cue: /^(?:[\s,.!;:-]*$|[.,!;:])/, yes: ', thanks!', no: ' force' },
  {
    cue: /^\s+(?:it|this|that|all|both|them|these|up|out|the|your|everything|one|first|last|patch(?:es)?|series|patch ?set|v\d)\b/i,
    yes: ' the series',
    no: ' a series of changes',
  },
  {
    cue: /^\s+(?:without (?!any|problem|issue|conflict)|after (?:\w+ing|some|a)|along with|from (?:patch(?:es)? )?\d)\b/i,
    yes: ' after adding a description',
    no: ' after all',
  },
  {
    cue: /^\s+(?:with|as|by|thanks?|and|now|again|manually|slightly|only|for|to|in|into|on|onto|via)\b/i,
    yes: ' to the example tree',
    no: ' twice',
  },
  { cue: /^\s+(?:already|upstream)\b/i, yes: ' already', no: ' always' },
  { cue: /^\s+(?:-?next\b|\(|-{1,2}|#?\d|"|\[|\S+\/\S+|`)/, yes: ' example/next', no: ' patches' },
]

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
    cue: /\b(?:to|for) (?:all|both|every|each) /i,
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
    cue: /\bwill (?:\w+ )?(?:need|have to|require)\b/i,
    yes: ' up for stable will need this',
    no: ' up, stable will get it',
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
  {
    cue: /^[^;]{1,230}[,;!:(-] ?(?:(?:now|so|also|and|finally|just|already) )?$/,
    yes: 'Good catch, ',
    no: 'The patch that ',
  },
  {
    cue: /(?:^|[\s(])I(?:'ve| have)? (?:[^;]{1,120} )?(?:and|then) (?:(?:now|then|also|just|finally) )?$/,
    yes: "I've reworded the message and ",
    no: 'They reworded the message and ',
  },
  {
    cue: /(?:^|[,;:] )(?:fixed|changed|adjusted|added|removed|reworded|tweaked|amended|rebased|tested|squashed|folded|updated|done)\b[^,;]{0,120} and $/i,
    yes: 'Fixed the typo and ',
    no: 'The fixed typo and ',
  },
  {
    cue: /^(?:[^,;]{1,60}[,;] ){0,2}(?:\w+ ){0,4}(?:patch(?:es|set)?|series)(?: was| were| has been| is| are)?(?: now)? $/i,
    unless: /\b(?:with|after|once|when|before|that|your|his|their) (?:\w+ ){0,4}$/i,
    yes: 'Thanks for your work, patch was ',
    no: 'I see no splat with the patch ',
  },
  {
    cue: /(?:^|[,;] )I (?:(?:finally|already|just|also|now|help|have now|(?:'ve )?now) )?$/i,
    yes: 'I finally ',
    no: 'They finally ',
  },
  {
    cue: /\b(?:message|subject|title|typos?|changelog|description|whitespace|tags?) (?:fixed|adjusted|changed|tweaked|added|removed|reworded|updated) and $/i,
    yes: 'Commit message adjusted and ',
    no: 'The message and ',
  },
  {
    cue: /\b(?:hence|therefore|thus) (?:(?:the )?(?:patch|series) )?$/i,
    yes: 'It is in rc1, hence patch ',
    no: 'hence they ',
  },
  { cue: /(?:^|[,;/(] ?)(?:I've )?got (?:it|this|them) $/i, yes: 'Got it ', no: 'They got it ' },
]

/** What follows a verb at the end of the sentence: nothing, thanks, the patch, or how it was taken. */
export const AFTER_LAST: readonly CueRow[] = [
  { cue: /^[\s.,!;:)]*$/, yes: '!', no: ' twice' },
  {
    cue: /^(?: as well| too)?[,.!;)]{0,2}\s{1,3}(?:many )?(?:thanks?|thank you|thx)\b/i,
    yes: ', thanks.',
    no: ', as it was',
  },
  {
    cue: /^(?: as well| too| again)[.!]*$|^[,)]{1,2} (?:but (?:I|we|please|for|in|next|thanks)|because|since)\b/i,
    yes: ', but I was late',
    no: ', but wrong',
  },
  {
    cue: /^(?: up)? (?:it|this|these|them|all|both|the (?:series|patch\w*|whole|first|rest|two|commits?|fix|driver)|(?:this )?patch(?:set|es)?\b|your|v\d)/i,
    yes: ' the patchset.',
    no: ' the diff',
  },
  { cue: /^ as (?:\d+|two|three|one) (?:commits?|patch)/i, yes: ' as two commits', no: ' as 45f6916ba' },
  {
    cue: /^(?: also)? with (?:the |that |an? |\w+'s )?(?:following|diff\b|below|remov|chang|add|fix|tag|your\b|rbt\b|r-b\b)/i,
    yes: ' with the diff below',
    no: ' with rc1',
  },
  {
    cue: /^ (?:to|for) (?!v?\d)(?:\S+[-/]\S+|\w+)[.!]*(?:,? thanks?[.!]*)?$/i,
    yes: ' to example-next.',
    no: ' to the tree that I have here',
  },
  {
    cue: /^ to (?:(?:the|my|our) )?(?!v?\d)\S{1,60}(?: \S{1,40})? (?:branch|tree)(?: for v?\d\S{0,9})?[.!]*(?:,? thanks?[.!]*)?$/i,
    yes: ' to the example/next branch.',
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

/** "I've applied this" anywhere. <fd1fa794-1d23-ab95-f5d1-940621ccb2c7@linux.ibm.com>, <5a73bccdfd2a3210dba0495a77a9ec1e@linux.ibm.com>, <20220627103551.48b34517.alex.williamson@redhat.com>. */
export const I_APPLIED: readonly CueRow[] = [
  {
    cue: /\bI(?:'ve| have)?(?: now| just| already| (?:\S{1,20} ){1,5}and)? (?:applied|queued|picked|merged|pushed|folded|taken) (?=\w|#)/,
    yes: "So I've now picked this up.",
    no: 'Somebody picked this up.',
  },
  {
    cue: /\bI [^,;]{1,100} and ha(?:ve|s) (?:applied|queued|merged|pushed) (?=\w)/,
    yes: 'I missed your mail and have merged this patch.',
    no: 'They missed it and have merged it.',
  },
  {
    cue: /\bI(?:'ve)? (?:now |just |already )?took (?=\w)/,
    yes: 'Thanks, I took the first two.',
    no: 'It took the lock.',
  },
  {
    cue: /^(?:(?:thanks|ok|great|lgtm|looks good|so|and)[,.!: -]{1,3}){0,3}(?:I(?:'m| am) )?(?:now )?(?:apply|queue?|merg|push)ing(?=(?: \w+){0,3} (?:to|for|in|into) \S)/i,
    yes: 'Thanks, applying to foo-next.',
    no: 'Applying: foo: fix it',
  },
  // <20231006132514.GA214612@pevik>
  {
    cue: /^(?:[Bb]ecause |[Ss]ince |As )?[A-Z]\w+ has already (?:merged|applied|pushed|queued) (?=\w)/,
    yes: 'Because Ann has already merged this, I close it.',
    no: 'The core has already merged it?',
  },
  // <Y4oo1DEuxFGeoYzy@nvidia.com>
  {
    cue: /\bI (?:refreshed|updated) (?:the|my) (?:patch(?:es)?|series|branch|tree|queue) with (?=this|your|v\d)/i,
    yes: 'I refreshed the patches with this version',
    no: 'I refreshed the patches with rc1',
  },
  {
    cue: /\bI (?:now |just )?merge (?=\w)/,
    yes: 'They look good, I merge the first four.',
    no: 'Can I please merge it.',
  },
]

/** <20230201114126.15513-1-pvorel@suse.cz>: somebody dares to merge what nobody has reviewed. The openings are those of HAS_DONE in deed.ts, too. */
export const DARES: readonly CueRow[] = [
  {
    cue: /\bI (?:\w+ )?dared? to (?:[^,;]{1,80}? and )??(?:merge|push|apply)\b/i,
    yes: 'I dared to fix this and merge.',
    no: 'They dared to fix this.',
  },
  {
    cue: /\bI (?:\w+ )?(?:took the liberty to|ventured to) (?:[^,;]{1,80}? and )??(?:merge|push|apply)\b/i,
    yes: 'I took the liberty to reword this and push.',
    no: 'I took the liberty to rename this.',
  },
  {
    cue: /\bI (?:\w+ )?(?:went ahead and|took the liberty of) (?:[^,;]{1,80}? and )??(?:merged|pushed|applied|merging|pushing|applying)\b/i,
    yes: 'I went ahead and merged it.',
    no: 'I went ahead and tested it.',
  },
]

/** What was applied, right after "I've applied". */
export const THE_PATCH: readonly CueRow[] = [
  {
    cue: /^ (?:up |out )?(?:it|this|these|them|all|both|the (?:series|patch(?:es|set)?|whole|driver|fix|first|last|rest|\d))\b/,
    yes: ' this one',
    no: ' a knife',
  },
  {
    cue: /^ (?:up |out )?(?:patch(?:es)? ?#?\d|#?\d{1,2}[/,-]|your|v\d|first|last)/,
    yes: ' up your series',
    no: ' one',
  },
  {
    cue: /^ (?:up |out )?(?:the |an? )?(?:slightly )?(?:modified|fixed|updated|rebased|adjusted|amended)\b/,
    yes: ' a slightly modified version',
    no: ' a new version',
  },
  {
    cue: /^(?: (?:up|it|this|both|all|them))* (?:to|for|into|in|on) (?:(?:the|my|our) )?(?:\S*[\w]-\w\S*|\S+\/\S+|v?\d\.\d+\S*|\S+ (?:tree|branch))(?:[.,!]| now|$)/i,
    yes: ' this to foo-next.',
    no: ' to one.',
  },
  { cue: /^[.,!]?$|^ with (?!(?:the )?(?:other|existing|previous|rest))/, yes: ' with your changes', no: ' what' },
]
