import type { CueRow } from '../../cueTable'

/** A whole sentence that says yes to what the author offers. */
export const ACCEPTS: readonly CueRow[] = [
  {
    cue: /^(?:(?:yes|yep|yeah|yup|sure|absolutely|definitely|much better)\b[,.! ]{0,3})+(?:(?:it|that|this) (?:does|is|would|will|works|looks)\b[\w ]{0,30})?[.!]*$/i,
    yes: 'Yes, it does!',
    no: 'Yes, it does, but not here.',
  },
  {
    cue: /^(?:it|that|this) (?:does|is|would be|looks|works)\b(?: (?:much|a lot|way|far|indeed|better|good|great|fine|to me|for me|nice|cleaner)){0,4}[.!]*$/i,
    unless: /^\w+ (?:is|would be)[.!]*$/i,
    yes: 'That looks much better.',
    no: 'That looks odd.',
  },
]

/** A line that offers a change, and asks whether it will do. */
export const OFFERS: readonly CueRow[] = [
  {
    cue: /\b(?:better|look|looks|work|works|acceptable|ok|okay|fine|happy|agree|do it|help|the (?:below|following)|something like|like this)\b[^?]{0,60}\?$/i,
    yes: '> So does the below (delta) look better to you?',
    no: '> Why is that?',
  },
]
