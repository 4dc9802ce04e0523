import type { CueRow } from '../../cueTable'

/** What an author will do. "The driver will use it" promises nothing. <CACRpkdZJT386M5y5cyCLYaWDhS+AnpXgB__VEshvYKbxN_=wPg@mail.gmail.com>. */
const willDo = (verbs: string): RegExp =>
  new RegExp(String.raw`(?:^|[^\w\s] ?|\b(?:I|we|and|but|so|also|then|sure|ok) )will (?:\w+ly |also )?${verbs}`, 'i')

/** The author agrees: it is done or will be done. <20220422170743.GC1951132@nvidia.com>, <5f3797f7-e127-7de0-dc96-4b04e5ff839a@linux.ibm.com>. */
export const CONCEDES: readonly CueRow[] = [
  {
    cue: /\b(?:fixed(?! (?:size|speed|value|length|point|width|number|set|rate|address))|adopted|done\b)/i,
    unless: /\b(?:needs? (?:to )?be|to be|should be|must be|could be|can be|why|if|once) (?:\w+ )?(?:fixed|done)\b/i,
    yes: 'Done.',
    no: 'That should be fixed; fingers crossed.',
  },
  { cue: /^ack\b/i, yes: 'Ack, thanks.', no: 'But I received an ack on this.' },
  // In answer to "Why not detect it at runtime?": <e5eff1ef-760c-5e6f-9f32-e8a7a624993b@redhat.com>.
  // "I guess that would be much better": <20221026144404.2d67681a@thinkpad>.
  {
    cue: /(?:^(?:(?:yes|right|good (?:idea|point)|indeed|hm+),? )?|\bI (?:guess|think|agree) )that (?:would|might) (?:indeed |actually )?be (?:much |even |a lot )better\b/i,
    yes: 'That would be much better.',
    no: 'I guess a lock would be much better.',
  },
  // <YymA0yJybIWLco/v@hirez.programming.kicks-ass.net>
  {
    cue: /\bI(?:'ve| have)? (?:now |also )?(?:am+ended|changed|updated|reworded|corrected|adjusted) (?:it|this|that|these|them|all|both|patch(?:es)?)\b/i,
    unless: /\b(?:because|since|when|before|previous(?:ly)?|original(?:ly)?|once|last)\b|\?/i,
    yes: "I've amended patches 5-12 with a comment.",
    no: 'I changed it because the lock sleeps.',
  },
  {
    cue: /^(?:now )?(?:changed|updated|am+ended|corrected|renamed|adjusted|reworded)(?: (?:it|this|that|them))?(?: in (?:all|both|each)\b.{0,40}| everywhere)?[.!]*$/i,
    yes: 'Changed in all patches.',
    no: 'Changed registers are saved.',
  },
  {
    cue: willDo(String.raw`(?:fix|do\b|double.?check|rephrase|put|look into|switch|rework|respin|incorporate)`),
    yes: 'Will do in a respin.',
    no: 'The driver will do it.',
  },
  {
    cue: willDo('(?:change|update|add|remove|drop|rename|move|correct|address|modify|replace)'),
    yes: 'I will rename it.',
    no: 'The core will update the counter.',
  },
  {
    cue: willDo('(?:resend|split|squash|adjust|clean|take care|use|make|send|include|try)'),
    yes: 'We will split it.',
    no: 'After this change the driver will use the values directly.',
  },
  {
    cue: /\bwill be (?:\w+ly )?(?:changed|updated|added|removed|dropped|renamed|moved|corrected|addressed|modified|replaced|split|squashed|adjusted|resent)/i,
    yes: 'The lock will be removed.',
    no: 'The lock will be held.',
  },
  // <20221020163503.GQ5600@paulmck-ThinkPad-P17-Gen-1>
  {
    cue: /\b(?:I|we) will (?:\w+ly |also |then )?(?:(?:apply|follow|take|fold) (?:the|this|that|it|your|both)|amend|integrate|adopt|implement)\b/i,
    yes: 'I will apply the fix and the ack on my next rebase.',
    no: 'I will apply for leave.',
  },
  // <124E030B-3DFF-40B2-AF75-A7D383FD1595@gmail.com>
  {
    cue: /\b(?:I|we)(?: will|'ll| am going to|'m going to) (?:\w+ly |also |then )?re-?(?:implement|write|do|design|structure|factor|organi[sz]e|spin|send|post|submit)\b/i,
    unless: /\?|\bif\b|\bnot\b/i,
    yes: 'Thanks for your comments, I will reimplement it as MFD.',
    no: 'I will not rewrite it.',
  },
  {
    cue: /\bI'll (?!(?:be (?:away|out)|wait|let|say\b|bet\b|admit|leave (?:it|this) (?:as is|alone|like)))\w/i,
    yes: "I'll use the helper.",
    no: "I'll wait for the others.",
  },
  {
    cue: /\bI (?:can|could) (?:change|drop|remove|add|fix|rename|move|do|make|use|split)/i,
    yes: 'I can drop the check.',
    no: 'I can see the check.',
  },
  {
    cue: /\bgoing to (?:fix|change|drop|remove|add|rework)/i,
    yes: 'I am going to rework it.',
    no: 'It is going to fail.',
  },
  { cue: /^\+1(?:[.,! ]|$)/, yes: '+1, thank you.', no: 'It is off by +1.' },
  { cue: /\bagree[ds]?\b(?! to dis)/i, yes: 'Agreed.', no: 'We agree to disagree.' },
  {
    cue: /\b(?:good|nice|great|excellent|fair|valid) (?:catch|point|idea|suggestion|call)/i,
    yes: 'Good catch!',
    no: 'A good driver.',
  },
  {
    cue: /\bthanks for (?:catching|spotting|pointing|noticing|the (?:catch|hint|suggestion|pointer))/i,
    yes: 'Thanks for spotting this.',
    no: 'Thanks for the review.',
  },
  {
    cue: /\byou(?:'re| are) (?:(?:absolutely|totally|completely|of course) )?right/i,
    yes: 'You are absolutely right.',
    no: 'Are you right-handed?',
  },
  { cue: /\bthat's (?:right|a good|true)/i, yes: "That's true.", no: "That's odd." },
  { cue: /\bmy (?:bad|mistake|fault)/i, yes: 'My bad.', no: 'My board hangs.' },
  { cue: /\bmakes? sense/i, yes: 'Makes sense.', no: 'It senses the voltage.' },
  {
    cue: /(?:^|[,.!;] |\b(?:yes|ok|hm+|I) )sure\b(?! (?:if|whether|how|why|what|that|about))|\b(?:oops|indeed|fair (?:enough|point))/i,
    yes: 'Oops.',
    no: "I'm not sure whether I understand.",
  },
  {
    cue: /\byes, (?:it's a|that|you're|this should|I should|will|I will)/i,
    yes: 'Yes, that is better.',
    no: 'Yes, the other bit is set.',
  },
  {
    cue: /^(?:(?:\w+,? ){0,2}(?:[\w']+[,.!] ))?(?:ok(?:ay)?(?:[,.! ]|$)|right[,.!])|\bsounds good/i,
    yes: 'OK, next time.',
    no: 'But that is okay, I got an ack.',
  },
  { cue: /^(?:(?:very|quite) )?(?:true|right)[.!]?$/i, yes: 'Right', no: 'True only for old chips.' },
  {
    cue: /\b(?:and|but) (?:will )?(?:add|fix|change|update|rename|remove|extend) (?:an?|the|it|this|some|that)\b/i,
    yes: 'Let me move it and add a comment.',
    no: 'It can read and write a block.',
  },
  { cue: /\bin (?:the )?next (?:version|revision|spin|round)/i, yes: 'Gone in the next version.', no: 'In next, too.' },
  { cue: /\bin v\d{1,2}\b(?!\.\d)/i, yes: 'Corrected in v3.', no: 'Hope it could be in v5.19.' },
  {
    cue: /\bI(?:'ve| have)? (?:missed|overlooked) (?:it|that|this)\b(?! (?:e?mail|patch|series|thread|version))/i,
    yes: 'I missed that.',
    no: 'You missed that.',
  },
]

/** Words of agreement that agree to nothing. <0c73fc23-2cfe-86c6-b91d-77a73bc435b4@linux.ibm.com>, <e16bbc699445c15788727b2094b032323168bad1.camel@linux.ibm.com>. */
export const CONCEDES_NOT: readonly CueRow[] = [
  {
    cue: /(?:\b(?:don't|do not|can't|cannot|not)|n't) (?:(?:fully|completely|quite|really) )?(?:agree|make sense|fix|done|right)/i,
    yes: 'I do not fully agree.',
    no: 'I fully agree.',
  },
  {
    cue: /\bif (?:you|we|it|that|there)\b.{0,30}\bI'll/i,
    yes: "If you insist, I'll rename it.",
    no: "I'll see if you are faster.",
  },
  // The reviewer may do it. <165823684731.15145.2382851660157537343@localhost.localdomain>
  {
    cue: /\b(?:please )?(?:go ahead and|feel free to)\b|\bplease (?:point|let me know)\b.{0,60}\band I(?:'ll| will)\b/i,
    yes: 'Sure please go ahead and fixup.',
    no: 'Sure, I will fix it up.',
  },
  // Somebody reads on elsewhere, and changes nothing. <1650967148.2873914-3-xuanzhuo@linux.alibaba.com>
  {
    cue: /\bI(?:'ll| will) (?:\w+ )?(?:follow|watch|read|join|go through|(?:reply|respond) (?:on|in|to)) (?:that|this|the) (?:\w+ )?(?:threads?|discussions?)\b/i,
    unless: /\b(?:and|then) (?:fix|change|send|post|update|add|drop)\b/i,
    yes: 'I will follow that thread.',
    no: 'I will follow that style.',
  },
  // <48ab9e36-48be-916e-2ce7-03ef59d67dae@arm.com>
  {
    cue: /\b(?:will|'ll) (?:\w+ ){0,3}next time\b/i,
    yes: 'Sure, got it, will follow next time.',
    no: 'OK, next time.',
  },
  {
    cue: /\bdo(?:es)? (?:that|this|it) make sense/i,
    yes: 'Does that make sense?',
    no: 'That does make sense.',
  },
]

/** The author promises to make a change, in so many words. <20210517102915.072b8665@gollum>. */
export const PROMISES: readonly CueRow[] = [
  {
    cue: /\b(?:I|we)(?:'ll| will| can)(?: \w+)? (?:make|do|change|fix|split|drop|rename|move|rework) (?:it|this|that|so|them|the (?:change|split|patch)s?)\b/i,
    unless: /\?|\bif\b|\blater\b/i,
    yes: 'No worries, I can make the change.',
    no: 'I can make the tests crash.',
  },
]

/** The author cannot make the change, however good it would be. <00ff9577-21d5-177b-33ed-f8de85a11929@plutex.de>. */
export const UNABLE: readonly CueRow[] = [
  {
    cue: /\b(?:(?:out of|beyond|outside) my (?:reach|abilit|skill|expertise|knowledge|capabilit|means)|out of reach for me\b|(?:above|over) my (?:head|pay ?grade)\b)/i,
    unless: /\?|\b(?:went|flew|goes) over my head\b/i,
    yes: 'As I do not work on the kernel, however, this was out of reach for me.',
    no: 'Sorry, that part went over my head when reading.',
  },
  {
    // Whoever cannot test a change may make it all the same.
    cue: /\bI (?:\w+ )?do(?:n't| not) have (?:the |enough |any )?(?:time|skill|expertise|knowledge|resources|hardware) (?:to|for)\b(?! (?:re-?)?(?:test|try|verify))/i,
    unless: /\?|\b(?:today|this week|right now|until|yet)\b|\bI(?:'ll| will) (?:drop|fix|change|remove|send)\b/i,
    yes: 'I do not have the time to convert all users.',
    no: 'I do not have the hardware to test it.',
  },
]

/** The author keeps the code as it is. <7dc2517d-c276-3a3b-bdec-b67bb5b5fd26@linux.ibm.com>, <d72b9aab-675c-ac89-b73a-b1de4a0b722d@igalia.com>. */
export const DECLINES: readonly CueRow[] = [
  ...UNABLE,
  {
    cue: /\bI (?:(?:would|'d|still|rather|really) )*prefer (?:to (?:keep|leav)|not|keeping|leaving|it (?:this|as)|the current|this)/i,
    yes: 'I still prefer to keep the loop.',
    no: 'I prefer the second one.',
  },
  {
    cue: /\bI(?:'d| would) (?:like|rather) (?:to )?(?:keep|leave|not)/i,
    yes: "I'd rather not touch it.",
    no: "I'd like to see it.",
  },
  {
    cue: /\bI (?:don't|do not) (?:think|see|believe|agree|want|like)\b/i,
    yes: 'I do not think it helps.',
    no: 'I think it helps.',
  },
  { cue: /\bI (?:\w+ )?disagree\b/i, yes: 'I respectfully disagree.', no: 'Those who disagree may speak up.' },
  {
    cue: /\bI think (?:it's|it is|this is|that's) (?:(?:quite|pretty|very|still|perfectly|actually) )?(?:common|fine|ok|okay|good|correct)\b/i,
    yes: "I think it's quite common.",
    no: "I think it's too late.",
  },
  {
    cue: /\bI think (?:it's|it is|this is|that's) (?:still |actually )?(?:right|better|enough|intentional|needed|necessary|reasonable)\b/i,
    yes: 'I think this is still needed.',
    no: 'I think this is a leak.',
  },
  {
    cue: /\b(?:by design|intentional(?:ly)?|on purpose|deliberate(?:ly)?)\b/i,
    yes: 'This is on purpose.',
    no: 'The purpose is speed.',
  },
  {
    cue: /\b(?:leave|keep) (?:it|this|that) (?:as (?:it )?is|alone|like)/i,
    yes: 'Let us keep it as it is.',
    no: 'We keep it in the list.',
  },
  {
    cue: /\b(?:not|isn't|is not|aren't) (?:really )?(?:needed|necessary|required|possible|worth)\b/i,
    yes: 'A lock is not really needed.',
    no: 'A lock is needed.',
  },
  { cue: /^no[,.]/i, yes: 'No, it sleeps.', no: 'Now, it sleeps.' },
  { cue: /\bthe point is\b/i, yes: 'The point is that it sleeps.', no: 'The pointer is stale.' },
  {
    cue: /\b(?:won't|would(?:n't| not)) (?:work|help|fix)/i,
    yes: "That won't work here.",
    no: 'That would work here.',
  },
  { cue: /\b(?:no need|there is no)\b/i, yes: 'There is no other user.', no: 'There is another user.' },
  { cue: /\b(?:out of|beyond) (?:the )?scope\b/i, yes: 'That is out of scope here.', no: 'The scope is small.' },
  { cue: /\bseparate (?:patch|series)\b/i, yes: 'That would be a separate patch.', no: 'They are separate files.' },
]
