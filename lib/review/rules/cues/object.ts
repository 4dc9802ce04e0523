import type { CueRow } from '../../cueTable'

/**
 * The patch or its approach is refused. A bare "No," is not a cue, because half of them are not objections
 * (<546463b8-54fa-2071-6a9a-e4087eb8bb2c@intel.com> reassures with it).
 */
export const OBJECTS: readonly CueRow[] = [
  // A flat refusal. <CAHk-=wjnASLkTdPd+wxto2RBQH+S9MUm4FrNPWvU87opFG5SKQ@mail.gmail.com>
  {
    cue: /^(?:please|just|absolutely|definitely|hell|god|dear god|oh god|no|nope)[,.! ]{1,3}(?:just |god )?(?:no|not|nope)(?:[,. ]{1,2}nope?){0,3}(?: way)?[.!]*$/i,
    yes: 'Please. No.',
    no: 'No, just rename it.',
  },
  {
    cue: /\b(?:this|it|that|the \w+) (?:really )?(?:does not|doesn't) belong (?:in|into) (?:the |our )?(?:\w+ )?(?:core|kernel|tree|subsystem)\b/i,
    yes: 'The valve does not belong into the core.',
    no: 'This include does not belong here.',
  },
  {
    cue: /\bnot (?:\w+ )?convinced (?:that )?we (?:\w+ )?(?:need|want|should have) (?:this|it|that|any of this)\b/i,
    yes: 'I am not convinced that we need this.',
    no: 'I am not convinced that we need a lock.',
  },
  { cue: /^-1(?: (?:from|for) (?:me|my side|this)\b|[.!]?$)/i, yes: '-1 from me.', no: '-1 is returned.' },
  // The reviewer does not like it. <YzGtQY+uw4ZzZoSH@nvidia.com>, <20220517140206.6a58760f@p-imbrenda>
  {
    cue: /\bI (?:(?:really|still|also|just) )?(?:don't|do not) (?:(?:really|quite) )?(?:like|love|buy) (?:this|that|it)(?: \w+)?(?: of\b| here\b| because\b| ?[.,;!]|$)/i,
    yes: "I still don't like this hack.",
    no: "I don't like to wait.",
  },
  {
    cue: /\bI (?:(?:really|still|also|just) )?(?:don't|do not) (?:really |quite )?agree(?: with)?(?: (?:this|that|it))?(?: \w+)?(?: ?[.,;!]|$)/i,
    yes: 'I do not agree with this.',
    no: 'I agree with this.',
  },
  {
    cue: /\bI (?:strongly |really )?(?:dislike|hate) (?:(?:this|that|it)(?: (?:patch|approach|idea|hack|trick|change))?(?=[.,;!]|$)|the (?:idea|approach|direction))/i,
    yes: 'I really hate this hack.',
    no: 'I dislike the name.',
  },
  // <ZAYC8TNhPkjT9BMX@yuki>
  {
    cue: /\bnot worth (?:investing|spending|wasting|putting) (?:(?:any|your|our|much) )?(?:time|effort|energy|work) (?:in|into|on|for|to)\b/i,
    yes: "It's not worth investing time into a tool that will be removed.",
    no: 'Probably not worth spending more cycles on this issue.',
  },
  // <6fee2d7a-7fd1-73ee-2911-87a4ed3e8769@opensource.wdc.com>, <76eeb1b0-6e4f-986b-c32f-e7e4de3426a7@linux.ibm.com>
  {
    cue: /^(?:sorry,? |personally,? )?not (?:really )?a (?:\w+ )?fan(?=[.,;!]|$)/i,
    yes: 'Not a fan.',
    no: 'Not a fan of long names.',
  },
  {
    cue: /\bI(?:'m| am) (?:\w+ )?not (?:\w+ )?(?:a (?:\w+ )?fan of|keen on|happy with) (?:this|that|it)(?: (?:patch|series|approach|idea))?(?=[.,;!]|$| as | at all)/i,
    yes: 'I am not happy with this patch.',
    no: "I'm not a fan of this name.",
  },
  // <e0ea0b0a-5077-de37-046f-62902aca93b6@acm.org>
  {
    cue: /\b(?:please|should|could|would)\b.{0,20}\b(?:drop(?:ping)?|abandon(?:ing)?|revert(?:ing)?) the (?:entire|whole) (?:patch(?: ?set)?|series|approach|thing)\b/i,
    yes: 'Please consider to drop the entire patch series.',
    no: 'Please drop the whole hunk.',
  },
  // <61461a47-acc3-877e-e5ec-5d4de1c7db45@kernel.org>
  {
    cue: /\bplease (?:\w+ )?(?:abandon|revert)(?:ing)? (?:this|the) (?:patch(?: ?set)?|series|commit)\b/i,
    yes: 'Please consider reverting this patch.',
    no: 'Please test after reverting this patch.',
  },
  // <CANn89iKjxMMDEcOCKiqWiMybiYVd7ZqspnEkT0-puqxrknLtRA@mail.gmail.com>, <20200807154231.GA39293@roeck-us.net>
  {
    cue: /\b(?:I|we) (?:\w+ )?(?:don't|do not) want (?:to have )?(?:this|that|these)(?: (?!to\b)[\w-]+){0,3} (?:back|in|at all|upstream|merged|as part of)(?=[ .,;!]|$)/i,
    yes: 'Really, I do not want this optimization back.',
    no: 'We do not want this to be back in the loop.',
  },
  // Explicit disagreement. <Yh1pYAOiskEQes3p@shell.armlinux.org.uk>, <4884805567a0288ab1dbefb8aec819a2@misterjones.org>
  {
    cue: /\bI (?:(?:still|strongly|respectfully|have to|must|'m going to have to) )*disagree\b|^disagree\b/i,
    yes: 'I have to disagree.',
    no: 'The two tables disagree.',
  },
  {
    cue: /\bI (?:strongly |really )?object\b|\bI(?:'m| am) (?:strongly |really )?(?:against|opposed)\b/i,
    yes: 'I am strongly against it.',
    no: 'It leans against the object.',
  },
  // A bad idea, the wrong direction. <YnqBsXBImU64PAOL@alley>, <YsCuHLTsKGCO/jsL@yury-laptop>
  { cue: /\b(?:bad|terrible) idea\b/i, yes: 'That is a bad idea.', no: 'That is a good idea.' },
  {
    cue: /\bwrong (?:direction|approach|layering|way\b|fix|solution)\b|\bis (?:just |simply )?(?:the|a) wrong thing to do\b/i,
    yes: 'This is the wrong approach.',
    no: 'This is the wrong register.',
  },
  // It should not be so. <CAMj1kXFsdEq6XZ6eOuf8Ks-F4qgneVxFeLYNN_S4JaPy8koEyw@mail.gmail.com>, <YguCysZGYYWUhAPk@FVFF77S0Q05N>
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that|it|such)\b.{0,30}\bright (?:\w+ )?(?:approach|way|fix|thing|place)\b/i,
    yes: "I don't think that this is the right fix.",
    no: 'I think that this is the right fix.',
  },
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that|it|such)\b.{0,30}\b(?:a good idea|acceptable|appropriate|worth)\b/i,
    unless: /\ba good idea to \w|^(?:first|also|btw|nit)\b/i,
    yes: 'I do not believe it is a good idea.',
    no: 'I do not believe it is broken.',
  },
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that(?! we\b)|it|such)\b.{0,30}\b(?:belongs?|should|helps?|way to go|justif)/i,
    yes: "I don't think this belongs here.",
    no: "I don't think this is bad.",
  },
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) (?:that )?we (?:should|want to) (?:be )?(?:do(?:ing)?|merge|take|apply|go|change|have)\b/i,
    yes: 'I do not think we should merge this.',
    no: 'I think we should merge this.',
  },
  // A plain no. <YsbTPShbZDgHUJ7G@ZenIV>, <Ys1Loyu21C48Zm6n@zx2c4.com>
  {
    cue: /(?:^|[,;] )(?:hell|absolutely|definitely),? no(?=[.,!]|$)/i,
    yes: 'Absolutely no.',
    no: 'There is absolutely no lock.',
  },
  {
    cue: /\bplease (?:don't|do not) (?:do (?:this|that|it)\b|merge|apply|add (?:more|another|yet))/i,
    yes: 'Please do not merge this.',
    no: 'Please do not hold the lock.',
  },
]

/** Blame that may be about the whole patch or about a single line; the quote above it decides which. About a line: <cd27ea20-73c1-443a-b6ad-6d22b8b1145f@csgroup.eu>. */
export const BLAMES: readonly CueRow[] = [
  // The reviewer sees no benefit, or would not have it so. <c5873d85-d791-319b-e3a1-86abda204b45@linux.ibm.com>, <20220608094108.GA18122@asgard.redhat.com>
  {
    cue: /\bnot (?:(?:at all|really|fully|entirely|quite|yet|so) )?(?:convinced|persuaded)\b/i,
    yes: 'I am not convinced.',
    no: 'I am convinced.',
  },
  {
    cue: /\bI (?:don't|do not|can't|fail to) (?:really )?see (?:the|any|much|a) (?:point|value|benefit|(?:reason|need) for (?:this|that|it))\b/i,
    unless: /\b(?:point|value|benefit) (?:of|in|to) (?!(?:this|these|your|the|it)\b)(?:just )?\w+/i,
    yes: "I don't see the need for this.",
    no: "I don't see the error.",
  },
  {
    cue: /\bstruggling to see\b|\b(?:is|are) not worth (?:it\b|adding|merging|the churn)/i,
    yes: 'This is not worth the churn.',
    no: 'This is worth it.',
  },
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that|it|such)\b.{0,30}\bis (?:needed|necessary|useful)\b/i,
    yes: "I don't think it is needed.",
    no: 'I think it is needed.',
  },
  // <20221107110508.7f02abf4.alex.williamson@redhat.com>, <62549924-8590-c85f-5693-129168bdb9f5@suse.cz>
  {
    cue: /\bI (?:(?:really|also|still) )?(?:don't|do not) (?:think|believe) [^.,;?]{1,90}\bmakes? (?:much |any )?sense(?: here| at all)?(?=[.,;!]|$)/i,
    unless: /\b(?:tags?|if|wait\w*)\b/i,
    yes: "I don't think the option on vfio-main makes sense, basically for the same reason.",
    no: 'I do think that it makes sense.',
  },
  { cue: /\b(?:not|un)\s?acceptable\b/i, yes: 'That is not acceptable.', no: 'That is acceptable.' },
  {
    cue: /\b(?:fixed or reverted|(?:needs? to|should) be reverted|reason to revert)\b/i,
    yes: 'This should be reverted.',
    no: 'The bit is reverted.',
  },
  // The reviewer doubts the point of it. <YxcV05AVN4kqdPX6@infradead.org>
  {
    cue: /\bwhat(?:'s| is) the (?:whole |actual )?point\b(?! of (?!(?:this|that|these|those|it|the|your|an?|any|all)\b)(?!\w+ing\b)\w)/i,
    yes: 'What is the point?',
    no: 'What is the point of new releases every day?',
  },
  // It hides what it does. <YxiGpryRNrxvEoiY@infradead.org>
  { cue: /(?<!de-?)\bob(?:fus|sfu)cat(?!or)/i, yes: 'This just obfuscates the code.', no: 'The obfuscator strips it.' },
]

/** The words of blame, from the verb on. The subject before it decides whether they are about the patch. <20220222155904.GA13323@lst.de>. */
export const WRONG: readonly CueRow[] = [
  {
    cue: /^(?:'s| is| are)\b[^.,;]{0,20}\b(?:wrong|broken|pointless|bogus|nonsense|incorrect|dangerous|useless|horrible)\b(?=[.,;:!)]|$| (?:and|as|because|since|to)\b)/i,
    yes: ' is just wrong.',
    no: ' is the wrong register.',
  },
  {
    cue: /^(?:'s| is| are)\b[^.,;]{0,20}\b(?:wrong|broken|horrible|terrible|awful|crazy) (?:way|approach|direction|api|interface|idea|layering|hack)\b/i,
    yes: "'s a horrible interface.",
    no: "'s a nice interface.",
  },
]

/** The same for what makes no sense. <Y6FL/WRO1cleCI2w@sol.localdomain>, <20220517101351.273b385f@gandalf.local.home>. */
export const SENSELESS: readonly CueRow[] = [
  {
    cue: /^ ?makes? (?:(?:absolutely|really|just|even) )?(?:no|zero) sense(?: to me| at all| any ?more)*(?=[.,;:!)]|$)/i,
    yes: ' makes absolutely no sense.',
    no: ' makes no sense here',
  },
  {
    cue: /^ ?do(?:es)?(?:n't| not) (?:(?:really|actually) )?make (?:any |much |a lot of )?sense(?: to me| at all| any ?more)*(?=[.,;:!)]|$)/i,
    yes: " doesn't really make any sense to me.",
    no: ' does not make sense for a driver',
  },
]

/** What is said to make no sense: the end of the words before the verb. */
export const SENSELESS_SUBJECTS: readonly CueRow[] = [
  {
    cue: /(?:^|[,;:(]\s?|\b(?:but|and|so|think|because|that|combined, the above)) ?(?:\b(?:this|that|it)\b)?(?: just| really| still)?$/i,
    yes: 'so it just',
    no: 'the value',
  },
  {
    cue: /(?:^|[,;:(]\s?|\b(?:but|and|so|think|because|that) )(?:the|this|your) (?:patch(?:set)?|approach|change|series|idea|design|above)(?: just| really| still)?$/i,
    yes: 'and your approach still',
    no: 'that the value',
  },
]

/** The patch as the subject of blame: the end of the words before the verb. */
export const BLAMED: readonly CueRow[] = [
  {
    cue: /(?:^|[,;:(]\s?|\b(?:but|and|so|think|believe|because|that|still|no|clear|say) )(?:this|that|it|these)(?: \w+)?$/i,
    yes: 'and this',
    no: 'the value of it',
  },
  {
    cue: /(?:^|[,;:(]\s?|\b(?:but|and|so|think|believe|because|that|still) )(?:the|this|that|your|such) (?:\w+ ){0,2}(?:approach|patch|idea|code|change|series)(?: \w+)?$/i,
    yes: 'I think your whole approach',
    no: 'the register',
  },
]

/** A part of the patch as the subject of blame. <20231128111024.GA364870@pevik>, <20230621124423.GB407092@pevik>. */
export const NAMES_PART: readonly CueRow[] = [
  {
    cue: /\b(?:this|that|the|these|those|your) (?:\w+ )?(?:lines?|checks?|hunks?|variables?|functions?|comments?|includes?|casts?)\b/i,
    yes: 'This line is useless.',
    no: 'This is useless.',
  },
  {
    cue: /^(?:\(|btw|first|also|besides|nit|minor|otherwise|here|guess)\b|\bnit(?:pick)?\b/i,
    yes: "nit: I don't think this is needed",
    no: "I don't think this is needed",
  },
]

/** These words blame the patch even below quoted code. <Y6FL/WRO1cleCI2w@sol.localdomain>. */
export const NAMES_PATCH: readonly CueRow[] = [
  {
    cue: /\b(?:the|this|that|your|such|whole|these|current) (?:\w+ ){0,2}(?:patch(?:es|set)?|series|approach|idea|change|design|proposal)\b/i,
    yes: 'The whole idea is wrong.',
    no: 'The mask is wrong.',
  },
]

/** The reviewer has a doubt but leaves the patch alone. */
export const YIELDS: readonly CueRow[] = [
  {
    cue: /\b(?:won't|will not|wouldn't|would not|not going to) (?:\w+ ){0,3}(?:block|object|insist|oppose|nak|veto|stop (?:you|it|this))\b/i,
    yes: "It is not worth it, but I wouldn't try to block it.",
    no: 'It is not worth it, and I object.',
  },
]

/** The same words in another sense: denied (<Ysf629IWfT5b58oD@dhcp22.suse.cz>), hypothetical (<YhOaTsWUKO0SWsh7@osiris>), or about the code before the patch. */
export const NO_OBJECTION: readonly CueRow[] = [
  ...YIELDS,
  {
    cue: /(?:\b(?:don't|do not|not|isn't|nothing|no longer)|n't) (?:\w+ ){0,2}(?:disagree|wrong|broken|a bad idea|pointless|incorrect|dangerous|object)\b/i,
    yes: 'This is not wrong.',
    no: 'This is wrong.',
  },
  {
    cue: /\b(?:without (?:this|it|the)|already (?:is )?broken|(?:was|currently) broken|before this)\b/i,
    yes: 'It was broken in rc1.',
    no: 'It is broken.',
  },
  { cue: /^(?:if|unless|in case|assuming)\b/i, yes: 'If this is wrong, say so.', no: 'This is wrong if it sleeps.' },
  {
    cue: /\bdisagree\b.{0,20}\b(?:it|this|that|there|they) (?:[*_](?:is|are|does)[*_]|(?:is|are) (?:indeed|an? (?:real|valid|actual)))/,
    yes: 'I disagree: it *is* an issue.',
    no: 'I disagree: it is slower.',
  },
  {
    cue: /\bdisagree with (?:[A-Z][a-z]+|him|her|them)\b/,
    yes: 'I disagree with Bob, the patch is fine.',
    no: 'I disagree with the patch.',
  },
  { cue: /\b(?:any|no|an?) objections?|\bnot (?:saying|claiming|that)\b/i, yes: 'No objection.', no: 'I object.' },
]
