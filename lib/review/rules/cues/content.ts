import type { CueRow } from '../../cueTable'

/** What reviewers who want nothing write below a line of code: praise, thanks, agreement, what they know, what they did. <20220322205502.GA5744@roeck-us.net> wants something without any word for it. */
export const CONTENT: readonly CueRow[] = [
  {
    cue: /^(?:(?:very|really|so|how|done|whee|otherwise),? )?(?:nice|good|great|cool|neat|fine|perfect|excellent|clever|wow|ha+h|haha|thanks?|thank you|lgtm)\b/i,
    unless: /\b(?:but|however|except)\b/i,
    yes: 'Very nice.',
    no: 'Nice, but the lock is not held here.',
  },
  // <87zgaqhe2p.fsf@suse.de>
  {
    cue: /^(?:ah+|aha|oh|ok(?:ay)?|yes|yep|yeah|(?:right|correct)(?=[,.;!:]|$)|sure|agreed|indeed|exactly|so far (?:so )?(?:good|correct))\b/i,
    unless: /\b(?:but|however|except)\b/i,
    yes: 'So far correct; if parsing fails we call tst_brk which redirects to cleanup.',
    no: 'Correct the name of the function.',
  },
  {
    cue: /\b(?:looks?|is|are|its|it's|seems?|sounds?|be) (?:\w+ ){0,2}(?:good|fine|ok|okay|right|correct|nicer?|great|reasonable|sane|sensible|straightforward)\b/i,
    unless: /\bnot\b|n't\b|\b(?:but|however|except)\b/i,
    yes: 'Since this is only needed for nat setup I think its ok.',
    no: 'This does not look right.',
  },
  // <20210825170529.GA31115@salvia>
  {
    cue: /\bmakes? sense\b|, ok(?:ay)?[.!]*$/i,
    unless: /\bnot\b|n't\b|\b(?:but|however|except|if)\b/i,
    yes: 'Assuming offset_len = 6, then you skip 0-1023 ports, OK.',
    no: 'That makes no sense.',
  },
  {
    cue: /(?:^|, |\. )(?:many )?thanks[.! :)]*$|\bLGTM\b/i,
    yes: 'This looks more self-contained, thanks.',
    no: 'This thanks nobody.',
  },
  // <20210121150425.GR3158@orbyte.nwl.cc>
  {
    cue: /\b(?:is|are|was|were) indeed\b|\bI (?:see|like|agree|understand|checked|verified|tested|confirmed|missed|know|saw|tried|applied|fixed)\b/i,
    unless: /\b(?:but|however|except)\b/i,
    yes: 'Input is indeed sorted as prior to this patch.',
    no: 'I did not find a user of this.',
  },
  // What is still to come is said in another mail.
  {
    cue: /\bI(?:'ll| will|'m| am)\b(?! (?:not|afraid|missing|wondering|confused|worried)\b)/i,
    yes: "I'll take another look tomorrow.",
    no: 'I am not in favor of such noise.',
  },
  {
    cue: /^\(?(?:fwiw|for the record|note to self|side ?note|sorry)\b/i,
    yes: 'For the record, this is slow.',
    no: 'The record is stale.',
  },
  // <20211028095138.GA25463@breakpoint.cc>
  {
    cue: /^(?:just )?a quick (?:review|look|question)|^\W{0,3}(?:big )?(?:snip|trim|cut)\w*\W{0,3}$|^\[\d+\]|^[a-z-]{2,30}-by:/i,
    yes: 'Just a quick review:',
    no: 'A quick path would help.',
  },
]
