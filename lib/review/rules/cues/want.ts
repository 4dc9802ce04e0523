import type { CueRow } from '../../cueTable'

/**
 * A question that wants something done rather than to know something. Each cue counts only when no word like "why" or "how" comes before it:
 * "why do we need two pages?" asks (<f840f66aa615ce167187754842268662cd466b92.camel@linux.ibm.com>).
 */
export const WANTS: readonly CueRow[] = [
  // A line of code with a question mark. <08831aac-ecaa-9cc4-3900-2b0049eec910@linux.ibm.com>
  {
    cue: /^(?:(?:hm+|or|and|so|maybe|perhaps|then|well)(?: \(tm\))?[,.:]? )?[\w>.-]{3,40}\([^()?]{1,80}\);? ?\?$/i,
    yes: 'Hmmmm (TM), assert(invalid_psw_expected) ?',
    no: 'Does foo(bar) sleep?',
  },
  // The reviewer doubts the need for it. <20221123134523.5af2b5ab@p-imbrenda>
  {
    cue: /\b(?:do|does) \w+(?: \w+){0,3} (?:need|have to|belong)\b/i,
    yes: 'Does this really belong here?',
    no: 'Does this sleep?',
  },
  {
    cue: /\b(?:is|are) (?:\w+ ){1,4}(?:(?:really|still|actually|even) )?(?:needed|necessary|required|worth it)\b/i,
    yes: 'Is that ifdef needed at all?',
    no: 'Is that an ifdef?',
  },
  // A negated question. <20220427141409.37cd38df@p-imbrenda>
  {
    cue: /(?:^|[,;:(] ?|\b(?:but|and|so|or|then) )(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|must)(?:n't|'nt)\b/i,
    // What follows from a change is asked: <your-ad-here.call-01669130104-ext-3635@work.hours>.
    unless:
      /\bhave (?:any |some )?(?:\w+ )?(?:implications?|consequences|side[- ]effects?|(?:an )?(?:impact|effect))\b|\baffect\b/i,
    yes: "Wouldn't one be easier?",
    no: 'Would one be enough?',
  },
  {
    cue: /\b(?:is|are|does|do|will|would|can|could|should) (?:this|that|it|we|you|they|these|those|the \w+) not\b/i,
    yes: 'Will this not be clamped?',
    no: 'Will this be clamped?',
  },
  // A tag question. <d986a43b-5828-8145-ff91-1a507434de8b@linux.ibm.com>
  {
    cue: /,? ?\b(?:no|(?:is|isn't|does|doesn't|wouldn't|won't|shouldn't) it|(?:are|aren't) they|do(?:n't)? (?:we|they)) ?\?+\W*$/i,
    yes: "We'd miss one, no?",
    no: 'What about one?',
  },
  // It could be done in another way. <YvtVKT44JuqhyWB2@TonyMac-Alibaba>
  {
    cue: /\b(?:can|could)\b.{0,60}\bbe (?:\w+ )?(?:merged|dropped|removed|moved|folded|squashed|split|simplified|replaced|renamed|shared)\b/i,
    yes: 'Can this patch be merged with the last?',
    no: 'Can this be NULL?',
  },
  {
    cue: /\b(?:can|could)\b.{0,60}\bbe (?:\w+ )?(?:avoided|reused|covered|combined|converted|unified|factored|consolidated|reduced)\b/i,
    yes: 'Could the copy be avoided?',
    no: 'Could the copy be stale?',
  },
  // It remains to be done, or would be possible. <9fd239df-b066-36da-f27a-5d3231de82ee@oracle.com>, <bed66b9467254a5a8bafc1983dad643a@intel.com>
  {
    cue: /(?<!\bgoing )\bto be (?:done|fixed|moved|split|added|removed|handled|dropped|renamed)\b/i,
    yes: 'Does it have to be fixed, too?',
    no: 'Is it going to be added?',
  },
  {
    cue: /\b(?:(?:does|would) it (?:also |not )?make more|would(?:n't)? it (?:also |not )?make) sense to\b/i,
    yes: 'Would it make more sense to drop it?',
    no: 'Does it make sense?',
  },
  {
    cue: /\b(?:would it be|is it|might it be|isn't it)(?: also| not)? possible to (?!\w+ (?:that|how|why))/i,
    yes: 'Would it be possible to have one flag?',
    no: 'Is it possible to explain why?',
  },
  {
    cue: /\breason (?:for |to |that |why )?.{0,40}(?:n't|(?<!\band )\bnot\b|cannot)\b/i,
    yes: 'Is there a reason not to use the helper?',
    no: 'Is there a reason for the lock?',
  },
  // Something is expected. <CAMuHMdUT6nEft8v30sq0WP49RW2qUn+1sunk+ow2_EEyVEieEQ@mail.gmail.com>
  {
    cue: /\byou (?:\w+ )?(?:left out|left off|forgot|forget|missed)\b/i,
    yes: 'You left out the check?',
    no: 'You left early?',
  },
  { cue: /^(?:but |hm+,? |and |so )?I thought\b/i, yes: 'I thought that you would drop this?', no: 'Any thought?' },
  // Words of the patch, quoted with a question mark. <d7b17bf5-d18f-6e27-73ad-7a5753c4e793@linux.ibm.com>
  {
    cue: /^(?:\S{1,20} ){0,4}["'`“][^"'`“”]{2,120}["'`”] ?\?+$/,
    yes: 'The "second words" ?',
    no: 'Is it the "second" word that you mean?',
  },
  // A fact with a question mark. <87y1frt9wn.fsf@suse.de>
  {
    cue: /^(?:but|so|hm+|and),? (?:we|you|this|that|it|they|there) (?:\w+ )?(?:don't|do not|doesn't|does not|never|isn't|is not|aren't|are not|can't|cannot|won't)\b/i,
    yes: "But we don't check whether it exists?",
    no: 'But do we check whether it exists?',
  },
]

/** The reviewer wants an explanation. <1fab4c8a-7bc5-9a50-d48a-0dc590cac7a6@linux.intel.com>. "As far as I can tell" does not (<33a53898-c9c4-3292-69ab-90b936371e89@de.ibm.com>). */
export const EXPLAIN: readonly CueRow[] = [
  {
    cue: /\b(?:(?:can|could|would|will) (?:you|(?:some|any)(?:one|body)|we)|please)(?: (?:please|also|maybe|perhaps))? (?:explain(?! that)|clarify|elaborate)\b/i,
    yes: 'Could you please explain this?',
    no: 'Please explain that in the message.',
  },
  {
    cue: /\b(?:(?:can|could|would|will) (?:you|(?:some|any)(?:one|body)|we)|please)(?: (?:please|also|maybe|perhaps))? (?:confirm|tell|describe|expand)\b/i,
    yes: 'Can you tell which one it is?',
    no: 'As far as I can tell, it works.',
  },
  // <YWlKGFpHa5o5jFgJ@salvia>, <20210907135458.GF23554@breakpoint.cc>
  {
    cue: /\bI (?:(?:still|also|really) )?(?:don't|do not|can't|cannot) (?:(?:really|quite|fully) )?(?:understand|follow) (?:this|that|what|why|how|where|which)\b/i,
    unless: /\bmaybe\b|\b(?:should|please|needs?)\b/i,
    yes: "I don't understand why this logic is needed.",
    no: 'I understand why this logic is needed.',
  },
  {
    cue: /\b(?:not|isn't) (?:(?:really|quite|entirely) )?clear (?:to me |for me )?(?:why|whether|if|how|what|where|when)\b/i,
    yes: 'It is not clear to me why this is needed.',
    no: 'The message is not clear.',
  },
  // <e2b59e47-8276-2c14-3102-15ec0c76c719@gmail.com>, <71fbd7fc-20db-024b-ec66-b875216be4bd@redhat.com>
  {
    cue: /^(?:(?:but|so|and|also|hm+|now|though),? )?I (?:\w+ )?wonder (?:if|whether|why|how|what)\b/i,
    unless: /\b(?:should|could|better|instead|easier|simpl\w+|ought|might|can|need|sense)\b/i,
    yes: 'I wonder if this was tested on both boards.',
    no: 'I wonder if we should share it.',
  },
]

/** A question that is not for the author: about another commit than the one that is posted (<20210614124138.GQ22614@orbyte.nwl.cc>), to whoever applies patches, or to oneself. */
export const ELSEWHERE: readonly CueRow[] = [
  {
    cue: /^(?:just |merely )?out of (?:pure )?curiosity\b.{1,200}\bcommit [0-9a-f]{8,40}\b/i,
    yes: 'Out of curiosity, did you not use the helper in commit 0123456789ab on purpose?',
    no: 'Out of curiosity, why do you not use the helper?',
  },
  // <YrnYQtO2Zuae06OP@t480-pf1aa2c2.fritz.box>, <508fa09b-b2a2-b88f-35b1-d6d3d2a24254@netfilter.org>
  {
    cue: /\b(?:can|could|would|will) (?:you|we|some(?:one|body)|an? maintainer) (?:(?:please|also|just) )*(?:queue|apply|pick|take|pull) (?:up )?(?:this|it|these|them)\b/i,
    unless: /\b(?:out of|into|from|away|as|under|over)\b/i,
    yes: 'Heiko, Alexander, can you queue this please?',
    no: 'Can you take this out of the loop?',
  },
  {
    cue: /\b(?:can|could|would|will) (?:you|we|some(?:one|body)) (?:(?:please|also|just) )*(?:merge|queue|apply|pick up|take) (?:this|the) (?:patch(?: ?set)?|series)\b/i,
    unless: /\b(?:out of|into|from|with|as)\b/i,
    yes: 'Can we merge this patch anyway?',
    no: 'Can you merge this patch with the next one?',
  },
  // <874k17v1ya.fsf@redhat.com>, <20200727073027.GA2781612@ulmo>
  {
    cue: /\b(?:who|anyone|anybody|someone|somebody|which tree|whose tree) (?:will |would |wants? |feels? |is |going |like |to )+(?:merge|tak|pick|queu|apply|pull)\w* /i,
    unless: /\b(?:lock|mutex|out of)\b/i,
    yes: '...anyone feel like picking this up directly?',
    no: 'Would you take the lock here?',
  },
  {
    cue: /\b(?:assume|guess|think|hope|suppose) \p{Lu}\p{L}+ (?:will |would |wants? |is |going |to )+(?:merge|take|pick|queue|apply|pull) (?:this|it|these|the)\b/u,
    unless: /\b(?:lock|mutex|out of)\b/i,
    yes: 'I assume Lee will want to merge this along with the other changes?',
    no: 'I assume that the driver will take the lock?',
  },
  // A thought of the reviewer's own. <42f2972f1dfe45a2741482f36fbbda5b5a56d8f1.camel@linux.ibm.com>
  {
    cue: /^(?:maybe|perhaps),? (?:this|that|it) (?:makes?|renders?) \S.{0,60}\b(?:interesting|useful|attractive|viable|feasible|worthwhile)\b/i,
    unless: /\bplease\b/i,
    yes: 'Maybe this makes the loopback interesting even while keeping the copy?',
    no: 'Maybe this makes a leak possible?',
  },
]
