import type { CueRow } from '../../cueTable'

/** The author names what is to be applied instead, in links below the sentence. */
export const POINTS_BELOW: readonly CueRow[] = [
  // <20210504065556.plfc37rghlxi7qyj@frix230>
  {
    cue: /\b(?:only|instead|please|kindly) (?:\w+ ){0,2}(?:apply|merge|take|consider|review|use) (?:the following|th[eo]se|th(?:is|at) one|the new (?:one|patch|series))\b/i,
    unless: /\b(?:following|th[eo]se|one|new patch|new series) (?:as|for|to|in|with)\b/i,
    yes: 'Please discard the above, only kindly apply the following two:',
    no: 'Please use this one as the base:',
  },
  {
    cue: /\b(?:apply|merge|take|consider|review|use) (?:the following|th[eo]se|th(?:is|at) one|the new (?:one|patch|series)) (?:\w+ ){0,2}instead\b/i,
    yes: 'Could you take this one instead:',
    no: 'Could you use the helper instead:',
  },
]

/** The patch goes on under another title. */
export const RETITLES: readonly CueRow[] = [
  // <YSXDyR2RIKf675l6@slk1.local.net>
  {
    cue: /\bthe new (?:patch(?: ?set)?|series) (?:will be|is|has been|was) (?:titled|called|named)\b/i,
    yes: 'The new patch will be titled "Fix man pages".',
    no: 'The new function will be called later.',
  },
  {
    cue: /\bthe new (?:patch(?: ?set)?|series|version|one) (?:will be|is|has been|was) (?:titled|called|named|posted (?:as|under)):? ["'“]/i,
    yes: 'The new version was posted as "Fix man pages".',
    no: 'The new version was posted as v3, and the new one is called with the lock held.',
  },
  {
    cue: /\b(?:re-?)?(?:sent|posted|submitted)\b.{0,40}\b(?:with|under) (?:(?:a|the) (?:new|different|other)|another) (?:title|subject|name)\b/i,
    unless: /\?|\b(?:not|if|should|must|can|could|may|would|needs?)\b|n't\b/i,
    yes: 'I have sent it again with a new title.',
    no: 'Should it be sent again under another title?',
  },
]
