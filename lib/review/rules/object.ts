/**
 * The rule `objects`: the patch or its approach is refused. A bare "No," is not a cue, because half of them are not objections
 * (<546463b8-54fa-2071-6a9a-e4087eb8bb2c@intel.com> reassures with it).
 */
const OBJECTS: readonly RegExp[] = [
  // The reviewer does not like it. <YzGtQY+uw4ZzZoSH@nvidia.com>, <20220517140206.6a58760f@p-imbrenda>
  /\bI (?:really |still |also |just |personally )?(?:don't|do not) (?:really |particularly |quite )?(?:like|love|agree|buy)\b(?: with)? ?(?:this|that|it|the (?:idea|approach|direction|concept|way|whole|trick|design)|having)?(?: (?:patch|approach|idea|trick|hack|change|series|solution|direction|at all|much|either))*(?:[.,;!]|$| of\b| here\b| because\b)|\bI (?:strongly |really )?(?:dislike|hate) (?:(?:this|that|it)(?: (?:patch|approach|idea|hack|trick|change))?(?=[.,;!]|$)|the (?:idea|approach|direction|concept|whole)\b)|\bnot a (?:big |huge )?fan of (?:this|that|it|the (?:idea|approach|direction))\b/i,
  // Explicit disagreement. <Yh1pYAOiskEQes3p@shell.armlinux.org.uk>, <4884805567a0288ab1dbefb8aec819a2@misterjones.org>
  /\bI (?:still |strongly |respectfully |have to |must |'m going to have to )*disagree\b|^disagree\b|\bI (?:strongly |really )?object\b|\bI(?:'m| am) (?:strongly |really )?(?:against|opposed)\b/i,
  // A bad idea, the wrong direction. <YnqBsXBImU64PAOL@alley>, <YsCuHLTsKGCO/jsL@yury-laptop>
  /\bbad idea\b|\bterrible idea\b|\bwrong (?:direction|approach|layering|way to|way\b|fix|solution)\b|\bis (?:just |simply )?(?:the|a) wrong thing to do\b/i,
  // The reviewer sees no benefit. <c5873d85-d791-319b-e3a1-86abda204b45@linux.ibm.com>, <Yhyqjo/4bozJB6j5@shell.armlinux.org.uk>
  /\b(?:not|n't) (?:at all |really |fully |entirely |quite |yet |so )?(?:convinced|persuaded)\b|\bI (?:don't|do not|can't|fail to) (?:really )?see (?:the|any|much|a) (?:point|value|benefit)\b|\bI (?:don't|do not|can't|fail to) (?:really )?see (?:the|any|much|a) (?:reason|need) for (?:this|that|it)\b|\bstruggling to see\b|\b(?:is|are) not worth (?:it\b|adding|merging|the churn)/i,
  // It broke something or should be reverted. <20220608094108.GA18122@asgard.redhat.com>, <20220815033849-mutt-send-email-mst@kernel.org>
  /\bintroduc(?:ed|es|ing) (?:the|a|this|another) (?:\w+ )?regression\b|\bfixed or reverted\b|\bneeds? to be reverted\b|\bshould be reverted\b|\breason to revert\b|\bthis (?:change|patch|commit|series) (?:has |have )?(?:\w+ )?(?:broke|broken)\b/i,
  // It should not be so. <CAMj1kXFsdEq6XZ6eOuf8Ks-F4qgneVxFeLYNN_S4JaPy8koEyw@mail.gmail.com>, <YguCysZGYYWUhAPk@FVFF77S0Q05N>
  /\bI (?:really |also |still )?(?:don't|do not) (?:think|believe) (?:that )?(?:this|that|it|such|the (?:patch|series|approach|change))\b.{0,30}\b(?:right (?:\w+ )?(?:approach|way|fix|thing|place|solution|direction)|a good idea|acceptable|appropriate|worth|belongs?|should|is needed|is necessary|is useful|helps?|way to go|justif\w+)\b|\bI (?:really |also |still )?(?:don't|do not) (?:think|believe) (?:that )?(?:we|you) (?:should|want to) (?:be )?(?:do(?:ing)?|merge|take|apply|go|change|expose|support|have|allow|bother|add)\b/i,
  // A plain no. <YsbTPShbZDgHUJ7G@ZenIV>, <Ys1Loyu21C48Zm6n@zx2c4.com>
  /\b(?:not|un)\s?acceptable\b|(?:^|[,;] )(?:hell|absolutely|definitely),? no(?=[.,!]|$)|\bplease (?:don't|do not) (?:do|merge|apply|add (?:more|another|yet))/i,
]
/**
 * Blame that may be about the whole patch or about a single line; the quote above decides which. About a line:
 * <cd27ea20-73c1-443a-b6ad-6d22b8b1145f@csgroup.eu>.
 */
const BLAMES: readonly RegExp[] = [
  // The reviewer doubts the point of it. <YxcV05AVN4kqdPX6@infradead.org>
  /\bwhat(?:'s| is) the (?:whole |actual )?point\b/i,
  // It is wrong. <20220222155904.GA13323@lst.de>
  /(?:^|[,;:(]\s?|\b(?:but|and|so|think|believe|because|that|still|no|clear|say) )(?:this|that|it|these|(?:the|this|that|your|such) (?:\w+ ){0,2}(?:approach|patch|idea|code|change|series|design|hack|logic|fix|assumption|api|interface))(?: \w+)?(?:'s| is| are)\b[^.,;]{0,20}\b(?:wrong|broken|pointless|bogus|nonsense|horrible|horrid|terrible|insane|ridiculous|disgusting|crazy|awful|useless|dangerous|incorrect)\b(?=[.,;:!)]|$| (?:and|as|because|since|to|way|approach|direction|api|interface|idea|layering|hack)\b)/i,
  // It makes no sense. <Y6FL/WRO1cleCI2w@sol.localdomain>, <20220517101351.273b385f@gandalf.local.home>
  /(?:^|[,;:(]\s?|\b(?:but|and|so|think|because|that|combined, the above) )(?:(?:this|that|it|(?:the|this|your) (?:patch(?:set)?|approach|change|series|idea|design|above|addition|commit|proposal|feature|option|abstraction|interface|api|direction|concept))\b)?(?: just| really| still)? ?(?:makes? (?:absolutely |really |just |even )?(?:no|zero) sense|(?:does|do|did)(?:n't| not) (?:really |actually )?make (?:any |much |a lot of )?sense)(?: to me| at all| any ?more)*(?=[.,;:!)]|$)/i,
  // It hides what it does. <YxiGpryRNrxvEoiY@infradead.org>
  /(?<!de-?)\bob(?:fus|sfu)cat(?!or)\w*|\bobsfu\w+/i,
]
/** These words blame the patch even below quoted code: <Y6FL/WRO1cleCI2w@sol.localdomain>. */
const NAMES_PATCH =
  /\b(?:the|this|that|your|such|whole|these|current) (?:\w+ ){0,2}(?:patch(?:es|set)?|series|approach|idea|change|design|proposal|concept|direction|api|interface)\b/i
/**
 * The same words in another sense: denied (<Ysf629IWfT5b58oD@dhcp22.suse.cz>), hypothetical (<YhOaTsWUKO0SWsh7@osiris>), or about the code
 * before the patch.
 */
const NO_OBJECTION =
  /\b(?:don't|do not|not|isn't|nothing|no longer|n't) (?:\w+ ){0,2}(?:disagree|wrong|broken|a bad idea|pointless|incorrect|dangerous|object)\b|\b(?:without (?:this|it|the)|already (?:is )?broken|was broken|currently broken|before this)\b|^(?:if|unless|in case|assuming)\b|\bif (?:this|that|it|i)\b.{0,20}\b(?:is|am|makes?)\b.{0,15}(?:wrong|no sense)|\b(?:unless|if) (?:\w+ ){0,2}(?:disagree|object)|\bcorrect me\b|\bwe'd\b.{0,20}wrong|\bgo(?:es|ing)? wrong|\b(?:any|no|an?) objections?|\bnot (?:saying|claiming|that)\b|\bawful lot\b|\breason (?:that|to not|not to)\b|\bkeeps me from\b|\bI guess\b|\(\?\)/i

/**
 * The rule `objects`: `objects` for a sentence that refuses the patch or its approach; `requests-changes` for blame right below a quoted line of
 * code that does not name the patch, because it is about that line; undefined when nothing is blamed. False positives: irony, and blame for
 * other code.
 */
export function findBlame(sentence: string, belowCode: boolean): 'objects' | 'requests-changes' | undefined {
  if (sentence.endsWith('?') && !/\bpoint\b/i.test(sentence)) return undefined
  if (NO_OBJECTION.test(sentence)) return undefined
  if (OBJECTS.some((cue) => cue.test(sentence))) return 'objects'
  if (!BLAMES.some((cue) => cue.test(sentence))) return undefined
  return belowCode && !NAMES_PATCH.test(sentence) ? 'requests-changes' : 'objects'
}
