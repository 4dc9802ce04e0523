import type { CueRow } from '../../cueTable'

/** Somebody who was asked to pull leaves it to another tree, or does not pull. */
export const REDIRECTS: readonly CueRow[] = [
  // <47855c4c-dc85-3ee8-b903-4acf0b94e4a9@redhat.com>
  {
    cue: /\b(?:free to|please|you (?:can|could|may)|just) (?:\w+ )?(?:send|take|route|merge|carry) (?:it|this|these|them)\b.{0,30}\b(?:through|via|with your|to linus)\b/i,
    unless: /\b(?:pull request|next time|again|via e?-?mail|(?:via|through) git\b)/i,
    yes: 'Feel free to send it through the s390 tree.',
    no: 'Please send it with a signed tag.',
  },
  {
    cue: /\b(?:through|via|in) (?:your|the \S+|another) tree (?:instead|then|is (?:fine|better|ok(?:ay)?)|would be (?:fine|better))\b/i,
    yes: 'Via the s390 tree is fine.',
    no: 'Pulled into the s390 tree.',
  },
  {
    cue: /\bI(?:'m| am) not (?:going to )?pull(?:ing)?\b|\bI (?:won't|will not|refuse to|can't|cannot) (?:be )?pull(?:ing)?\b|^not pulling\b|\bI (?:have |'ve )?unpulled\b/i,
    unless: /\b(?:before|until|yet|today|this week)\b/i,
    yes: "I'm not pulling this.",
    no: 'I was not asked to pull it.',
  },
]
