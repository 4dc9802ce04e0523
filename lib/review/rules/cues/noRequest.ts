import type { CueRow } from '../../cueTable'
import { LATER_WORK } from './later'
import { YIELDS } from './object'
import { TELLS } from './tell'

/** Thanks, approval and news in the words of a request. <431304f4-cbe9-6453-cd3a-0843972ca368@linux.ibm.com>, <20220613052221-mutt-send-email-mst@kernel.org>. */
export const NO_REQUEST: readonly CueRow[] = [
  // What the reviewer has done. <Y9L45DgVD7g+NYFb@pevik>
  {
    cue: /^(?:instead|rather|also|then|so|and|finally),? I(?:'ve| have)? (?:just |already |also )?(?:fixed|did|added|removed|changed|cleaned|rewrote|moved) (?!you)/i,
    unless: /\?|\b(?:please|but|should|could|when|if)\b/i,
    yes: 'Instead I fixed a few real problems and did some cleanup.',
    no: 'Instead I would fix the caller.',
  },
  // A guess at a cause answers a "why". <Y2PkIUZDS8/qMRWq@zn.tnic>
  {
    cue: /^(?:maybe|perhaps|probably|possibly|presumably),? (?:just |only |simply )?because\b/i,
    yes: 'Maybe because those are done wrongly.',
    no: 'Maybe those are done wrongly because of the lock.',
  },
  // <20231121104143.GB90328@pevik>, <b49f1b4c-defa-ef32-1984-0273e1fad178@suse.cz>
  {
    cue: /^\(?(?:(?:just )?(?:fyi|for your information)\b|(?:I(?:'ve| have)? )?(?:just |also |already )?sent (?:an?|the|my) (?:\w+ ){0,2}(?:e?mail|patch|fix|reply))/i,
    unless: /\?|\b(?:please|should|must|needs? to|fail\w*|broken|br[eo]ak\w*|crash\w*|leak\w*|wrong|but)\b/i,
    yes: 'FYI the macro is not used anywhere.',
    no: 'FYI the test fails.',
  },
  ...YIELDS,
  ...LATER_WORK,
  ...TELLS,
  {
    cue: /\b(?:keep|put|leave) me (?:in|on) (?:the )?cc\b|\bplease cc me\b/i,
    yes: 'Please keep me in Cc.',
    no: 'Please keep the lock.',
  },
  {
    cue: /^(?:so |and )?are you (?:asking|saying|suggesting)\b/i,
    yes: 'Are you saying it should sleep?',
    no: 'You should sleep.',
  },
  {
    cue: /^(?:thanks?|thank you|yes|yeah|yep|right|correct|agreed?|sure|indeed|ok(?:ay)?|lgtm|looks good|makes sense)[,.! ]*(?:for|$|a lot|that)/i,
    yes: 'Thanks for adding the missing check.',
    no: 'Add the missing check.',
  },
  {
    cue: /^(?:yes|agreed|right)\b.{0,60}$/i,
    unless: /\byou (?:need|have|should|must|ought)\b|\bplease\b/i,
    yes: 'Yes, it should.',
    no: 'Yes, please do.',
  },
  // <b7ec3c33bb8e356fe29f3433002cb31f8013be74.camel@linux.ibm.com>
  {
    cue: /\bit (?:must|should|has to|needs to) be (?:noted|said|mentioned|understood) that\b/i,
    yes: 'It must be noted that this runs once.',
    no: 'It should be noted in the changelog.',
  },
  // The patch can go in; what comes after that is other work. <1eeeb56d-3a8e-45d8-b275-394b43be0bd5@suse.com>
  {
    cue: /\bpatch(?:es|set)? (?:is|are|looks?) (?:simple|good|fine|safe|trivial|small) enough to be (?:applied|merged|pushed)\b/i,
    unless: /\b(?:not|please|if|once|after|first|before|typo)\b/i,
    yes: 'The patch is simple enough to be applied, but this test really needs to be refactored.',
    no: 'The patch is good enough to be merged, but please fix the typo.',
  },
  // Nothing was found. <5736369.DvuYhMxLoT@linux-9lzf>
  {
    cue: /(?:n't|\b(?:not|cannot)) (?:spot|find|see|notice|have|got) any (?:\w+ )?(?:typos?|issues?|problems?|errors?|bugs?|mistakes?|warnings?|objections?|leaks?)\b/i,
    yes: "I couldn't spot any typos.",
    no: 'I could spot a typo.',
  },
  // It is done already, or it is not the author who does it.
  {
    cue: /\b(?:has|have|had|was|were|is|are) (?:\w+ )?(?:already|indeed|now) (?:been )?(?:fixed|addressed|resolved|solved|gone|merged|removed)\b/i,
    yes: 'The issue is indeed fixed.',
    no: 'It must be fixed.',
  },
  // <Y8UubJZcN89y77AA@yuki>
  {
    cue: /\b(?:sounds?|looks?|seems?|is|are) (?:\w+ )?(?:good|fine|ok|okay|great|reasonable|right|sensible) (?:to|with|for|by) me\b/i,
    unless: /\b(?:but|however|except|once|if|after|otherwise|please|only|apart|should|not)\b|n't\b/i,
    yes: 'Also prefixing them with the name sounds good to me as well.',
    no: 'It looks good to me, but please split it.',
  },
  // <20210201031247.GA20742@salvia>, <87h6lc9310.fsf@suse.de>
  {
    cue: /\bplease,? (?:just )?(?:push|merge|commit) (?:(?:it|this|them|these)(?: out| in)?|the (?:patch|series|rest)|out|:-?\))(?=[\s.,!)]*$)/i,
    yes: 'Please, push it out.',
    no: 'Please merge these into one.',
  },
  // <002050da-64a3-4648-6e8f-b3ae8ed3eece@linux.ibm.com>, <20220426055423-mutt-send-email-mst@kernel.org>
  {
    cue: /\b(?:we|I)(?:'ll| will| may| might) (?:contact|call|meet) you\b|\b(?:respond|reply|comment) (?:on|in|to) (?:that|the|this) (?:\w+ )?(?:thread|discussion)\b/i,
    yes: 'Could you respond on that thread on the other mailing list?',
    no: 'Please comment on the locks in the header.',
  },
  // To whoever collects patches. <80d26ca8-6617-c86b-f92c-5df720966ebf@linux.ibm.com>
  {
    cue: /\bplease (?:add|push|put|queue) (?:this|it|these|them|(?:the )?(?:series|patch(?:es)?))\b[\w ,&-]{0,40}\b(?:to|in) (?:\w+ )?(?:devel|next|master|staging)\b/i,
    yes: 'Please add patches 1-13 to devel for some CI coverage.',
    no: 'Please add this to the header.',
  },
  // How others have to use what exists. <Y34JxFWBdUxvLQb4@TonyMac-Alibaba>
  {
    cue: /^so that (?:they|users?|it|he|she|one|people|applications?)\b|\b(?:users?|user ?space|applications?)\b.{0,30}\bshould (?:know|be aware|understand)\b/i,
    unless: /\?|\bplease\b|\byou (?:should|need|must)\b/i,
    yes: 'So that they should use half of the values which are passed to setsockopt().',
    no: 'They should use half of the values.',
  },
  // People meet. <Y4BpNfg7yxRiYQuU@TonyMac-Alibaba>, <7e0baa06-74e3-e00a-861a-afa8fe1fbdff@linux.ibm.com>
  {
    cue: /\b(?:have|set up|schedule|arrange|join) an? (?:[\w-]+ ){0,3}(?:meeting|discussion|chat)\b|\b(?:put|bring) \w+ on the table\b|\bthe meetings?\b|\bonline meeting/i,
    unless: /\b(?:please (?!join)|rename|fix|patch(?:es)?)\b/i,
    yes: 'Yes, we should have a discussion off-mailinglist about future topics.',
    no: 'We should have a call of free() here.',
  },
  // <20231106104023.GA1236692@pevik>, <ZFTjrmSdaJaf1Xyq@yuki>
  {
    cue: /^(?:so |then )?(?:feel free to|go ahead and|you (?:can|may|could)) (?:push|merge|apply)(?: (?:it|this|the \w+))?(?: (?:directly|now|with my [\w-]+))*[.!]*$/i,
    yes: 'You can push it directly.',
    no: 'You can merge it into the caller.',
  },
  // <22f468cb-106b-1797-0496-e9108773ab9d@linux.ibm.com>
  {
    cue: /^(?:sorry\b[^.:]{0,60}: ?)?I (?:just |only |have |also )?(?:re-?)?(?:tried|tested|checked|looked)\b/i,
    unless: /\b(?:fail|crash|br[eo]ak|error|hang|warn|not|but|should|need|please|leak|missing|wrong)|n't\b|\?/i,
    yes: 'Sorry for the delayed reply: I just re-tried it with path instead of git am.',
    no: 'I just tried it and it crashes.',
  },
  // <CAEf4BzZzd7gzky1CJAFgG4m_VQ0nS05J_kSgEkcnBQiY0uuNOQ@mail.gmail.com>
  {
    cue: /^(?:(?:that|it|this)(?:'s| is) )?not an? (?:mistake|bug|problem|issue|error|oversight)(?=[,.;:]|$)/i,
    unless: /\b(?:but|however|though|please)\b/i,
    yes: 'Not a mistake, for the bots there are separate files that need to be updated manually:',
    no: 'Not a bug, but please rename it.',
  },
  // The comments themselves are elsewhere in the mail. <907c54c6-7f5b-77f3-c284-45604c60c12e@linux.ibm.com>
  {
    cue: /^(?:I )?(?:\w+ ){1,6}(?:comments?|questions?|remarks?|suggestions?|nits?)\b.{0,20}\bnothing (?:too )?(?:critical|serious|major|blocking)\b/i,
    unless: /\bplease\b/i,
    yes: 'I have a couple of review comments, but nothing critical that would prevent my r-b.',
    no: 'The name should be pump, but nothing critical.',
  },
  { cue: /\bgo ahead\b/i, unless: /\bbut\b/i, yes: 'Go ahead and merge, please.', no: 'Go ahead, but please fix it.' },
  {
    cue: /(?:n't|\b(?:not|never|impossible to|unlikely to)) (?:\w+ )?(?:break|harm|hurt) (?:any|every|some)?(?:thing|one|body)\b/i,
    unless: /\?|\b(?:make|made|be) sure\b|\bensure/i,
    yes: "It shouldn't break anything.",
    no: 'It should break early.',
  },
  {
    cue: /\b(?:should|must)(?:n't| not)? (?:\w+ )?be (?:an? (?:\w+ )?(?:problem|issue)|clear|obvious|trivial|soon|fairly soon|gone|in next|visible)\b/i,
    unless: /\bI(?:'d| would)\b|\b(?:please|but|we should)\b/i,
    yes: 'That should not be a problem.',
    no: 'That should be a mutex.',
  },
  {
    cue: /\b(?:I (?:really |probably )?should(?: have)?|will be (?:merged|applied|queued|pushed)|should (?:point to|show up|appear|arrive|land))\b/i,
    unless: /\b(?:please|but|we should)\b/i,
    yes: 'I should have looked earlier.',
    no: 'You should look earlier.',
  },
  { cue: /^(?:hm+,? )?(?:maybe|perhaps|probably)[.!…]*$/i, yes: 'Maybe.', no: 'Maybe rename it.' },
  {
    cue: /\bplease (?:also )?(?:add|feel)\b.{0,20}\b(?:my|free)\b/i,
    yes: 'Please also add my tag.',
    no: 'Please add a comment.',
  },
  {
    cue: /\byou (?:can|may) (?:also |then |now )?(?:add|have|keep|carry)\b.{0,20}\b(?:my|reviewed|acked|r-?b|tags?)\b/i,
    yes: 'You can keep my tag.',
    no: 'You can keep the lock.',
  },
  { cue: /\bfeel free\b/i, yes: 'Feel free to drop it.', no: 'You should free it.' },
  // Not what is promised for the time after: "do this and then I'll take it" <Y2PX9GfxWYh6+XGT@zn.tnic>.
  {
    cue: /(?<!\band then )\bI(?:'ll| will| can)\b(?! (?:leave|let you))/i,
    unless: /\bchange[sd]? requested\b/i,
    yes: 'I will fix the typo.',
    no: 'I fixed the typo.',
  },
  {
    cue: /\bnothing (?:is )?missing\b|\bno (?:\w+ )?(?:warnings|issues|problems|bugs|leaks?)\b/i,
    yes: 'There are no more leaks.',
    no: 'There are leaks.',
  },
  { cue: /\b(?:was a bug|no longer (?:see|get|hit))\b/i, yes: 'That was a bug.', no: 'That is a bug.' },
  {
    cue: /\b(?:lemme|let me)\b(?! know)|\bwanted to let you\b/i,
    yes: 'Let me rebase on top of this.',
    no: 'Let me know.',
  },
  {
    cue: /\bam I missing\b|\bI(?:'m| am) missing (?:something)?\b(?!.*isn't)/i,
    yes: 'What am I missing?',
    no: 'A check is missing.',
  },
  {
    cue: /\bI (?:\w+ )?like (?:that|this|it) (?:\w+ )?(?:better|more|best)\b|^I (?:\w+ )?prefer (?:that|this|it)(?: \w+)?[.!]*$/i,
    yes: 'I like that better.',
    no: 'I would like that to be better.',
  },
  {
    cue: /\bI(?:'d| would|'ll| will)? (?:rather )?(?:defer|leave) (?:it |this |that |the (?:\w+ ){1,3})?(?:up )?to \w/i,
    yes: "I'd defer to Stan.",
    no: 'It defers the work.',
  },
  // An offer to whoever tests, until the author acts. <Y2CetBTVV1EkvDkg@Asurada-Nvidia>
  {
    cue: /\byou (?:can|could|may|might) (?:\w+ )?(?:try|test|use) (?:it|this|that|the \w+)\b.{0,100}\b(?:for now|meanwhile|in the meantime|(?:un)?till?)\b/i,
    unless: /\?|\bplease\b/i,
    yes: 'Perhaps you can try it first for now, till Jason acks tomorrow.',
    no: 'You could use a mutex until the worker has stopped?',
  },
  // What is there may stay. <CACGkMEv6Ptn4zj_F-ww3Nay>
  {
    cue: /^(?:(?:ok(?:ay)?|so|then|well|yes)[,.]? )?(?:let's|let us|we can) (?:just )?(?:keep|leave) (?:it|this|that|them) there(?: then| for now)?[.!]*$/i,
    yes: "Let's keep it there.",
    no: "Let's keep it there and add a comment.",
  },
  {
    cue: /^(?:\w+[,.]? )?let(?:'s| us) (?:just )?(?:keep|leave) (?:it|this|that|them) (?:as (?:it )?is|as they are|like (?:this|that)|this way)(?: then| for now)?[.!]*$/i,
    yes: "but let's leave it as it is",
    no: "Let's leave it as it is, but add a comment.",
  },
  {
    cue: /^(?:\w+,? )?we (?:can|could|may) (?:always |still |then )?(?:do|make|add) (?:\w+ ){0,3}(?:optimi[sz]ation|improvement|clean-?up|it|that|this)s? on top\b/i,
    unless: /\?|\b(?:but|please|should|must)\b/i,
    yes: 'We can do optimization on top anyhow.',
    no: 'We can do it on top, but please add a comment.',
  },
  {
    cue: /^(?:(?:yes|yeah|ok(?:ay)?|right)[,.]? )?(?:that|this) (?:might|may|would) (?:probably |well |indeed )?be (?:the )?best[.!]*$/i,
    yes: 'That might be best.',
    no: 'That would be best done in the helper.',
  },
  // A patch of its own. With a version, or against what is posted, it is a request for this series.
  {
    cue: /\b(?:send|post|submit|write) a patch\b(?! v\d| in the\b)/i,
    unless: /\bv\d|\bnew version\b|\binstead\b|\bthat (?:only|just|also)\b/i,
    yes: 'By all means, please submit a patch for the other tool.',
    no: 'Please submit a V2 patch.',
  },
  {
    cue: /^(?:nice|good|great) catch\b(?!.*\b(?:but|please|should|also)\b)/i,
    yes: 'Nice catch, this breaks nothing.',
    no: 'Nice catch, but please add a test.',
  },
]

/** "How should this be handled?" asks (<YhOaTsWUKO0SWsh7@osiris>); "how about", "what if" and "why not" propose. */
export const OPEN_QUESTION: readonly CueRow[] = [
  {
    cue: /^(?:(?:so|and|but|or|btw,?) )?(?:how|what|when|where|who|which)\b(?! about| if| hard)[^.;:]{0,200}\?$/i,
    yes: 'How should this be handled?',
    no: 'How about a helper?',
  },
  // <58917b42-bfdd-c352-4b20-68ff135f968e@intel.com>, <YV5MAdzR6c2knowf@yekko>
  {
    cue: /(?:^|[,:] )(?:(?:so|and|but|or|btw),? )?(?:is|was) there (?:any|a) (?:special|particular|specific|deeper|technical|historical|strong) reason\b[^.;]{0,200}\?$/i,
    unless: /\breason (?:not|to not)\b/i,
    yes: 'Is there any special reason that we cannot attach it in the first phase?',
    no: 'Is there a specific reason not to use the helper?',
  },
  // <20220920142639.29b1bdc2.alex.williamson@redhat.com>
  {
    cue: /, but (?:how|what|who|where|which)\b(?! about| if)[^;]{1,160}\?$/i,
    unless: /\b(?:leak\w*|rac(?:es?|y)|bugs?|crash\w*|wrong|please|should)\b/i,
    yes: "It seems obscure, but what tests have we done to make sure this doesn't break anyone?",
    no: 'It seems obscure, but what if this breaks a test that you have?',
  },
]
