import type { CueRow } from '../../cueTable'

/** Something broke that worked before. <20220929105519.5c9ae1d8.alex.williamson@redhat.com>. */
export const REGRESSES: readonly CueRow[] = [
  {
    cue: /\b(?:this|that|it|which|patch|commit|series) (?:\w+ )?(?:introduce[sd]|cause[sd]?|triggers?) (?:(?:the|an?) )?(?:\w+ ){0,2}(?:crash|oops|panic|warning|null\b)\b/i,
    unless: /\b(?:can|could|should|would|will|might|may|must|not|if|whether) (?:\w+ )?(?:cause|trigger)\b/i,
    yes: 'This commit triggers a kernel panic.',
    no: 'We check the length, as it can cause a crash.',
  },
  {
    cue: /\b(?:is|was|see|seeing|saw|hit|hitting|found|have|got|causes?|caused|reports?|reported) (?:an?|the|this|another) (?:\w+ ){0,2}regression\b/i,
    yes: 'I see a boot regression.',
    no: 'The regression is old.',
  },
  {
    cue: /\bregression (?:in|since|on|with|introduced|report|caused|between)\b/i,
    yes: 'There is a regression since rc3.',
    no: 'A regression cannot be excluded.',
  },
  {
    cue: /\bwith this (?:patch|commit|series) in (?:linux-)?next\b.{0,80}\b(?:errors?|fails?|crash\w*|warnings?)/i,
    yes: 'With this patch in next my board fails to boot.',
    no: 'With this patch in next all is well.',
  },
  {
    cue: /\b(?:broke|breaks|broken) (?:my|the|our) (?:build|boot|\w+ boot|ci|tests?)/i,
    yes: 'It broke my build.',
    no: 'It builds.',
  },
  {
    cue: /\bbisect(?:s|ed|ion)? (?:it |this |that )?(?:down )?(?:to|points|shows|says)/i,
    yes: 'I bisected to this commit.',
    no: 'I ran a bisection.',
  },
  // <df5a9628-3a00-d18c-9cac-ae6460695cb3@hisilicon.com>
  {
    cue: /\bbisect(?:s|ed|ing|ion)?\b.{0,60}\b(?:this|your|the following) (?:patch|commit|change|series)\b/i,
    unless: /\?|\b(?:could|should|can|please|to keep|for)\b/i,
    yes: 'I did a git bisect, and find this patch at last.',
    no: 'Could you bisect this patch?',
  },
  // <20230920075514.GA208385@pevik>
  {
    cue: /^\(?(?:it's|it is|this is|that's|that is) (?:an?|the) (?:\w+ )?regression\b(?! (?:fix|test))/i,
    yes: "(it's a regression)",
    no: 'It is a regression test.',
  },
  // <20230901103758.GC323151@pevik>, <20230404110751.GA1268429@pevik>
  {
    cue: /^(?:fyi,? (?:th(?:is|e) )?|th(?:is|e) )(?:new )?(?:tests?|patch|commit) (?:is )?(?:now )?(?:fails?|failing|broken|crash(?:es|ing)) (?:on|with)(?! purpose)\b/i,
    yes: 'FYI test fails on ppc64le.',
    no: 'This test fails on purpose.',
  },
  { cue: /^#regzbot \^?introduced\b/i, yes: '#regzbot introduced: 1234567890ab', no: '#regzbot fix: one' },
  {
    cue: /\bfails to (?:boot|build) (?:with|since|after)|^(?:\w+ ){0,6}started (?:seeing|failing|crashing)/i,
    yes: 'We started seeing a hang.',
    no: 'It fails to build.',
  },
]

/** The report blames the patch itself. <20220608094108.GA18122@asgard.redhat.com>, <20220929105519.5c9ae1d8.alex.williamson@redhat.com>. */
export const BREAKS: readonly CueRow[] = [
  {
    cue: /\bintroduc(?:ed|es|ing) (?:the|a|this|another) (?:\w+ )?regression\b/i,
    yes: 'This introduced the regression below.',
    no: 'This introduced the helper below.',
  },
  {
    cue: /\bthis (?:change|patch|commit|series) (?:has |have )?(?:\w+ )?(?:broke|broken)\b/i,
    yes: 'This change has actually broken my build.',
    no: 'This change repairs what was broken.',
  },
]

/** The same words in a sentence that reports no new regression: it is denied, feared, fixed, or somebody else's. */
export const REGRESSES_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:no|any|non|without|potential|not likely to .{0,20}|do not .{0,20}) (?:\w+ )?regressions?\b|regression (?:test|suite)/i,
    yes: 'We saw no boot regression.',
    no: 'We saw a regression.',
  },
  {
    cue: /\b(?:prevent|avoid|possible|future|help|catch|risk)/i,
    yes: 'This prevents a regression in the driver.',
    no: 'We see a regression in the driver.',
  },
  {
    cue: /\b(?:fix(?:e[sd]|ing)?|solve[sd]?|cure[sd]?|revert(?:s|ed)?)\b.{0,40}\b(?:regression|crash|oops|panic|warning|started)\b/i,
    yes: 'This fixes an oops that I started seeing.',
    no: 'This should be fixed or reverted.',
  },
  {
    cue: /\b(?:regression|oops|crash|panic) (?:\w+ )?(?:fix|is fixed|was fixed|is gone|went away)/i,
    yes: 'It is a regression fix.',
    no: 'It is a regression.',
  },
  {
    cue: /\b(?:apologi[sz]e|sorry) for (?:introducing|causing|breaking|the)\b/i,
    yes: 'I apologize for introducing this regression.',
    no: 'Sorry, this introduces a regression.',
  },
]
