import type { CueRow } from '../../cueTable'

/** Plain facts about the code by which a reviewer wants it changed: it is wrong, or there is too much or too little of it. */
export const FACTS: readonly CueRow[] = [
  // <20210426115401.GB19277@breakpoint.cc>
  {
    cue: /\b(?:isn't|aren't|wasn't|weren't) (?:(?:really|actually|even|strictly) )?(?:used|needed|necessary|required)\b/i,
    unless: /\?/,
    yes: "This lock isn't needed.",
    no: 'This lock is needed.',
  },
  // Without a verb. <85d42900efaa4fdb8c20de2147d938c7@AcuMS.aculab.com>, <ZT_HLEwCNlt1lDvB@yuki>
  {
    cue: /^(?:(?:also|and|again|another)[, ] ?)?(?:pointless|useless|unnee?ded|unnecess?ary|redundant|superfluous|stray|bogus|unrelated) (?:[\w'()"*-]+ ?){1,4}[.!]*$/i,
    yes: 'Pointless negation',
    no: 'Useless comments should go, but this one is needed here.',
  },
  {
    cue: /\b(?:this|that|it|these|those|they)(?:'s| is| are| looks?| seems?) (?:\w+ ){0,2}(?:useless|pointless|redundant|superfluous|unnee?ded|unnecess?ary)\b/i,
    unless: /\?|\b(?:not|if|was|were|old|kernel)\b|n't\b/i,
    yes: 'This is useless indirection.',
    no: 'It is not pointless.',
  },
  // <20210504192203.GA12364@breakpoint.cc>, <20230417144758.GA2380745@pevik>
  {
    cue: /\b(?:can|could) (?:(?:also|just|all|both|then|now|probably|safely) ){0,2}be (?:removed|dropped|replaced|simplified|omitted|avoided|deleted|shortened)\b/i,
    unless: /\?|\b(?:I|I'll|later|once|when|if|after|before|during|future|one day|follow-?up|until|which|so that)\b/i,
    yes: 'The boilerplate can be removed.',
    no: 'It can be removed once the driver is gone.',
  },
  // <20210303162750.GD17911@breakpoint.cc>, <20210610174334.GA24536@salvia>
  {
    cue: /\b(?:best|safe|safer|enough|sufficient) to (?:just |simply )?(?:remove|drop|use|simplify|move|add|check|make|call|set|return|keep)\b/i,
    unless: /\?|\b(?:not|isn't|wasn't|if|should be|must be) (?:\w+ )?(?:best|safe|safer|enough|sufficient)\b/i,
    yes: "It's best to just remove the clause.",
    no: 'It is not enough to remove the clause.',
  },
  // <12a64a2b-a739-a9fb-c584-f0967fc126@suse.cz>
  {
    cue: /^(?:the|this|that|your) (?:\w+ ){1,5}(?:is|are) (?:\w+ )?(?:wrong|incorrect|broken|bogus)\b/i,
    unless: /\?|\b(?:if|was|were|not|old|kernel)\b|n't\b/i,
    yes: 'This special case for Btrfs is wrong.',
    no: 'This special case is not wrong.',
  },
  {
    cue: /\b(?:seems?|looks?|is|are) (?:\w+ ){0,2}(?:problematic|puzzling)\b/i,
    unless: /\?/,
    yes: 'This seems problematic.',
    no: 'The old one was problematic.',
  },
  // <20230330051709.GA937278@pevik>, <20230502111813.GA3640896@pevik>
  {
    cue: /\bonly (?:\w+ ){1,4}(?:is|are) (?:needed|required|necessary)\b|\bonly this is enough\b/i,
    unless: /\?/,
    yes: 'Only these 4 headers are needed:',
    no: 'Only one of them is a header.',
  },
  // <20231128133533.GA400459@pevik>
  {
    cue: /^(?:but |and |also,? )?(?:this|that|it) (?:will not|won't|would not|wouldn't|cannot|can't) work\b/i,
    unless: /\?/,
    yes: 'This will not work in case of more files:',
    no: 'This will work in case of more files:',
  },
  // <ZG8h9NyFKVfn92qY@yuki>, <20231128112254.GA367506@pevik>
  {
    cue: /^(?:(?:note|btw|also)[,:]? )?we (?:(?:already|do|also|even|now) ){0,2}have (?:(?:an?|the) )?(?:\w+ ){0,2}\w+\(\)/i,
    unless: /\?/,
    yes: 'We do have SAFE_FILE_SCANF() as well.',
    no: 'We have two of them.',
  },
  // <ZMEcGyqDgzIe0vPs@yuki>, <87357frsbm.fsf@suse.de>
  {
    cue: /\bwe (?:usually|normally|generally|typically) (?:get|set|call|check|save|create|store|pass|return|start|end|write|define)\b|^usually we\b/i,
    unless: /\?/,
    yes: 'We usually get the user entry once in the test setup.',
    no: 'We get the user entry in the test setup.',
  },
  // <04c84d18-5707-6423-5736-a70114df0f15@netfilter.org>
  {
    cue: /\b(?:is|are|looks?|seems?) (?:\w+ )?(?:too|overly) (?:short|generic|complex|complicated|verbose|specific|strict|broad|vague|fragile)\b/i,
    unless: /\?|\bnot\b/i,
    yes: 'The docs in this patch are too short in my opinion.',
    no: 'It is too late.',
  },
  {
    cue: /\bsegfaults?\b/i,
    unless: /\?|\b(?:fix\w*|no|before|without)\b/i,
    yes: 'Then the test segfaults.',
    no: 'This fixes the segfault.',
  },
  // <32np9833-6qp2-n779-r745-s1344rn86193@vanv.qr>
  {
    cue: /\byou (?:now|still) have (?:an?|the|two|three|both|no|some|\d)\b/i,
    unless: /\?|\b(?:if|when|my|time)\b/i,
    yes: 'At least here you now have two spaces after the mark.',
    no: 'When you still have the log, send it.',
  },
]
