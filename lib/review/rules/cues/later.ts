import type { CueRow } from '../../cueTable'

/** A wish for work at some indefinite later time asks nothing of this series. "In the future, please Cc the list" does. */
export const LATER_WORK: readonly CueRow[] = [
  // <Y9pf5075zsuAhznN@pevik>
  {
    cue: /^(?:(?:and|but|also|btw),? )?(?:one day|some ?day|eventually|sooner or later|at some point|down the road|long[- ]term),? (?:we|I|one|someone)\b/i,
    unless: /\bplease\b|\?|\bbut\b.{0,40}\b(?:now|first|here)\b|\bcrash|\bleak|\bfail/i,
    yes: 'Sooner or later we should add a wrapper.',
    no: 'Eventually we crash here.',
  },
  // "I'd love to see these numbers replaced in the future." <95769733-5a42-a61d-aee7-e7825722fafb@linux.ibm.com>
  {
    cue: /\b(?:we|I)(?:'d|(?: \w+)? (?:should|could|may|might|need|would))\b[^.;]{1,80}\b(?:(?:one|some) ?day|eventually|at some point|in (?:the )?(?:near )?future)\b/i,
    unless:
      /\b(?:please|because|since|so|in case|if|when|otherwise|might (?:be|get|break)|this can|to (?:avoid|remember|keep|make|prevent))\b|\?/i,
    yes: 'I would love to see them replaced in the future.',
    no: 'We should check it, because it can fail one day.',
  },
  // <YqBdY0NzK9XJG7HC@nanopsycho>
  {
    cue: /\b(?:great|good|nice|useful|love|like) (?:idea )?to (?:eventually|some ?day|one day|at some point)\b/i,
    unless: /\bplease\b/i,
    yes: 'It would be great to eventually rename the rest.',
    no: 'It would be great to rename it.',
  },
  // <20200416124359.GB5785@ravnborg.org>, <20210713132059.GB11179@breakpoint.cc>
  {
    cue: /^(?:(?:maybe|perhaps|possibly),? )?(?:as|in) (?:a|the) (?:next step|follow-?up)\b/i,
    unless: /\bplease\b|\bor (?:here|in (?:this|v\d))\b|\?/i,
    yes: 'As a next step, we could convert the rest.',
    no: 'As a follow-up or here, please add the test.',
  },
  {
    cue: /\b(?:should|could|can|might|may) (?:then )?be (?:done (?:as|in) )?an? (?:separate )?follow-?up\b|\b(?:that|this|it) can wait\b/i,
    unless: /\bplease\b|\?/i,
    yes: 'There should be a followup patch for the stubs.',
    no: 'This should follow up on the report.',
  },
]
