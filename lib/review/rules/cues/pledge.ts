import type { CueRow } from '../../cueTable'

/** Somebody says that he is going to apply the patches. */
export const PLEDGES: readonly CueRow[] = [
  // <20231030072819.GA9167@pevik>
  {
    cue: /\b(?:I'll|I will|I'm going to|I plan to) (?:\w+ )?(?:apply|merge|push|queue|commit) (?:up |out )?(?:it|this|that|these|those|them|both|all|whole|your)\b/i,
    yes: "I'm going to push it.",
    no: "I'll push out another revision.",
  },
  {
    cue: /\b(?:I'll|I will|I'm going to|I plan to) (?:\w+ )?(?:apply|merge|push|queue|commit) (?:the (?:\w+ )?)?(?:patch(?:es|set)?|series)\b/i,
    yes: 'I will apply the series.',
    no: 'I will apply the lock.',
  },
  // <87wmxmumkr.fsf@suse.de>
  {
    cue: /\b(?:I'll|I will|I'm going to) go ahead and (?:try to )?(?:apply|merge|push|queue)\b/i,
    yes: "So I'll go ahead and try to merge it.",
    no: "I'll go ahead and test it.",
  },
  {
    cue: /^(?:(?:ok(?:ay)?|thanks?|great|sure),? )?will (?:apply|merge|push|queue)(?: (?:it|this|them|these))?(?: \w+)?[,.! ]*(?:thanks?(?: you)?)?[.!]*$/i,
    yes: 'Will merge, thanks!',
    no: 'Will queue the work item twice.',
  },
]

/** What makes it depend on somebody else, or a thing of the past. */
export const PLEDGES_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:if (?!there are no |nobody |no one )\p{L}\w+|once\b|when you\b|as soon as\b|was going to\b|before I\b|after (?:you|the next version)\b)/iu,
    yes: "I'll apply this patch if this makes gcc happy on your side.",
    no: "Unless anybody complains, I'll merge this tonight.",
  },
]

/** Somebody is content with a posting, in a sentence of its own. Less than PRAISES of settle.ts, which settles comments, too. */
export const CONTENT: readonly CueRow[] = [
  // <20210802090404.GA1252@salvia>
  {
    cue: /^(?:ok,? )?(?:that|this|it)(?:'s| is| should be| seems| sounds) (?:fine|ok(?:ay)?|good|reasonable)(?: (?:with|by|for|to) me)?(?:,? thanks?(?: you)?)?[.!]*$/i,
    yes: "That's fine.",
    no: 'That is fine without the lock.',
  },
  {
    cue: /^(?:fine|ok(?:ay)?|good|works) (?:with|by|for) me(?:,? thanks?(?: you)?)?[.!]*$|^(?:I have )?no objections?(?: (?:from|on) my (?:side|end|part)| here)?[.!]*$/i,
    yes: 'No objections from my side.',
    no: 'No objections were heard.',
  },
  {
    cue: /^(?:the |this |your )?(?:patch(?:es|set)?|series|change|fix)(?:,? (?:lgtm|looks? (?:good|fine|ok(?:ay)?|reasonable)))(?: to me)?(?:,? thanks?(?: you)?)?[.!]*$/i,
    yes: 'Patch LGTM.',
    no: 'Patch looks good apart from the lock.',
  },
]

/** The rest of the patch is good. What the mail asks for besides is a comment of its own. */
export const PRAISES_REST: readonly CueRow[] = [
  // <YcO6SNssAv2XmRRZ@salvia>
  {
    cue: /\b(?:(?:other than|apart from|aside from) (?:that|this|these)|otherwise|the rest)\b,? (?:it |this )?(?:lgtm|looks (?:good|fine|ok)|is fine)/i,
    yes: 's/correc/correct/ other than that, LGTM, thanks',
    no: 'Other than that I see no problem with the lock.',
  },
]
