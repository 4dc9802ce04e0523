import type { CueRow } from '../../cueTable'

/** An author speaks of more than the patch that the mail is about. */
export const EVERYWHERE: readonly CueRow[] = [
  {
    cue: /\b(?:all|both) (?:of (?:them|these|those)|(?:the )?(?:other )?(?:patches|places|drivers|files))\b/i,
    yes: 'I changed all of them.',
    no: 'I changed all that.',
  },
  // <7f8577a2-9aa5-2a09-9aa2-418d5c5d1d1b@fujitsu.com>
  {
    cue: /\b(?:this|the) (?:whole )?(?:patch ?set|series)\b.{0,20}\bas (?:you|suggested|requested|asked)\b/i,
    unless: /\?|\bnot\b/i,
    yes: 'I have modified this patch set as you suggested and merged.',
    no: 'I have split the series as it was too long.',
  },
  {
    cue: /\bin (?:all|both|every|each)\b(?! (?:likelihood|probability|honesty|cases?|events?)\b)/i,
    yes: 'Fixed in both.',
    no: 'In all likelihood that fixes it.',
  },
  {
    cue: /\b(?:every|each) (?:patch|place)|\b(?:everywhere|throughout)\b|\bthe other patches\b/i,
    yes: "I've updated it everywhere.",
    no: "I've updated every driver that has it.",
  },
]

/** An author answers everybody who spoke before. <20221020163503.GQ5600@paulmck-ThinkPad-P17-Gen-1>. */
export const THANKS_ALL: readonly CueRow[] = [
  {
    cue: /\b(?:thanks?|thank you|thx)\W{1,3}(?:to )?(?:you )?(?:both|all|everybody|everyone)\b|\bboth of you\b/i,
    yes: 'I will apply the fix and the ack, thank you both!',
    no: 'Thanks for all the help.',
  },
]
