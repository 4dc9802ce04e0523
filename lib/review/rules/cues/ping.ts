import type { CueRow } from '../../cueTable'

/** The author asks for an answer. <e560a670-d6b6-304b-68b4-cbf312c40ad9@linux.ibm.com>. */
export const PINGS: readonly CueRow[] = [
  { cue: /^(?:gentle |friendly |another )?(?:ping|bump|reminder)\b/i, yes: 'Ping?', no: 'The host pings us.' },
  { cue: /\b(?:ping\b.{0,3}@|gentle (?:ping|reminder))/i, yes: 'Just a gentle reminder.', no: 'The ping is lost.' },
  {
    cue: /\bany (?:comments?|feedback|thoughts?|news|update|review)s?\b.{0,60}\?/i,
    yes: 'Any news on this one?',
    no: 'Any news will be posted.',
  },
  // <d58b5b49-aea6-c980-fc4d-6eab596ddc9d@linux.ibm.com>
  {
    cue: /\b(?:have|had|did|whether|if) you (?:\w+ )?(?:had |have |get |got |find |found )?(?:a|any|the|some) (?:chance|time|opportunity) (?:to|for)\b/i,
    unless: /\b(?:please|when|once|let me know)\b/i,
    yes: 'May I ask whether you had a chance to include such a patch?',
    no: 'Please test it if you have the time to.',
  },
]

/** Anybody asks for a review. <5fef334e.8e6.186d8885244.Coremail.gehao618@163.com>. */
export const ASKS_REVIEW: readonly CueRow[] = [
  {
    cue: /\b(?:can|could|would) (?:you|some\w+|any\w+)(?: (?:please|help|to|also)){0,3} (?:review|(?:have|take) a look at) (?:this|the|my) (?:patch|series|v\d)/i,
    yes: 'Can you help to review this patch?',
    no: 'Could you have a look at my comments?',
  },
  // <20201113011757.GA208190@roeck-us.net>
  {
    cue: /\b(?:can|could|may) (?:I|we) (?:please )?(?:get|have) (?:some|a few|more|any|an?) (?:reviewed|tested|acked)-by\b/i,
    yes: 'Can I get some Reviewed-by: tags?',
    no: 'Can I get some comments there?',
  },
  // <5fef334e.8e6.186d8885244.Coremail.gehao618@163.com>
  {
    cue: /^(?:or |and |so )?(?:do you |does any(?:one|body) |anybody )?ha(?:ve|s) any (?:\w+ )?(?:suggestions?|comments?|feedback|opinions?) ?\?$/i,
    yes: 'Or have any suggestions?',
    no: 'Do you have any suggestions how to rename it?',
  },
]
