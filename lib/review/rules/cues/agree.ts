import type { CueRow } from '../../cueTable'

/** A whole sentence by which a reviewer joins what another has just asked for. <d85fc0df-2e44-2cec-83d8-a7d6b7828e96@suse.cz>. */
export const SECONDS_WHOLE: readonly CueRow[] = [
  { cue: /^\+ ?1(?: from (?:me|my side)| to (?:this|that))?$/i, yes: '+1 from me', no: '+1 line in v2' },
  {
    cue: /^(?:yes|yeah|indeed|right|ok(?:ay)?)?[,. ]*I (?:(?:also|fully|totally|completely|strongly) )?(?:agree|concur)(?: (?:here|too|as well))?$/i,
    yes: 'Yes, I fully agree',
    no: 'I agree to the first part',
  },
  {
    cue: /^I (?:(?:also|fully|totally|completely|strongly) )?(?:agree|concur) with (?:you|that|this|\p{Lu}\p{L}+)(?: (?:here|too|on (?:this|that)))?$/u,
    yes: 'I agree with Ann here',
    no: 'I agree with the lock',
  },
  {
    cue: /^(?:(?:me|I think so),? too|same (?:here|opinion|question)|ditto|seconded|I second (?:that|this)|(?:fully |strongly )?agreed)$/i,
    yes: 'Seconded',
    no: 'The same lock',
  },
]

/** Agreement that repeats the wish. <874jhobua2.fsf@suse.de>. */
export const SECONDS: readonly CueRow[] = [
  {
    cue: /^(?:yes|yeah|yep|indeed|right|agreed|exactly|I agree|\+1)[,.:;]? (?:\w+ ){1,4}(?:should|must|needs? to|have to|has to|ought to)\b/i,
    unless: /\?|\b(?:but|however)\b/i,
    yes: 'Yes, these should be merged.',
    no: 'Yes, these should be merged, but not in this series.',
  },
]
