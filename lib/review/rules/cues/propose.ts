import type { CueRow } from '../../cueTable'

/** The reviewer proposes something, or says what would be better. */
export const PROPOSALS: readonly CueRow[] = [
  // What the reviewer would do. <90996285-9ae3-0030-a5e3-a3f1bfa23088@linux.ibm.com>, <20221103210402.GB1063309@ls.amr.corp.intel.com>
  {
    cue: /\bI(?:'d| would) (?!(?:\w+ )?(?:say|think|guess|assume|imagine|agree|believe|hope|bet|know|defer|be (?:happy|glad|surprised|fine|ok|okay|good|curious))\b)\w/i,
    unless:
      /\bI(?:'d| would) (?:\w+ )?(?:like to (?:know|thank|understand|hear|ask|point)|love to (?:hear|know)|not\b)/i,
    yes: "I'd use the helper.",
    no: "I'd defer the final check to Stan.",
  },
  {
    cue: /\b(?:my preference|I (?:(?:also|strongly|highly|really|still|personally) )?(?:prefer|suggest|recommend|propose))\b/i,
    yes: 'I suggest a helper.',
    no: 'It is preferred.',
  },
  {
    cue: /\bI (?:do )?(?:think|guess|believe|feel) (?:that )?(?:you|we|it|this|that|there)(?:'d| would| could| should| need| can| might| probably)\b/i,
    yes: 'I think we could share it.',
    no: 'I think it works.',
  },
  // <20201110045554.GA106049@roeck-us.net>
  {
    cue: /\bI (?:don't|do not|can't|fail to) (?:\w+ )?see (?:the|any|much|a) (?:point|value|benefit|need|reason)\b/i,
    yes: "I don't really see the point of moving the code.",
    no: 'I see the point.',
  },
  { cue: /\b(?:I|I'd|I'm|so) (?:vote|voting) (?:for|to)\b/i, yes: 'I vote for the second.', no: 'The vote is over.' },
  {
    cue: /\b(?:dislike|not a (?:big |huge )?fan|don't (?:really |particularly )?like|for my taste)\b/i,
    yes: 'Too many flags for my taste.',
    no: 'The fan is loud.',
  },
  // Proposed as a question. <ed4c056d-03ee-d825-845d-a9e5b4d58c26@linux.ibm.com>, <Y2Rfz+TIcdfcawxh@gao-cwp>, <d8e6d465-3a8a-db75-1244-ed574efd9f59@linux.ibm.com>
  {
    cue: /\b(?:(?:how|what) about|shall we|why (?:not|don't|can't|do(?:n't)? (?:you|we) not))\b/i,
    // <Y4Q6IKPF4qw4EDBd@TonyMac-Alibaba>
    unless: /\b(?:how|what) about (?:you\b|your (?:\w+ )?(?:opinions?|thoughts?|views?|take|side)\b)/i,
    yes: 'How about a helper?',
    no: 'How does it work?',
  },
  // <ZDfJzRxVW4V7ctbc@yuki>
  {
    cue: /^(?:(?:so|and|but|or|then),? )?(?:can|could|shall|should) (?:we|you|this|it) (?:\w+ ){0,5}(?:do|use|be|write|add|call|make|have)\b[^?]{0,60}:$/i,
    yes: 'Can we just do:',
    no: 'Can we see:',
  },
  // <87ttyo6g7o.fsf@suse.de>, <20211013133331.0b846cd5@kicinski-fedora-pc1c0hjn.dhcp.thefacebook.com>
  {
    cue: /^(?:(?:so|but|and|or),? )?why (?:even )?(?:leave|skip|omit|exclude|have|bother|limit|restrict|introduce|duplicate|hard-?code|keep th\w+ \w+)\b[^?]{0,120}\?/i,
    yes: 'Why leave these out?',
    no: 'Why does it leave these out?',
  },
  {
    cue: /\bany (?:chance|particular reason|reason) .{0,10}(?:not|can't|didn't|don't|to)\b/i,
    yes: 'Any reason not to use the helper?',
    no: 'For any reason.',
  },
  {
    cue: /\bwhy (?:is|are|does|do|did|isn't|aren't|doesn't|didn't|couldn't|can't|wouldn't|shouldn't) .{0,60}\b(?:not(?!\?)|instead|just|rather)\b/i,
    yes: 'Why is the helper not used?',
    no: 'Why is this a pointer?',
  },
  {
    cue: /\bdo you (?:mind \w+ing|(?:also |really )?want to)\b(?! (?:post|send|take|pick|merge|repost|handle|carry|queue|route))/i,
    yes: 'Do you mind adding a test?',
    no: 'Do you want to take it?',
  },
  {
    cue: /\bhow hard would it be\b|\bto be (?:more|less) \w+\?|\bcould\b.{0,60}\bbe \w+ed\?/i,
    yes: 'How hard would it be to share it?',
    no: 'How hard is it?',
  },
  {
    cue: /\b(?:can|could|should|can't|couldn't|shouldn't) (?:we|this|that|it|these|the)\b.{0,200}\?/i,
    unless:
      /\b(?:we|this|that|it|these|the) (?:\w+ ){0,2}(?:happen|ever|occur|be (?:null|zero|negative|empty|called|reached|triggered))\b/i,
    yes: 'Can we drop this?',
    no: 'Can this ever be NULL?',
  },
  {
    cue: /\b(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't|shouldn't|didn't) (?:this|that|it|we|you|the|there|they|these)\b.{0,200}\?/i,
    // What follows from a change is asked, as in want.ts.
    unless:
      /\bhave (?:any |some )?(?:\w+ )?(?:implications?|consequences|side[- ]effects?|(?:an )?(?:impact|effect))\b|\baffect\b/i,
    yes: "Isn't this a use-after-free?",
    no: 'Is this a flag?',
  },
  // Proposed softly. <20220114113935.256c2f30@p-imbrenda>, <cb6d8f0b-3fb4-670c-f05e-5755d8352cdf@redhat.com>
  {
    cue: /\bwonder (?:if|whether)\b.{0,60}\b(?:clean|simpl|eas|nic|clear)/i,
    yes: 'One may wonder if a loop is easier.',
    no: 'I wonder if it is slow.',
  },
  {
    cue: /\bI wonder (?:if|whether)\b.{0,80}\b(?:should|could|better|instead|worth|ought|can|good idea|would)\b/i,
    yes: 'I wonder if one flag could be enough.',
    no: 'I wonder if it is slow.',
  },
  { cue: /\b(?:let's|let us)\b(?! (?:see|wait|say|hope|assume))/i, yes: "Let's keep the name.", no: "Let's see." },
  {
    cue: /^(?:or )?(?:maybe|perhaps|probably)\b(?!,? (?:yes|not|no|so|there (?:is|are))\b)/i,
    yes: 'Perhaps one flag for all.',
    no: 'Maybe not.',
  },
  {
    cue: /\b(?:maybe|perhaps) (?:we|you|just|add|use|also|something|it|call|rename|an?|this|better|move|drop|remove|make|put|split)\b/i,
    yes: 'Or maybe use the helper.',
    no: 'It is maybe slower.',
  },
  // It would be better. <YsCVW5Dt3YcE3TLL@smile.fi.intel.com>, <YfTEfWBSCsxK0zyF@TonyMac-Alibaba>
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually|still) )?(?:be|look|read) (?:\w+ )?(?:nice|good|better|great|best)\b/i,
    yes: 'A comment would also be nice.',
    no: 'It is nicer than before.',
  },
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually|still) )?(?:be|look|read) (?:\w+ )?(?:cleaner|clearer|useful|helpful|easier)\b/i,
    yes: 'A helper might be clearer.',
    no: 'It is clearer.',
  },
  {
    cue: /\b(?:would|might|may|could|should) (?:(?:also|probably|perhaps|just|actually) )?(?:be|look|read) (?:\w+ )?(?:faster|simpler|preferable|worth|nicer|safer|more)\b/i,
    yes: 'A list might actually be faster.',
    no: 'It is faster.',
  },
  // <20230315123641.GB164307@pevik>
  {
    cue: /\b(?:it|that|this)'(?:d|ll) (?:also |probably |perhaps )?be (?:\w+ )?(?:nice|good|better|great|best|clean\w*|clear\w*|useful|helpful|eas\w+|simpl\w+)\b/i,
    yes: "It'd be nice to have a test.",
    no: "It'd be late.",
  },
  {
    cue: /\b(?:better (?:to|if|off)\b|worth (?:adding|mentioning|a |noting)|would help\b)/i,
    yes: 'It is better to return here.',
    no: 'It is better.',
  },
  // <CAM9ZRVuq8YgbuN1fCNaft_RaEu88V0SGYYxy7EHxGE1OFkoy2Q@mail.gmail.com>, <20230323103207.GG405493@pevik>
  {
    cue: /\bworth (?:to )?(?:mak|mention|not|add|document|explain|describ|check|test|us|mov|split|giv|extend|handl|say|writ|clarify|point)(?:es?|ing|s?\b)(?! it\b)/i,
    unless: /\?|\b(?:not|isn't|hardly|never|whether|if)\b/i,
    yes: "It's probably worth making a note of these limits in the commit message.",
    no: 'It is not worth making a new version.',
  },
  {
    cue: /^consider\b|, ?consider\b|\bconsider (?:to |\w+ing|(?:a|the)\b)/i,
    yes: 'If it sleeps, consider a mutex.',
    no: 'It is considered stable.',
  },
  // The best way to do it. <ZA7qq15aeKS+ZeJR@yuki>, <ZUOjeXGrVZizSLBi@yuki>
  {
    cue: /\b(?:easiest|simplest|easier|simpler|cleanest|cleaner|nicer|safest|safer) (?:solution|way|fix|option|approach) (?:\w+ ){0,3}(?:would|is|might|could) /i,
    yes: 'The easiest solution would be a helper.',
    no: 'The easiest way was taken.',
  },
  {
    cue: /\b(?:best|better|proper|right|correct|my|one possible) (?:solution|way|fix|option|approach) (?:\w+ ){0,3}(?:would|is|might|could) (?!\w+en\b)/i,
    yes: 'The proper fix is to hold the lock.',
    no: 'The best way is taken.',
  },
  // <87edjkj527.fsf@suse.de>
  {
    cue: /^(?:(?:but|and|so|also),? )?there(?:'s| is) (?:no|little|not much) (?:benefit|point|use|value|sense|advantage) (?:in |to )?(?:\w+ing|add|have|do|keep|make)\b/i,
    unless: /\?/,
    yes: 'There is no benefit to adding this unless a test uses it.',
    no: 'There is no point at which it sleeps.',
  },
]
