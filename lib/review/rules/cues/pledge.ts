import type { CueRow } from '../../cueTable'

/** Somebody says that they are going to apply the patches. */
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
  // <20221222092147.d2bb177c67870884f2e59a9b@linux-foundation.org>
  {
    cue: /\bI(?:'ll| will|'m going to| can)(?: \w+)? (?:take|pick|grab|apply|merge|queue) (?:it|this|these|them|'em|both|all)(?= (?:via|through) (?:my|the)|[.!]*$)/i,
    unless: /\b(?:not|never|but|only|lock|ref|as)\b|n't\b/i,
    yes: "I can take 'em.",
    no: 'I can take it out.',
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
  // <073cdc28-6dbb-a2d1-ee1b-f3b53d5b7c81@redhat.com>
  {
    cue: /\bpull request\b.{0,60}\bwill (?:have|include|contain|carry) (?:it|this|these|them|your|the)(?: patch(?:es)?| series| fix(?:es)?)?(?=[.,;!]|$| as| too)/i,
    yes: 'There will be another pull request this week and it will have this patch.',
    no: 'The pull request will have the tag.',
  },
  {
    cue: /(?:\bI'll|\bI will|^will) (?:\w+ )?(?:include|add|send|put|get) (?:it|this|them|the \w+) (?:\w+ ){0,2}(?:in|with|to|into|via) (?:\w+ ){0,3}(?:pull request|PR)\b/i,
    yes: 'I will include this in my next pull request.',
    no: 'Ann will include this in her next pull request.',
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

/** An author who applies patches makes a change while doing so, and posts nothing for it. */
export const WHILE_APPLYING: readonly CueRow[] = [
  // <20231219114258.GA319509@pevik>, <20230313153056.GB10305@pevik>
  {
    cue: /(?:\bI'll|\bI will|^will) (?:\w+ ){1,8}(?:before|when|while|on|during|at) (?:(?:the |my )?(?:merge|push|commit)|(?:merg|push|committ|apply)ing)\b(?! window)/i,
    unless: /\b(?:if|once|unless|drop|next (?:version|commit)|v\d)\b/i,
    yes: "I'll fix that before merge.",
    no: 'This will conflict when merging the other tree.',
  },
  // <20221020163503.GQ5600@paulmck-ThinkPad-P17-Gen-1>
  {
    cue: /\b(?:I'll|I will|will) (?:apply|fold|squash|pick up|take|fix|add|update|change|do) (?:\w+ ){1,8}(?:on|in|at|with) my next (?:rebase|push|update)\b/i,
    yes: 'I will apply the fix and the ack on my next rebase, thank you both!',
    no: 'I will fix it in my next version.',
  },
]

/** A branch from which nothing goes on, and a condition. */
const GOES_NOWHERE =
  /\b(?:if|github|gitlab|v\d{1,2}|(?:my|an?) (?:\w+ )?(?:fork|github|personal|private)|for (?:review|testing|you))\b|\?/i

/** An author who applies patches has them in a branch from which they will go on. */
export const PUSHES_OWN: readonly CueRow[] = [
  // <Y3E1YdKzSItZOKWW@osiris>
  {
    cue: /(?:^|[,:;] |\b(?:and|I|I've|I have) )(?:just |already |now |also )?(?:pushed|uploaded) an? (?:\S+ ){0,3}branch\b/i,
    unless: GOES_NOWHERE,
    yes: 'FWIW, pushed a non-stable work-in-progress branch to git://git.example.org/linux.git wip/key',
    no: 'I pushed a branch with v2 to github for testing.',
  },
  {
    cue: /(?:^|[,:;] |\b(?:and|I|I've|I have) )(?:pushed|put|uploaded|queued) (?:it|this|them|the \w+) (?:\S+ ){1,6}(?<!\b(?:rb|b\+?|dev\w*) )(?:branch|tree|repo)/i,
    unless: GOES_NOWHERE,
    yes: 'I put it into the wip branch.',
    no: 'I assume this patch will be pushed through the devicetree branch.',
  },
]

/** Somebody is content with a posting, in a sentence of its own. PRAISES in settle.ts are stronger: they settle comments, too. */
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
  // <20210614130340.GS22614@orbyte.nwl.cc>
  {
    cue: /^(?:many )?(?:thanks?|thank you|thx) (?:a lot |very much )?for (?:fixing|cleaning|taking care of|improving|converting) [^,;?]{1,60}$/i,
    unless: /\b(?:but|however|please|first|last time|before|comments?|typos?|v\d{1,2})\b/i,
    yes: 'Thanks for fixing them all at once! :)',
    no: 'Thanks for working on this.',
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

/** An author offers to take what they post through a tree of theirs. */
export const OWN_TREE: readonly CueRow[] = [
  // <0-v2-10ad79761833+40588-secure_msi_jgg@nvidia.com>, <20221010230613.1076905-1-Jason@zx2c4.com>
  {
    cue: /\b(?:I|we)\b(?:'\w+)? (?:\w+ ){0,6}(?:tak|merg|apply|carry|queu|rout)(?:e|ing)? (?:\w+ ){1,4}(?:through|via|in|into) (?:\S+ ){1,4}tree\b/i,
    unless:
      /\b(?:you|they|somebody|someone|he|she|maintainers?) (?:\w+ ){0,3}(?:tak|merg|apply|carry|queu|rout)|\b(?:not|never)\b|n't\b/i,
    yes: 'I was thinking of taking this through my random.git tree.',
    no: 'I hope that you can take this through the s390 tree.',
  },
  // <20221010230613.1076905-1-Jason@zx2c4.com>
  {
    cue: /\b(?:I|we)(?:'ll| will)? (?:\w+ ){0,2}send(?:ing)? (?:this|it|these|them|all)\b.{0,60} (?:via|through) (?:my|our|the) \S+ tree\b/i,
    unless: /\b(?:not|never|you|they)\b|n't\b/i,
    yes: "I'll be sending this toward the end of the merge window via the random.git tree.",
    no: 'I sent this through the mailing list.',
  },
]
