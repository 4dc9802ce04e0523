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
  // A whole sentence: <r7768sq6-r5o1-8776-r226-04rp4p5837o@vanv.qr>, <918oro7-rrs-21rr-48p6-p1nqr4sp41@vanv.qr>
  {
    cue: /^(?:processed|added|landed|integrated|incorporated)(?:[,.! ]{0,3}thanks?)?[.! ]*$/i,
    yes: 'Processed.',
    no: 'Added a lock.',
  },
  // <40cc33b8-1dcf-898d-42f1-53b4404a80b9@roeck-us.net>
  {
    cue: /^(?:folded|squashed)(?= (?:it |this )?in(?:to)? (?:the (?:original|previous|first)|my)\b)/i,
    yes: 'folded into the original patch.',
    no: 'folded into the next one',
  },
  // A whole sentence, too: <20210529201607.GA31934@salvia>
  {
    cue: /^(?:folded|squashed)(?:(?: in)?[,.! ]{0,3}(?:many )?thanks?(?: you)?)?[.! ]*$/i,
    yes: 'Squashed, thanks.',
    no: 'Squashed two commits.',
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

/** "I've applied this" anywhere. <fd1fa794-1d23-ab95-f5d1-940621ccb2c7@linux.ibm.com>, <5a73bccdfd2a3210dba0495a77a9ec1e@linux.ibm.com>, <20220627103551.48b34517.alex.williamson@redhat.com>. */
export const I_APPLIED: readonly CueRow[] = [
  {
    cue: /\bI(?:'ve| have)?(?: now| just| already| (?:\S{1,20} ){1,5}and)? (?:applied|queued|picked|merged|pushed|folded|taken) (?=\w|#)/,
    yes: "So I've now picked this up.",
    no: 'Somebody picked this up.',
  },
  // <20210804084355.GA1483@salvia>
  {
    cue: /\bI(?:'ve| have)?(?: now| just| already)? (?:squashed|folded) (?=(?:this|it|that|your)\b.{0,40} into the (?:original|first|broken)\b)/,
    yes: 'I have squashed this fix into the original patch in foo.git.',
    no: 'I have squashed this into v3.',
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

/** A patch by the area in front of its title. Words in small letters ("the other fix") name no area. */
export const AREA_PATCH: readonly CueRow[] = [
  // <mhng-b3bcbdea-1572-44ba-9d9a-e35e55b8880f@palmer-ri-x1c9a>
  {
    cue: /^ (?:up |out )?(?:just )?the (?!v?\d)(?=\S*[A-Z0-9/_-])[\w/-]{2,20} (?:fix|patch|change|one|part)\b/,
    yes: ' the RISC-V fix, the x86 one is left.',
    no: ' the other fix',
  },
]

/** What was applied, right after "I've applied". */
export const THE_PATCH: readonly CueRow[] = [
  ...AREA_PATCH,
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
