import type { CueRow } from '../../cueTable'

/** Somebody who reported that something broke says that the fix of it works. */
export const WORKS: readonly CueRow[] = [
  // <20220929122427.3a3bca9a.alex.williamson@redhat.com>
  {
    cue: /\b(?:this|that|it|the fix|(?:the|your) patch) (?:(?:indeed|now|also) )?(?:works|fixe[sd]|solve[sd]|cure[sd])\b/i,
    yes: 'Yes, your patch fixes it.',
    no: 'Thanks for this fix.',
  },
  {
    cue: /\b(?:this|that|it|the fix|(?:the|your) patch) (?:indeed )?(?:(?:seems|appears) to|does) (?:indeed )?(?:work|fix|solve|cure)\b/i,
    yes: 'Indeed this seems to work.',
    no: 'It does not work.',
  },
  {
    cue: /\b(?:works|working) (?:fine |well |again )?(?:for me|here|now|again)\b|\b(?:is|was) (?:gone|fixed) (?:with|by|now)\b/i,
    yes: 'The removal is working again.',
    no: 'It works by reading the register.',
  },
]

/** The same words in a sentence that does not say so. */
export const WORKS_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:not|never|hardly|only|part(?:ly|ially)|if|whether|unless|hope|should|would|might|may|could|until|once|how)\b|n['’]t\b|\?/i,
    yes: 'I will see whether it works.',
    no: 'It works.',
  },
]

/** It does not work. */
export const FAILS: readonly CueRow[] = [
  {
    cue: /\b(?:not|doesn['’]t|didn['’]t) (?:\w+ )?(?:work|fix|help|solve)\b|\bstill (?:\w+ )?(?:crash|hang|fail|see|happen|hit|broken|there\b)/i,
    yes: 'No, the device still hangs.',
    no: 'It is not merged.',
  },
]
