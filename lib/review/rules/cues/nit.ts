import type { CueRow } from '../../cueTable'

/** A request about spelling, style or grammar. <YsUyGS7kct2BbiS8@infradead.org>, <YvtXWfnWTP5P9ePT@TonyMac-Alibaba>. */
export const NITS: readonly CueRow[] = [
  { cue: /\b(?:nits?|nitpick\w*)\b/i, yes: 'Nit: the name is long.', no: 'The unit is long.' },
  { cue: /\bs\/[^/]{1,60}\/[^/]{0,80}\/?/i, yes: 's/recieve/receive/', no: 'See drivers/example.' },
  { cue: /^\S{1,60} ?[-=]> ?\S{1,60}$/, yes: 'recieve -> receive', no: 'It calls ops->open for each file.' },
  { cue: /\b(?:typos?|misspell\w*|spelling|wording)\b/i, yes: 'There is a typo.', no: 'The type is wrong.' },
  {
    cue: /^(?:(?:this|that|it) )?(?:should|must) (?:read|say|be (?:spelled|written|called))\b.{0,6}["'`]/i,
    yes: "This should read '&x[i] - &x[0]'.",
    no: 'This should read the number of free pages.',
  },
  { cue: /\bwhite ?spaces?\b/i, yes: 'Trailing whitespace here.', no: 'In user space it sleeps.' },
  { cue: /\bcheckpatch (?:is|complains|warns|will)/i, yes: 'checkpatch complains here.', no: 'I ran checkpatch.' },
  {
    cue: /\b(?:wrong|bad|broken|odd|strange|inconsistent|missing|weird) (?:indent\w*|alignment|spacing|capitali[sz]ation|punctuation|grammar)\b/i,
    yes: 'Wrong indentation.',
    no: 'The alignment of the buffer is wrong.',
  },
  {
    cue: /\bit'?s["'`]? (?:should be|->|=>) ["'`]?it'?s\b|\bmissing (?:a )?(?:word|article|full stop)\b|["'`](?:an?|the|is|to|of)["'`] (?:is )?missing\b/i,
    yes: 'Missing word: "is open".',
    no: 'It should be a word.',
  },
  { cue: /\boverly long\b/i, yes: 'An overly long line.', no: 'A long line.' },
  {
    cue: /^(?:indent\w*|extra|stray|blank line|empty line|trailing|align\w*)\b/i,
    yes: 'Stray blank line.',
    no: 'It is an extra device.',
  },
]

/** Words that make a request one about style. They ask for nothing by themselves. */
export const STYLE: readonly CueRow[] = [
  {
    cue: /\bwrap\w*\b.{0,40}\b(?:7\d|80|100)\b|\b(?:7\d|80|100) (?:columns?|chars?|characters)\b|\blines? (?:is|are|looks?|too) (?:a bit )?(?:too )?long\b/i,
    yes: 'Please wrap at 75 columns.',
    no: 'The queue is too long.',
  },
  {
    cue: /\balign\w*\b.{0,30}\b(?:brace|bracket|parenthes[ie]s|line|paren)|\b(?:use|with|into) tabs?\b|\bimperative (?:mood|form|mode|voice)\b/i,
    yes: 'Please use the imperative mood.',
    no: 'Please align the buffer to a page.',
  },
  {
    cue: /\b(?:grammar|capital (?:letter|\w)|capitali[sz]e\w*|(?:lower|upper)[- ]?case|punctuation|full stop|comma|indent\w*|(?:christmas|xmas) tree)\b/i,
    yes: 'Please use lower case.',
    no: 'Please handle this case.',
  },
  {
    cue: /\b(?:blank|empty|new) ?lines?\b|\b(?:coding|comment) style\b|\b(?:alphabetical|sorted alphabetically)|\btabs?\b.{0,20}\bspaces?\b/i,
    yes: 'Please drop this empty line.',
    no: 'Please drop this line.',
  },
  // The style of the project, at the end of a clause. <ZT_HLEwCNlt1lDvB@yuki>
  {
    cue: /(?<!-)\bstyle(?: (?:problems?|issues?|guide|guidelines|rules|here))?(?=[.,;:!?)]|$)/i,
    unless: /\bin (?:the|this|that|a) (?:\w+ )?style\b/i,
    yes: 'Names in capitals are not our style.',
    no: 'Please add it in the style of the other drivers.',
  },
]

/** What the reviewer calls minor. These words ask for nothing by themselves. <ZQQVm5p08PmHRX1A@yuki>. */
export const MINOR: readonly CueRow[] = [
  {
    cue: /\b(?:very|really|super|just|rather|pretty) (?:a )?minor\b|\bminor (?:nit|thing|remark|comment|suggestion|detail|point)s?\b|^minor\b/i,
    yes: 'The flag should be called strict, but that is very minor.',
    no: 'The minor number should be 3.',
  },
]

/** What the reviewer plays down or leaves to the author. These words ask for nothing by themselves. */
export const OPTIONAL: readonly CueRow[] = [
  {
    cue: /\b(?:not|isn't|no) (?:a |really a )?(?:blocker|show-?stopper|big deal|deal-?breaker)\b|\bnothing (?:really |too )?(?:critical|serious|blocking|major)\b/i,
    yes: 'It should be static, but that is no big deal.',
    no: 'This is a blocker.',
  },
  {
    cue: /\b(?:(?:entirely|completely|totally|is) optional|up to you|your (?:choice|call)|feel free to (?:ignore|disregard)|not insist\w*)\b/i,
    yes: 'Maybe rename it, up to you.',
    no: 'The optional argument is missing.',
  },
  // <814e7115c178c3dc6613c3935a7c81a29d72c19a.camel@linux.ibm.com>, <e1b61853-143a-3691-2e6d-4fea5c049562@suse.cz>
  {
    cue: /\b(?:fine|ok(?:ay)?|good|happy) (?:to (?:leave|keep) (?:it |this )?)?as[- ]is\b|\b(?:doesn't|does not) (?:really )?matter (?:that |so )?much\b/i,
    unless: /\b(?:not|isn't|n't be) (?:\w+ )?(?:fine|ok|okay|good|happy)\b/i,
    yes: 'We could also adjust the other check, but also fine to leave as-is.',
    no: 'This is not fine as is.',
  },
  {
    cue: /\b(?:no need to|don't|do not|not worth an?(?:other)?) (?:re-?(?:spin|send|post)|v\d+)\b|\bonly if you (?:have to |need to |happen to )?re-?(?:spin|send|post)/i,
    yes: 'The name could be shorter, but no need to respin for that.',
    no: 'Please respin for that.',
  },
]

/** A sentence by which the reviewer calls everything a nit that the mail asks for. "Minor comments below" does not: that may be a missing lock. <20201122183342.GA69512@roeck-us.net> */
export const ALL_NITS: readonly CueRow[] = [
  // <20210705183435.GA10889@salvia>
  {
    cue: /\b(?:some|several|few|couple(?: of)?|just|only|these|those|the|my|two|three|minor|naming)(?: \w+){0,2} (?:nits|nit-?picks)\b|\bnit-?picking (?:left|only)\b/i,
    unless: /\?|\b(?:also|not|nits from|others?|outstanding)\b|n't\b/i,
    yes: 'Apart from these nitpicks, patch LGTM.',
    no: 'There are also some nits.',
  },
]
