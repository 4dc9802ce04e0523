import type { CueRow } from '../../cueTable'
import { OPTIONAL } from './nit'

/** "I wonder if it should be fixed" sets no condition. */
const WONDERS =
  /\b(?:wonder|wondering|myself|sure|unsure|know|see|check) (?:once|after|if|assuming|provided|given|conditional)\b/i

/** Words near a tag that make the approval depend on something. "One comment below" does not: <c515a641-f250-44a7-4f84-e98836fe8413@linux.ibm.com>. */
export const CONDITIONS: readonly CueRow[] = [
  // With that fixed. <20220203173739.2b3b7d1e@p-imbrenda>
  {
    cue: /\bwith\b[^.!?]{0,45}\b(?:made|fixed|addressed|changed|updated|corrected|removed|resolved|done|added|sorted|rephrased)\b/i,
    yes: 'With the typo fixed:',
    no: 'With my fixes.',
  },
  {
    cue: /\bwith\b[^.!?]{0,45}\b(?:dropped|renamed|modified|cleaned|clarified|adjusted|squashed|replaced|split|moved)\b/i,
    yes: 'With the helper renamed,',
    no: 'With the renaming helper,',
  },
  {
    cue: /\bwith\b[^.!?]{0,45}\b(?:taken care|incorporated|swapped|fixup)\b/i,
    yes: 'With the nits taken care of',
    no: 'Without much care',
  },
  // Once it is fixed. <e5b06907-471d-fe4f-8461-a7dea37abca2@linux.ibm.com>. "I wonder if it should be fixed" is not a condition: <86aa57d3-e92e-4846-8676-cb2f93dcf59c@linux.ibm.com>
  {
    cue: /\b(?:once|after|if|assuming|provided|given|conditional)\b(?! not needed)[^.!?]{0,70}\b(?:fix(?:ed|ing|up)?\b|address|chang|updat|correct|remov|resolv)/i,
    unless: WONDERS,
    yes: 'Once the typo is fixed:',
    no: 'I wonder if it should be fixed.',
  },
  {
    cue: /\b(?:once|after|if|assuming|provided|given|conditional)\b(?! not needed)[^.!?]{0,70}\b(?:done|add(?:ed|ing)|renam|dropp|squash|replac|split\b|adjust)/i,
    unless: WONDERS,
    yes: 'After renaming it:',
    no: 'Not sure if it should be dropped.',
  },
  // With that. <20220419125517.GB2348@twin.jikos.cz>
  {
    cue: /\b(?:with|after) (?:that|this|those|these|the above|it)(?:,? (?:one|\w{4,6}s|minor \w+))?\s*[:,.]?\s*(?:$|(?:you|feel|add|please|i |reviewed|acked))/im,
    yes: 'With this:',
    no: 'With this driver it hangs.',
  },
  {
    cue: /\b(?:with|after) (?:that|this|those|these|the above|it),? (?:comments?|changes?|modifications?)\s*[:,.]?\s*(?:$|(?:you|feel|add|please|i |reviewed|acked))/im,
    yes: 'After these modifications, feel free to add',
    no: 'After these changes the tests ran.',
  },
  // Other than that. <YfBafIXgnLzf0QMb@bombadil.infradead.org>
  {
    cue: /\bother (?:than|then) (?:that|those|these|this|the|my|a|one|some|minor)\b/i,
    yes: 'Other than that:',
    no: 'No other driver needs it.',
  },
  // Apart from that. <BN9PR11MB5276ECD0D25C09D6A3686A3B8C839@BN9PR11MB5276.namprd11.prod.outlook.com>
  {
    cue: /\b(?:apart|aside) from\b|\bmodulo\b|\bexcept (?:for |of )?(?:that|this|the|those|one|my|these|a|some)\b(?! I\b)/i,
    yes: 'Apart from the typo',
    no: 'Good except that I wrote it.',
  },
  // Besides. <20220307171629-mutt-send-email-mst@kernel.org>
  { cue: /^\s*besides\b|\bbesides (?:that|this|those|these|the)\b/im, yes: 'Besides that', no: 'It sits besides.' },
  // Otherwise. <90996285-9ae3-0030-a5e3-a3f1bfa23088@linux.ibm.com>, <b2295eba-722a-67e2-baae-20dac9d72625@linux.ibm.com>
  {
    cue: /\botherwise,? .{0,30}(?:lgtm|looks?|good|fine|ok|okay|nice|great|happy)\b|^\s*otherwise\s*[,:.]?\s*$/im,
    yes: 'Otherwise this looks good:',
    no: 'Otherwise it would hang.',
  },
  // Nits. <95cd44de-f035-4371-812f-5d6bad68cd7b@linux.ibm.com>, <541d85d3-4864-583c-ff33-d0f566770c9f@linux.ibm.com>
  {
    cue: /\b(?:\d|one|two|three|some|few|small|minor|tiny|little|a|the|couple of|single|only) (?:\w+ )?(?:nits?|nitpicks?|niggles?)\b/i,
    yes: 'Two tiny nits:',
    no: 'The monitor works.',
  },
  { cue: /\bnits? (?:below|above|inline|aside|in )/i, yes: 'Nits aside:', no: 'The units below.' },
  {
    cue: /\bminor (?:comments?|remarks?|things?|issues?|suggestions?|questions?|changes?)\b/i,
    yes: 'Some minor remarks:',
    no: 'The minor number is 3.',
  },
]

/** Comments that the reviewer plays down leave the approval unconditional. <88d6c9f2-15f7-9c3d-ce56-f448c27d2322@linux.ibm.com>, <1ff6e06c-e563-2b9c-3196-542fed7df0f9@linux.ibm.com>. */
export const PLAYED_DOWN: readonly CueRow[] = [
  ...OPTIONAL,
  {
    cue: /\b(?:with or without|either way)\b|\bfeel free to \w+ (?:it |them )?or not\b/i,
    yes: 'With or without that fixed:',
    no: 'Feel free to add my tag.',
  },
  {
    cue: /\bif you (?:want|like|prefer|feel like|think)\b|\bno need to re-?(?:spin|send|post)|\bI (?:don't|do not) (?:feel strongly|have strong|insist)/i,
    yes: 'Rename it if you like.',
    no: 'Rename it if you can.',
  },
]

/** The last sentence before a tag, which holds whatever becomes of the requests above it. */
export const TAG_HOLDS: readonly CueRow[] = [
  {
    cue: /^(?:(?:but|so|and|anyway|that said),? )?(?:either way|regardless|anyway|anyhow|in any case|nevertheless|nonetheless|in either case)[\s:,.!-]*$/i,
    yes: 'Either way:',
    no: 'Anyway, thanks!',
  },
  {
    cue: /\b(?:with (?:and|or) without|regardless of|independent(?:ly)? of|irrespective of) (?:\w+ ){0,5}\w+\s*[:,.]*$/i,
    yes: 'Patch looks good to me, so with or without that additional check:',
    no: 'I tested it with or without KASAN, please fix it.',
  },
  {
    cue: /^(?:either way|regardless|anyway|in any case|nevertheless)\b.{0,60}\b(?:(?:looks?|is) (?:\w+ )?(?:good|fine|ok|great)|lgtm|improvement|feel free|can add)\b/i,
    unless: /\b(?:once|if|when|after|until|please)\b(?! feel)/i,
    yes: 'In any case, the code looks good to me.',
    no: 'In any case, please fix the leak.',
  },
  {
    cue: /\b(?:looks?|is|are) (?:\w+ )?(?:good|fine|ok(?:ay)?) (?:to me )?(?:either way|with or without|regardless|anyway)\b/i,
    yes: 'Looks good with or without using an initializer:',
    no: 'It is good to have it.',
  },
]
