import type { CueRow } from '../../cueTable'

/** A wish for work at some indefinite later time, or for other postings, asks nothing of this series. */
export const LATER_WORK: readonly CueRow[] = [
  // <Yqi9BTTnlbcUsD5c@FVFF77S0Q05N>
  {
    cue: /^(?:(?:and|but|so),? )?ideally,? (?:we|there|one)(?:'d| would)\b/i,
    unless: /\b(?:please|patch|test|here|comment|you)\b|\?/i,
    yes: "Ideally we'd have a better language, then we could hide all this in the lower levels.",
    no: "Ideally we'd have a test for it in this patch.",
  },
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
  // Advice for other postings. <20210527160059.6d86c6a0@kicinski-fedora-PC1C0HJN.hsd1.ca.comcast.net>, <878r9lf0np.fsf@suse.de>, <20200614214449.GA102702@roeck-us.net>
  {
    cue: /\b(?:in (?:the )?future|next time|for (?:the )?future(?: \w+)?|from now on|(?:going|moving) forward),? (?:please|plz|pls|try|remember|you|I would|I'd)\b/i,
    unless: /\band (?:re-?send|re-?post|re-?spin)\b|\bnext time (?:you|I) (?:re-?send|re-?post|re-?spin|post)\b/i,
    yes: 'Applied, but in the future please list the driver in the subject.',
    no: 'Please list the driver in the subject.',
  },
  {
    cue: /\b(?:please|plz|pls)\b[^.?!]{1,100}\b(?:next time|in (?:the )?future|from now on|going forward|(?:for|in) (?:the |your )?future (?:patch|series|submi)\w*)/i,
    unless:
      /\band (?:re-?send|re-?post|re-?spin)\b|\bfuture (?:version|revision|posting|kernel|release|hardware)|\b(?:if|when|so that|in case)\b/i,
    yes: 'Please double check the tags in the future.',
    no: 'Please check the index, so that it cannot overflow in the future.',
  },
  // <a7a00a34-1c88-2f7e-946b-fab6bb86c87b@linux.ibm.com>
  {
    cue: /\b(?:can|could|may|might) \w+ [^.;?]{1,60}\b(?:in|as|with) an?(?:other)? (?:future|later|follow-?up|subsequent) (?:patch|series|change|work)\b/i,
    unless: /\bplease\b|\?|\bbut\b|\binstead\b|\bit should\b/i,
    yes: 'You can do the checks for the rest in a future patch.',
    no: 'You could do the checks in a separate patch.',
  },
  // <b4481009-68fb-19f0-4d75-c4d242ed3b64@cornelisnetworks.com>
  {
    cue: /(?:\bnot|n't)\b[^.;]{0,40}\b(?:ha(?:s|ve) to|needs? to|should|must) be (?:a )?part of (?:this|the|your) (?:change|patch|series|set)\b/i,
    unless: /\?|\bplease\b/i,
    yes: "I don't think they need to be part of this change.",
    no: 'They need to be part of this change.',
  },
]
