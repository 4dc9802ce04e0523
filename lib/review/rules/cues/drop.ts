import type { CueRow } from '../../cueTable'

/** Somebody takes a patch out of a tree again. What is dropped comes next. <20201129030422.GA96772@roeck-us.net>, <20220624134602.0f7bb4b6.alex.williamson@redhat.com>. */
export const DROPS: readonly CueRow[] = [
  {
    cue: /\b(?:I|we)(?:'\w{1,2}| have| will| am| are)?(?: (?:now|just|already|ha[dv]e? to|going to))* (?:drop(?:ped|ping)?|un-?(?:appli|queu)ed)(?= )/i,
    yes: 'Oops, I had to drop this.',
    no: 'The kernel may drop this.',
  },
  {
    cue: /^(?:(?:sorry|oops|ok(?:ay)?|hm+|thanks|actually|now|so|and)[,.! ]+)*(?:dropped|un-?(?:appli|queu)ed|(?:backed|kicked) out)\b/i,
    yes: 'Dropped it again, fails to build.',
    no: 'A packet is dropped again.',
  },
  {
    cue: /\b(?:I|we)(?:'\w{1,2}| have| will| am| are)?(?: (?:now|just|ha[dv]e? to))* (?:back(?:ed|ing)?|kick(?:ed|ing)?)(?= (?:\w+ ){0,3}out\b)/i,
    yes: "I've backed this out again.",
    no: 'They backed out.',
  },
  {
    cue: /(?:^|\b(?:I|we)(?:'ve| have)?(?: (?:now|just|had to))* )(?:remov|revert|pull|tak|drop|evict)(?:ed|en|ped|e)?(?= .{0,25}\b(?:from|out of) )/i,
    yes: 'Removed from for-next, it broke s390.',
    no: 'It is removed from for-next.',
  },
  {
    cue: /\b(?:this|that|the|your) (?:patch(?:es|set)?|series|commit|one) (?:is|was|were|has been|have been) (?:now )?(?:dropped|removed|reverted|backed out)/i,
    yes: 'This patch was dropped because it breaks s390.',
    no: 'This packet was dropped because it is short.',
  },
]

/** What follows: the patch, the tree that it was in, or why. Words such as "it" alone may be about a line of the patch. */
export const THE_DROPPED: readonly CueRow[] = [
  {
    cue: /^ (?:this|that|these|the|your|both|all)(?: \w+)?(?: the)? (?:patch(?:es|set)?|series|commits?|ones?)\b(?! (?:to|in)\b)/i,
    yes: ' this one',
    no: ' this check',
  },
  { cue: /^ patch(?:es)? #?\d/i, yes: ' patch 3', no: ' patches of grass' },
  { cue: /^(?: this)?(?:[.,;:!]| [-–]|$)/i, yes: ' this, it does not build', no: ' this flag' },
  {
    cue: /^(?: (?:it|this|that|them|both|all))?(?: out)? (?:again|for (?:now|today)|because|until|due to|(?:as|since) (?:it|this|they))\b/i,
    yes: ' it for now',
    no: ' it for the pump',
  },
  {
    cue: /^(?: (?:it|that|them|both|all|out|this(?: \w+)?|(?:the|your) \w+)){0,2} (?:from|out of) (?:\S+ ){0,2}(?:tree|branch|queue|next|mainline)\b/i,
    yes: ' it from my queue',
    no: ' it from the header',
  },
  {
    cue: /^(?: (?:it|that|them|both|all|out|this(?: \w+)?|(?:the|your) \w+)){0,2} (?:from|out of) (?:(?:my|our|the) )?(?:\w+-next|for-\S|\S+\/\S)/i,
    yes: ' from for-next',
    no: ' from pump.c',
  },
  {
    cue: /^ (?:it|them)[.,;:]? (?:- )?(?:(?:it|this|that|they) )?(?:breaks?|broke|fails?|failed|causes?|doesn't|does not)\b/i,
    yes: ' it, breaks allmodconfig',
    no: ' it, thanks',
  },
]

/** What is denied to have been applied. <Y9MGHKXel5kjwoTT@pevik>. */
export const NOT_APPLIED: readonly CueRow[] = [
  {
    cue: /\b(?:this|it|that|the patch)(?: one)? (?:has|was|is) not (?:yet )?(?:been )?(?:merged|applied|queued|pushed)\b/i,
    unless: /\b(?:if|why|when|since|because|unless)\b/i,
    yes: 'FYI this has not been merged, only the second patch.',
    no: 'This has been merged.',
  },
]

/** What a user writes who drops a patch from a kernel of their own to see what happens, and what only may happen. */
export const NOT_DROPPED: readonly CueRow[] = [
  {
    cue: /\blocal(?:ly)?\b|\bmy (?:own )?(?:kernel|machine|laptop|board)\b|\bbisect|\b(?:works|boots|booted|gone|went away|disappear\w*|reproduce)\b/i,
    yes: 'I dropped this patch and it works again.',
    no: 'I dropped this patch, it needs work.',
  },
  { cue: /^(?:if|when|unless|once|until)\b|\?$/i, yes: 'If I drop this one, it builds.', no: 'I drop this one.' },
]
