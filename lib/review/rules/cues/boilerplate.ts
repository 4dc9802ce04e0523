import type { CueRow } from '../../cueTable'

/** Sentences that say nothing about a patch, whoever sends them: disclaimers, and what programs and signatures add. */
export const BOILERPLATE: readonly CueRow[] = [
  {
    cue: /\b(?:not the (?:intended|named) (?:recipient|addressee)|intended (?:only|solely) for the)\b/i,
    yes: 'If you are not the intended recipient, please delete it.',
    no: 'The mail was intended for the list.',
  },
  {
    cue: /\b(?:notify|inform|contact) the sender\b.{0,60}\b(?:e-?mail|immediately|delete|error|reply)/i,
    yes: 'Please notify the sender immediately by e-mail.',
    no: 'The driver should notify the sender of each frame.',
  },
  {
    cue: /\b(?:this|the) (?:e-?mail|message|communication)\b.{0,60}\b(?:is|are|be|contains?) (?:\w+ ){0,2}(?:confidential|privileged|proprietary)\b/i,
    yes: 'This e-mail and its attachments may contain confidential information.',
    no: 'The message says that confidential guests are slower.',
  },
  {
    cue: /\b(?:unauthori[sz]ed|any) (?:\w+, ){0,3}(?:review|disclosure|copying|distribution|dissemination)\b.{0,80}\b(?:prohibited|unlawful|forbidden)/i,
    yes: 'Any disclosure, copying, distribution is strictly prohibited.',
    no: 'Any copying should be avoided.',
  },
  {
    cue: /\b(?:consider|think of) (?:the|our) environment before printing\b|^sent from my \w/i,
    yes: 'Please consider the environment before printing this mail.',
    no: 'Please consider the environment of the process.',
  },
  {
    cue: /\b(?:outside (?:of )?(?:my|your|normal) (?:working|office|business) hours|don't feel obliged to (?:reply|respond))\b/i,
    yes: 'You should not reply outside your working hours.',
    no: 'It should work at all hours.',
  },
  {
    cue: /^(?:important notice|disclaimer|confidentiality (?:notice|note))\b[:.]?/i,
    yes: 'IMPORTANT NOTICE: The contents of this mail should not be shared.',
    no: 'It is important to notice the lock.',
  },
]
