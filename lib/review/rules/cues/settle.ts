import type { CueRow } from '../../cueTable'

/**
 * A whole sentence, without its polite end ("thanks", "then"), by which a reviewer says that a comment is settled.
 * <20220530131652.4a0b0057@p-imbrenda>, <bd09745b-14e3-741c-f1ab-0663a231d019@linux.ibm.com>, <20220711141539.59727f34@gandalf.local.home>.
 */
export const SETTLES_WHOLE: readonly CueRow[] = [
  { cue: /^(?:fair (?:enough|point)|good point)$/i, yes: 'Fair point', no: 'At this point' },
  { cue: /^\+ ?1$/, yes: '+1', no: '+1 line' },
  { cue: /^(?:(?:ah,? |oh,? )?ok(?:ay)?|this|sure|right|yep|yes|agreed|i agree)$/i, yes: 'I agree', no: 'This one' },
  {
    cue: /^(?:got it|(?:ah,? )?i see(?: now| your point)?|(?:that )?makes sense|that works(?: for me)?)$/i,
    yes: 'I see',
    no: 'I see a leak',
  },
  { cue: /^sounds? (?:good|reasonable|fair|great|fine|ok)$/i, yes: 'Sounds reasonable', no: 'Sounds odd' },
  { cue: /^(?:great|perfect|al(?:l )?right)$/i, yes: 'Perfect', no: 'A perfect storm' },
  {
    cue: /^(?:works for me|no problem|never ?mind|(?:please )?ignore me|my (?:bad|mistake|fault))$/i,
    yes: 'Works for me',
    no: 'It works for me alone',
  },
  // <Yqi9BTTnlbcUsD5c@FVFF77S0Q05N>
  {
    cue: /^(?:(?:ah+|oh|ok(?:ay)?|argh|right)[,.!]? )?(?:duh|d'?oh|(?:silly|stupid) me)$/i,
    yes: 'Ah, duh',
    no: 'Ah, duhalde',
  },
  { cue: /^thanks?(?: you)? for (?:the )?info(?:rmation)?$/i, yes: 'Thanks for the info', no: 'Thanks for the patch' },
  { cue: /^(?:fine|ok|okay)(?: with| by)? ?(?:me)?$/i, yes: 'Fine by me', no: 'The fine print' },
  { cue: /^(?:please do|let's do (?:that|it|so)|go ahead)$/i, yes: 'Please do', no: 'Please do not' },
  {
    cue: /^(?:then |ok(?:ay)?,? |in that case,? )?(?:then )?(?:keep|leave) (?:it|this|that)(?: as (?:it )?is| like (?:that|this)| alone)?$/i,
    yes: 'Then leave it as it is',
    no: 'Leave it to the caller',
  },
  // <31fcea80f54c5f53012489f29ebedba775672919.camel@linux.ibm.com>
  {
    cue: /^[^?]{0,200}, but (?:yeah|yes|ok|okay|fine|sure|whatever|no big deal)$/i,
    yes: 'You could pass it in, but yeah',
    no: 'Rename it, but yesterday',
  },
  // <20221020195206.08cd1b9c@p-imbrenda>
  {
    cue: /^(?:ok(?:ay)?|then|so|right|fine|sure|in that case)\b[^?]{0,60}\b(?:keep|leave) (?:it|this|that) (?:as (?:it )?is|like (?:this|that)|the way it is)$/i,
    unless: /\b(?:not|never|cannot|should|must)\b|n't\b/i,
    yes: "ok so there is no other way, let's keep it as it is",
    no: 'So you cannot leave it as it is',
  },
  {
    cue: /^(?:just )?(?:keep|leave) (?:it|this|that) (?:as (?:it )?is|like (?:this|that)), of course$/i,
    yes: 'keep it as it is, of course',
    no: 'keep it as it is, of course with a lock',
  },
  // <d78edb587ecda0aa09ba80446d0f1883e391996d.camel@linux.ibm.com>
  {
    cue: /^[^?]{0,200}\b(?:you|we) (?:might|may|can) as well (?:keep|leave) (?:it|this|that)(?: as (?:it )?is| (?:this|that) way| like (?:this|that)| alone)?$/i,
    yes: "I guess if it doesn't you might as well keep it this way",
    no: 'You might as well keep it in a list',
  },
  {
    cue: /^(?:it|that|this)(?:'s| is) (?:\w+ )?(?:fine|ok(?:ay)?) to (?:keep|leave) (?:it|this|that)(?: as (?:it )?is| (?:this|that) way| like (?:this|that)| alone)?$/i,
    unless: /\bnot\b/i,
    yes: "It's fine to leave it as is",
    no: "It's not okay to leave it as is",
  },
  {
    cue: /^(?:[\w']+[,.]? )?I(?:'d| would) (?:just )?(?:keep|leave) (?:it|this|that)(?: as (?:it )?is| (?:this|that) way| like (?:this|that)| alone)? then$/i,
    unless: /\?/,
    yes: "OK, I'd keep it then",
    no: "I'd keep it in a list then",
  },
  // <6d8d9f5f-a37b-1925-16aa-8e9598286b0b@suse.cz>
  {
    cue: /^[^?]{0,200}\b(?:then|so|in that case) (?:we|you|I) (?:don't|do not) (?:need|have) to (?:do|change|fix) anything(?: here| else| about (?:it|this|that))?$/i,
    yes: "But if the name is always shorter, then we don't need to do anything",
    no: 'So we do not need to do anything else here but free it',
  },
  { cue: /^that's (?:fine|ok|okay|good|great|all ?right)$/i, yes: "That's all right", no: "That's fine-grained" },
]

/** A whole sentence, without its polite end, by which a reviewer finds a posting good. */
export const PRAISES: readonly CueRow[] = [
  // <Yak9H3FOc98/T7Ri@salvia>
  {
    cue: /^(?:(?:(?:this|it|that) )?(?:all )?looks (?:good|great|fine)(?: to me)?|lgtm)$/i,
    yes: 'LGTM',
    no: 'Looks good apart from the lock',
  },
]

/** What may follow in such a sentence. */
export const POLITE_END =
  /[,.! ]{0,3}(?:thanks?(?: you)?|then|with me|enough|as well|to me|too|thx|now|that works|makes sense|i'm buying|i see)?$/i

/** Words anywhere in a sentence by which a reviewer says that a comment is settled. */
export const SETTLES: readonly CueRow[] = [
  { cue: /\bI'm buying\b/i, yes: "Okay, I'm buying.", no: "I'm building it." },
  {
    cue: /^ok(?:ay)?,? (?:so |then )?(?:we|you) can (?:leave|keep|do|defer|postpone) (?:it|this|that|them) (?:for|to|in) (?:the |a |some )?(?:future|later|follow)/i,
    unless: /\bbut\b|\?/i,
    yes: 'Ok, so we can leave it for future refactoring.',
    no: 'Ok, so we can leave it for the caller.',
  },
  // <Y3SNDR7KMJOkTREK@unreal>
  {
    cue: /^(?:(?:ok(?:ay)?|fine|sure|right|yes)[,.!]? )?(?:then )?let(?:'s| us) (?:do|fix|leave|keep|defer) (?:it|this|that|them)(?: for| as| in)? (?:later|a foll)/i,
    unless: /\bbut\b|\?/i,
    yes: "ok, let's do it later.",
    no: "Let's do it in the caller.",
  },
  {
    cue: /\bI (?:stand corrected|(?:was|am) (?:wrong|mistaken))\b/i,
    yes: 'I stand corrected.',
    no: 'The value stands corrected.',
  },
  {
    cue: /\bI(?:'m| am) (?:fine|ok|okay|good|happy) with (?:that|this|it|either)\b/i,
    yes: "I'm fine with either.",
    no: "I'm fine with a lock.",
  },
  // Whoever asked has found the answer. <f0e7e495-522f-9916-9771-feac28baecdc@nextfour.com>
  {
    cue: /^(?:ah+|oh|aha)[,.!]? (?:ok(?:ay)?,? |right,? |now )?I (?:now )?(?:see|get)(?: now)?,? (?:it(?: i|')s|that(?: i|')s|that it|why|how|what|it|where)\b/i,
    unless: /\b(?:please|should|then|broken|wrong|missing|bug|what you)\b/i,
    yes: 'Ah I see it is the binding that makes it unique',
    no: 'Ah, I see it is broken on 64 bit.',
  },
  { cue: /\b(?:fair enough|never ?mind)\b/i, yes: 'Hm, never mind.', no: 'Bear in mind that it sleeps.' },
  {
    cue: /\bforget (?:what I|about it|it\b|about (?:my|this|that) (?:comment|remark|question))/i,
    yes: 'Forget what I said.',
    no: 'Do not forget the lock.',
  },
  {
    cue: /\bmakes? sense(?: to me)?[.,!]/i,
    unless: /(?:n't|\b(?:not|doubt|unsure|if|whether|once|unless))\b.{0,120}\bmakes? sense/i,
    yes: 'It makes sense to me.',
    no: "I don't think the option makes sense.",
  },
  // <87sfeqt637.fsf@suse.de>
  {
    cue: /^(?:(?:ah+|oh|ok|sorry|actually|hm+|wait|no|please|oops)[,.! ]{1,2}){0,3}(?:ignore|disregard|forget) (?:that|this|it)(?=[.,;!]|$| (?:please|then)\b)/i,
    yes: "Ah, ignore that, I see it's already there.",
    no: 'Ignore that bit of the register.',
  },
  {
    cue: /\bthanks? (?:you )?for (?:the |your )?(?:explanation|clarif|explaining|confirm)/i,
    yes: 'Thanks for explaining.',
    no: 'Thanks for the patch.',
  },
  {
    cue: /\b(?:ignore|disregard|scratch) (?:(?:my|that|this) (?:\w+ )?(?:comment|remark|question|suggestion)s?|what I)\b/i,
    yes: 'Ignore my comment, I missed that.',
    no: 'They ignore my patches.',
  },
  {
    cue: /^(?:ah|oh|ok|sorry|hm+|right|indeed|oops)?[,.! ]*(?:I see,? )?you(?:'re| are) (?:\w+ )?(?:right|correct)\b/i,
    unless: /n't\b|\b(?:not|no|should|needs?|please|we|only|in that)\b/i,
    yes: "Ah, you're absolutely right.",
    no: 'You are right, we should drop it.',
  },
  {
    cue: /\bI(?:'m| am|'ll| will)? (?:hereby )?(?:withdraw|retract|drop|take back)(?:ing)? my (?:\w+ )?(?:comments?|concerns?|remarks?|requests?)\b/i,
    yes: 'I withdraw my comment.',
    no: 'I withdraw my Acked-by.',
  },
  {
    cue: /^(?:sorry|oops|ah|oh)[,.!]? (?:but )?I (?:got|was) confused\b/i,
    yes: 'Sorry, I got confused by the name.',
    no: 'I was confused by the name.',
  },
  {
    cue: /\b(?:my (?:bad|mistake|fault)|sorry for the noise)\b/i,
    yes: 'My mistake, please ignore.',
    no: 'This is a mistake.',
  },
  {
    cue: /\bI (?:(?:must|may) have )?(?:missed|overlooked|misread|misunderstood) (?:it|that|this|the (?:fact|check|part|point|code|patch|diff))\b/i,
    unless: /\b(?:if I\b|(?:that|this) (?:e?mail|patch|series|thread|version|comment)\b)/i,
    yes: 'Sorry, I missed that.',
    no: 'You missed that.',
  },
  // <ZTomvGZWq1QL2mnc@rei>, <YRVnk97MgWzKogGO@slk1.local.net>
  { cue: /\bI was (?:\w+ )?blind\b(?! to)/i, yes: 'Ah I was blind yesterday, sorry.', no: "Maybe I'm blind." },
  {
    cue: /^of course(?:[,.!]? (?:thanks?|thank you)[.!]*|[.!])?$/i,
    yes: 'Of course, thank you.',
    no: 'Of course... It is the order that counts.',
  },
  // <CAPDyKFqzmJdVVrcuJ6Hmr5nNgtpd9Oke_exmUKuTGZEb=PjvjQ@mail.gmail.com>
  {
    cue: /\bI (?:was|had been|have been) (?:just |clearly |simply )?(?:overlooking|missing|misreading|misunderstanding|confusing) (?:it|that|this|something|the|things)\b/i,
    unless: /\bif\b/i,
    yes: 'Seems like I was overlooking something here.',
    no: 'Please tell me if I was missing something.',
  },
  {
    cue: /\byou(?:'re| are) (?:right|correct)[,;]? (?:so )?(?:this|that|it) (?:should|is|will|wo)(?:n't| not) (?:\w+ )?(?:be )?(?:an? )?(?:problem|issue|concern)\b/i,
    yes: "You are right, this shouldn't really be a problem.",
    no: 'You are right, this is a problem.',
  },
  // What was reported is repaired. <7f6bb57b-2982-92c8-ef29-a676878f6459@intel.com>
  {
    cue: /\b(?:traces?|crash(?:es)?|warnings?|errors?|failures?|panics?|splats?|hangs?|issues?|problems?|leaks?) (?:is|are|goes|go|went|has|have) (?:now )?(?:away|gone)\b/i,
    unless: /\b(?:if|when|unless|once|until|not|only|after reverting|with an?)\b|n't\b/i,
    yes: 'The call trace goes away.',
    no: 'The warning goes away if I revert it.',
  },
  // <20230526142745.GA813136@pevik>
  {
    cue: /\b(?:sent|posted|provided) (?:me )?(?:a |the |an )?(?:\w+ )?(?:patch|fix|version|diff) (?:which|that) (?:fixe[sd]|solve[sd]|addresse[sd]) (?:it|this|that)\b/i,
    yes: 'Martin sent patch which fixed it.',
    no: 'Please send a patch that fixes it.',
  },
]

/** "Fair enough, but ...": the comment stays. <20220314111718.2509a093@p-imbrenda>. */
export const SETTLES_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:nits?|but|however|though|although|still|yet)\b/i,
    yes: 'Fair enough, but rename it.',
    no: 'Fair enough.',
  },
  { cue: /\?/, yes: 'Fair enough?', no: 'Fair enough.' },
  { cue: /\b(?:not?|n't)\b.{0,12}\bsense\b/i, yes: 'That makes no sense.', no: 'That makes sense.' },
]
