import type { CueRow } from '../../cueTable'

/** "I won't take it through my tree": it may still be taken. */
const NOT_YET =
  /\b(?:until|unless|yet|still|before|after|via|through|tree|branch|as[ -]is|now|today|tonight|week|window|cycle|release|for v?\d)\b/i

/** A refusal of the patch; the first match ends with the word itself. <YpDBjDTpS4evca3F@hirez.programming.kicks-ass.net>. */
export const REFUSES: readonly CueRow[] = [
  {
    cue: /^(?:(?:hard|big|strong|still) |(?:sorry|so|well),? )?(?:nak|nack|nacked|nak'ed)\b(?!-)/i,
    yes: 'Sorry, NAK.',
    no: 'NAK-ed packets are sent again.',
  },
  {
    cue: /\b(?:is|it's|that's|an?|my|big|hard|i|i'd|must|to|got) (?:(?:an?|big|hard) )?(?:nak|nack)\b/i,
    yes: 'That is a big NAK.',
    no: 'The controller sent NAK.',
  },
  // <20231220122903.GA393099@pevik>, <20230308110943.GA30945@pevik>, <20230504203707.GA3830225@pevik>
  {
    cue: /(?:^|\b(?:I(?:'m| am|'ve| have)?|thus|therefore|so|we) )(?:now )?(?:clos|mark|sett?)(?:ing|ed|e)? (?:\w+ ){1,5}as ["'“]?rejected\b/i,
    unless: /\b(?:should I|shall I|do not|don't|not)\b/i,
    yes: 'Closing this as rejected, feel free to rewrite the test.',
    no: 'The packet is marked as rejected by the rule.',
  },
  {
    cue: /\bI(?:'m| am) rejecting (?:this|it|these|the (?:whole )?(?:patch|series|patch ?set))\b/i,
    yes: "I'm rejecting this patch, because it breaks tmpfs.",
    no: "I'm rejecting packets with it.",
  },
  {
    cue: /(?:\bI(?:'m| am) (?:really )?|^)not (?:going to |gonna )?(?:apply|tak|merg|accept|pick|queu)(?:e|ing)? (?:this|that|it|these|your|the (?:patch|series))\b/i,
    unless: NOT_YET,
    yes: 'I am not going to apply this patch, sorry.',
    no: 'I am not going to apply this before rc1.',
  },
  {
    cue: /\b(?:I|we) (?:won't|will not|refuse to) (?:ever |be )?(?:apply|tak|merg|accept|queu)(?:e|ing)? (?:this|it|these|your)\b/i,
    unless: NOT_YET,
    yes: 'I will not take this.',
    no: 'I will take this.',
  },
]

/** The words before a NAK that somebody only mentions. <CALCETrVOvYPN4_6hS8wpm2v9bGZupZ5x4=vZAseG57OUgvLGfw@mail.gmail.com>. */
export const SPEAKS_OF: readonly CueRow[] = [
  {
    cue: /\b(?:self|not|why|was|were|would|if|second|avoid|got|previous|until|no|before|any|explicit)\b[^.]{0,30}$/i,
    yes: 'This is not in any respect a ',
    no: 'This is a ',
  },
  {
    cue: /\b(?:clear|your|his|their|tempted|inclined|close|about|moving|lean\w*)\b[^.]{0,30}$/i,
    yes: 'I read your ',
    no: 'This is my ',
  },
  { cue: /'s [^.]{0,25}$|\b(?:self-|n't )[^.]{0,30}$/i, yes: "Given Ann's ", no: 'Here is my ' },
]

/** A detail is refused: <Yl7J7aVzKiWRtrGi@FVFF77S0Q05N>. "NAK on that -" refuses the whole patch: <20220208204041.GK4160@nvidia.com>. */
export const PART: readonly CueRow[] = [
  {
    cue: /\bnac?k(?:ed)? (?:to|on|for|at|about) (?!(?:it|this|that|these|both|all)(?:[.,;:!]| -|$)|patch|v\d)/i,
    unless:
      /\bnac?k(?:ed)? \w+ (?:the|this|that|these|your|both|all) (?:\w+ ){0,2}(?:patch(?:es|set)?|series|approach|idea|change|proposal|one)\b/i,
    yes: 'NAK to making it like this.',
    no: 'NAK to this whole series.',
  },
]

/** A refusal under a condition. */
export const SUPPOSES: readonly CueRow[] = [
  {
    cue: /^(?:and |but |so )?(?:if|unless|in case|as long as)\b/i,
    yes: 'If you keep the lock, I nack it.',
    no: 'NAK, as the lock is kept.',
  },
]

/** A polite opening is not a condition. <f5237afd-d57b-f317-4263-31b4bb3d0d17@linux.ibm.com>. */
export const POLITE: readonly CueRow[] = [
  {
    cue: /^(?:and |but |so )?if (?:(?:my|our) (?:\w+ )?(?:understanding|reading) is\b|I(?: have)? (?:understand|understood|read|see|get|got|interpret)\b)/i,
    yes: 'If I understand this, I nack it.',
    no: 'If you keep it, I nack it.',
  },
]
