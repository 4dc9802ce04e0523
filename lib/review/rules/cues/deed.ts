import type { CueRow } from '../../cueTable'
import { TAKES_OVER } from './decide'

/** The reviewer will make the change that the sentences before ask for, or leaves it to whoever merges. <87leltioby.fsf@suse.de>, <20231114105719.GB2325395@pevik>. */
export const WILL_DO: readonly CueRow[] = [
  {
    cue: /\b(?:I|we)(?:'ll| will| can)(?: \w+)? (?:fix|add|change|remove|update|adjust|do)\b.{0,60}\b(?:before|during|while|when|at) (?:merg|apply|push)/i,
    unless: /\?|\bif (?:you|we|it|that)\b/i,
    yes: 'However we can fix that before merge.',
    no: 'If you agree, I will fix it before merge.',
  },
  {
    cue: /(?:\b(?:this|that|it|these|which) |\()(?:can|could) be (?:fixed|added|changed|removed|done)\b.{0,20}\b(?:before|during|while|when|at) (?:merg|apply|push)/i,
    unless: /\?|,? but\b.{0,80}$/i,
    yes: 'This can be changed during merge.',
    no: 'This could be done before merge, but the link is wrong, too.',
  },
  // The patch can stay as it is. <CAASaF6xYZPL22Ba4FYCGR3uZQEr11DO=poeU_+8rHZARWOHKGg@mail.gmail.com>
  {
    cue: /^(?:so |but )?I(?:'d| would|'m| am) (?:(?!not )\w+ )?(?:go|going|fine|ok|okay|happy) with (?:the|this|your) (?:patch|version|series|approach)\b/i,
    unless: /\?|\b(?:if|once|except|apart|other|provided|but)\b(?! some)|n't\b/i,
    yes: "I'd go with the patch.",
    no: 'I am not happy with this patch.',
  },
  // <bf5e2905-d37e-7f54-ea2c-b75f2b921679@linux.ibm.com>
  {
    cue: /^(?:(?:and|but|so|btw),? )?(?:we|I)(?: are| am|'re|'m) (?:already |currently |also )*working on (?:that|this|it|these|those|them)(?: already)?[.!)]*$/i,
    unless: /\?|\bplease\b/i,
    yes: 'We are already working on that.',
    no: 'We are working on the same driver.',
  },
  // <20210121144414.GQ3158@orbyte.nwl.cc>, <ZRYfCogLjl0vBdm2@wegao>
  {
    cue: /\bI(?:'ll| will| can|'m going to) (?:\w+ )?(?:fix|address|do|create) (?:this|that|it|them|one) (?:in|with|as) an?(?:other)? (?:\w+ )?(?:patch|series|follow)/i,
    unless: /\?|\bif (?:you|we|it|that)\b/i,
    yes: "I'll address this in a separate patch, though.",
    no: 'If you agree, I will fix it in a separate patch.',
  },
  // <87a5u8j42t.fsf@suse.de>, <YVYYRCDylFqmFlWC@azazel.net>
  {
    cue: /^(?:however|still|anyway|nevertheless|regardless)\b.{0,160}\bI(?:'ll| will)(?: \w+)? (?:merge|apply|push|take|queue) (?:it|this|them|these)\b/i,
    unless: /\?|\bif (?:you|we|it|that)\b|\bonce\b|\bwhen\b/i,
    yes: 'However because it was accepted already, I will just merge it.',
    no: 'However, I will merge it once you have fixed it.',
  },
  {
    cue: /^(?:I )?(?:will|'ll|am going to) (?:fix|change|rework|correct) (?:(?:it|this|that|them) )?and (?:then )?(?:re-?(?:send|post|spin)|send|post)\b/i,
    unless: /\?|\bif (?:you|we|it|that)\b/i,
    yes: 'Will fix and send out v2.',
    no: 'You will fix it and send a test, too.',
  },
]

/** The reviewer has made the change already. <20231006132514.GA214612@pevik>, <20231218124540.GA197798@pevik>. */
export const HAS_DONE: readonly CueRow[] = [
  ...TAKES_OVER,
  {
    cue: /(?:^|[,;] )I(?:'ve| have)? (?:(?:just|already|now|also) )?(?:fixed (?:it|this|that|them|these)|put (?:(?:it|this|them) )?back)\b(?! in v\d)/,
    unless: /\?|\b(?:if|when|in my|locally)\b/i,
    yes: 'Because it is merged already, I put back the licence.',
    no: 'When I fixed it in my tree, the test failed.',
  },
  // The same openings as in DARES of apply.ts. <20230518203748.GA12367@pevik>, <Y+pysr+HTTN/aAcX@pevik>
  {
    cue: /\bI (?:\w+ )?(?:dared? to|took the liberty (?:to|of)|went ahead and) (?:\w+ )?(?:chang|reword|fix|adjust|renam|mov|drop|remov|add|updat|correct|split|separat)/i,
    unless: /\?|\b(?:if|when|in my|locally|please)\b/i,
    yes: 'So I took the liberty of rewording the subject.',
    no: 'Please change it, I went ahead and tested the rest.',
  },
]

/** What was asked for may wait: "that can also be done in a later patch". */
export const PUTS_OFF: readonly CueRow[] = [
  // <4cd394c9-e43a-4831-d39e-66dcb3d95074@redhat.com>, <CAASaF6xYZPL22Ba4FYCGR3uZQEr11DO=poeU_+8rHZARWOHKGg@mail.gmail.com>
  {
    cue: /(?:\b(?:this|that|it|which) |\()(?:can|could|may) (?:\w+ )?be (?:\w+ )?(?:done|fixed|changed|improved|added|addressed)\b.{0,12}\b(?:later|follow|separate)/i,
    unless: /\?|\bplease\b/i,
    yes: 'It might be good to check for success, but that can also be done in a later patch.',
    no: 'Please do it in a later patch.',
  },
  {
    cue: /\b(?:we|you|I) can (?:\w+ )?(?:fix|tweak|improve|change|revisit|adjust|address|do) (?:it|this|that|them) (?:later|afterwards|in an? (?:follow|later|separate))/i,
    unless: /\?|\bplease\b/i,
    yes: "I'd go with the patch, we can tweak it later if someone has a better idea.",
    no: 'We can free it later in the error path.',
  },
  // <4bebf8f9-5d19-b86b-b16c-ed3ea384c214@linux.ibm.com>
  {
    cue: /\b(?:ok(?:ay)?|fine|happy|alright|good|enough) (?:\w+ ){0,3}(?:to|if you|with) .{1,60}\b(?:as|in) an? (?:\w+ )?(?:follow[- ]?(?:up|on)|separate|later)\b/i,
    unless: /\?|\bplease\b|\bnot\b|n't\b/i,
    yes: 'There are other spots, so it would also be OK to look into that as a follow-on.',
    no: 'It is not OK to leave that to a follow-up.',
  },
  {
    cue: /\b(?:could|can|may) (?:\w+ )?(?:wait|be left|come) (?:for|as|in|to|until) (?:\w+ ){0,2}(?:follow[- ]?(?:up|on)|later (?:patch|series)|next (?:series|cycle))/i,
    unless: /\?|\bplease\b/i,
    yes: 'That can wait for a follow-up.',
    no: 'That should not wait for a follow-up.',
  },
]

/** The author leaves what was asked to later work. "I will split it into a separate patch" does it here. */
export const LEAVES_FOR_LATER: readonly CueRow[] = [
  // <BN9PR11MB5276FD68BBACD97741BAA1BB8C439@BN9PR11MB5276.namprd11.prod.outlook.com>
  {
    cue: /\b(?:as|in|with|via|to|for|of) (?:an?|the|my|some) (?:\w+ )?(?:follow[- ]?(?:up|on)s?|(?:later|future|different) (?:patch(?:es|set)?|series|work|cleanup))\b/i,
    unless: /\?|\bif you\b|\b(?:thanks?|thank you|thx) for\b|\b(?:not|previous|earlier)\b|n't\b/i,
    yes: 'I will do that in a follow-up patch.',
    no: 'Thanks for the quick follow-up!',
  },
  // <3272510e-ff5c-8694-c45c-7be9eaed4b42@redhat.com>
  {
    cue: /\bonce (?:this|the) (?:series|patch(?:es|set)?) (?:hits?|lands?|goes|is (?:in|merged|upstream|applied)|gets? (?:in|merged|applied))\b/i,
    unless: /\?|\bif you\b/i,
    yes: 'Once this series hits upstream, I can look into other architectures.',
    no: 'Once the patch is posted, I can look into it.',
  },
  {
    cue: /\b(?:later|after(?:wards)?(?: this| that| the)?|on top of this|another|once)\b.{0,80}\bseparate (?:patch(?:es|set)?|series|work)\b/i,
    unless: /\?|\bif you\b/i,
    yes: 'Later merge it to the other file, once that is introduced in a separate patch.',
    no: 'I will move it into a separate patch.',
  },
  {
    cue: /\bseparate (?:patch(?:es|set)?|series)\b.{0,40}\b(?:later|after(?:wards)?|on top|follow|once|when)\b/i,
    unless: /\?|\bif you\b/i,
    yes: 'Let me handle it in a separate patch (after this series).',
    no: 'This is a separate patch because it moves code.',
  },
  {
    cue: /\b(?:on|onto|to|in|into) (?:\w+ ){0,2}(?:to[- ]?do|wish) ?list\b|\bon (?:my|our|the|that) (?:to[- ]?do|list of things)\b/i,
    unless: /\?/,
    yes: 'I am going to put this suggestion on that todo list.',
    no: 'Where is this todo list?',
  },
  {
    cue: /\b(?:(?:I|we)(?:'ll| will| can)|let me|let's|going to) (?:\w+ ){1,6}(?:later|afterwards|after this series|in the future|separately|on top(?: of this)?)[.!)]*$/i,
    unless: /\?|\bif you\b|\b(?:later|next) (?:today|version)\b|\b(?:respond|reply|answer|review)\b/i,
    yes: 'I will look into that later.',
    no: 'I will respond to the v3 mail separately.',
  },
]
