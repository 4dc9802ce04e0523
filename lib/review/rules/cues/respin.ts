import type { CueRow } from '../../cueTable'

/** An author announces another version. */
export const RESPINS: readonly CueRow[] = [
  // <0d22034d-28cd-7721-e210-651750549a1c@linux.ibm.com>, <20220303023519.GA35207@linux.alibaba.com>, <adfeb8bb-50b3-7ff3-a55f-19fc23cd1121@infradead.org>
  {
    cue: /\b(?:I'll|we'll|going to|will|let me) (?:[^?]{1,80} )?(?:v\d{1,2}(?!\.?\d)|version \d{1,2}|(?:next|new|second|third) (?:version|revision|spin|iteration))\b/i,
    yes: "I'm going to fix the formatting in a version 2.",
    no: 'It was fixed in v2.',
  },
  // <181ba2afa51.7d123db0789809.1834230085722405669@siddh.me>, <CAMj1kXHUQMA5A54KnVDR+dbwVv+H25xCJyUBpTkrYF7FgpNr8w@mail.gmail.com>
  {
    cue: /\b(?:I'll|I will|we'll|we will|(?:I'm|I am|we're) going to|^will|^let me) (?:\w+ ){0,3}(?:re-?spin|re-?send|re-?post|re-?submit)\b/i,
    yes: 'I will resend now.',
    no: 'The driver will not send it again.',
  },
  // <Y6YcAKT+vVIyWTkF@monkey>
  {
    cue: /\b(?:I'll|I will|we'll|we will|I'm going to) (?:\w+ ){1,4}(?:in|into|as|with) an? (?:new|updated|reworked) (?:patch|version|series|posting)\b/i,
    unless: /\b(?:patch|version|series) of (?!this\b|it\b|the (?:patch|series))/i,
    yes: 'This sounds like a good idea and I will incorporate in a new patch.',
    no: 'I will test it with a new version of gcc.',
  },
  {
    cue: /\b(?:v\d{1,2}|new version|respin) (?:is|will be) (?:coming|on (?:its|the) way|in the works|in progress|\w+ soon)\b|\bexpect an? (?:v\d{1,2}|new version)\b/i,
    yes: 'A v2 is on its way.',
    no: 'The v2 is in the archive.',
  },
  // <9f0b3333-bb28-c739-9bff-6fc50343b4f9@gmx.de>
  {
    cue: /\bI (?:still )?(?:haven't|have not|didn't) (?:had|have|found|find) (?:the |any )?time to (?:\w+ ){0,2}(?:follow|look|rework|respin|continue|get back)\b/i,
    yes: "Sadly I haven't had time to follow up on this yet.",
    no: "I haven't had time to review it.",
  },
]

/** An author has sent a version; its number comes last. <6ccc9b47.2708.187ac1237a2.Coremail.crawler2015@163.com>. */
export const SENT: readonly CueRow[] = [
  {
    cue: /\bI(?:'ve)? (?:[^;?]{1,90} )?(?:sent|posted|provided|submitted) (?:out )?(?:an? |the |my )?(?:v|version )\d{1,2}(?!\.?\d)/i,
    unless: /\b(?:if|before|once|when|would|should|could)\b/i,
    yes: 'I have changed my address to ann@example.com and provided V2.',
    no: 'I have tested v2.',
  },
]

/** What makes it a question, a condition or something of the past. */
export const RESPINS_NOT: readonly CueRow[] = [
  {
    cue: /\b(?:if|unless|whether|wait|once|should I|until|let me know|in case|or not)\b|\?/i,
    yes: 'If you agree I will resend it.',
    no: 'I will resend it.',
  },
  // "I'll update that before merge (don't send new version)."
  {
    cue: /\b(?:don't|won't|not|never|without|no) (?:\w+ ){0,3}(?:v\d|version|re-?(?:spin|send|post|submit))/i,
    yes: 'I will not send a new version.',
    no: 'I will send a new version.',
  },
]

/** A reviewer wants no other version. */
export const NO_RESPIN: readonly CueRow[] = [
  // <YoUBG1BLWhkhJJCe@osiris>
  {
    cue: /\b(?:no need to|(?:don't|do not) (?:need|have) to|needn't|please don't) (?:\w+ ){0,2}(?:re-?(?:spin|send|post|submit)|send (?:a |another )?(?:new|v\d))/i,
    yes: "No need to resend, I'll fix it up.",
    no: 'You need to resend it.',
  },
  {
    cue: /\bno need for (?:a |an |another )?(?:new version|v\d|respin|resend)/i,
    yes: 'No need for a v2.',
    no: 'No need for a lock.',
  },
]
