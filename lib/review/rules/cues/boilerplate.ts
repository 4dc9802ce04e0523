import type { CueRow } from '../../cueTable'

/** How disclaimers, notes of programs, signatures and spam begin. From such a sentence to the end of its paragraph, nothing is about a patch. */
export const DISCLAIMERS: readonly CueRow[] = [
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
  {
    cue: /\bif you (?:have )?receive(?:d)? this (?:e-?mail|message|mail|communication) (?:\w+ ){0,2}(?:in error|by mistake)\b/i,
    yes: 'If you have received this message in error, please tell us and delete it.',
    no: 'If you received this patch in error, please drop it.',
  },
  {
    cue: /\bn'êtes pas le destinataire\b|\bnicht der (?:\p{L}+ )?(?:Adressat|Empfänger)\b|\bno es (?:usted )?el destinatario\b/iu,
    yes: 'Wenn Sie nicht der richtige Adressat sind, löschen Sie bitte diese Mail.',
    no: 'Das ist nicht der richtige Weg.',
  },
  {
    cue: /\bthis is an? (?:automat(?:ed|ic)|automatically generated|auto-?generated) (?:e-?mail|message|mail|reply|response|notification)\b/i,
    yes: 'This is an automated message, please do not reply.',
    no: 'This is an automated test that should be added.',
  },
  {
    cue: /\b(?:account|mailbox|address|inbox)\b.{0,30}\b(?:not|un)[ -]?monitored\b/i,
    yes: 'Please do not reply to this mailbox, which is not monitored.',
    no: 'The address of the page should be monitored.',
  },
  {
    cue: /\b(?:this|your) (?:e-?mail|message|mail) (?:has been|was) (?:scanned|quarantined|received and)\b|\bawaits? moderator approval\b/i,
    yes: 'This email has been scanned for viruses.',
    no: 'This message has been printed twice.',
  },
  {
    cue: /\b(?:views|opinions)\b.{0,60}\b(?:my|of the|your) (?:employer|company)\b|^opinions are (?:mine|my own)\b/i,
    yes: 'The views expressed here should not be taken as those of my employer.',
    no: 'I would like to hear other opinions.',
  },
  {
    cue: /\b(?:million|billion)s? (?:US |U\.S\. |united states )?(?:dollars|USD|euros)\b|\bnext of kin\b|\b(?:business|investment) proposal\b/i,
    yes: 'I have a business proposal for you.',
    no: 'The proposal costs a million cycles.',
  },
  {
    cue: /\b(?:SEO (?:services?|experts?|company)|backlinks|guest posts?|web design services?)\b/i,
    yes: 'We offer SEO services for your website.',
    no: 'The list has back links.',
  },
]

/** Sentences of form letters and absence notes that ask the author of a patch for nothing, whatever is around them. */
export const COURTESIES: readonly CueRow[] = [
  {
    cue: /^(?:for|in|if)\b.{0,40}\b(?:urgent|emergency|emergencies|immediate (?:assistance|help|attention))\b.{0,60}\b(?:contact|call|reach)\b/i,
    yes: 'For urgent matters, please contact Ann.',
    no: 'This is an urgent fix, please contact Greg.',
  },
  {
    cue: /\bexpect (?:a |some )?(?:delays?|slow)\b.{0,20}\b(?:reply|replies|responses?|responding|answers?)\b/i,
    yes: 'Please expect a delay in my response.',
    no: 'Callers expect a delay of one tick, please keep it.',
  },
  {
    cue: /^(?:should you|if you) have (?:any )?(?:further |other )?questions\b.{0,40}\b(?:contact|reply|call|let us know)\b/i,
    yes: 'If you have any questions, please reply to this mail.',
    no: 'If you have to, please reply to the question.',
  },
  {
    cue: /\bmy working (?:hours|days?) may\b|\bfeel (?:obliged|obligated|pressured|any pressure) to (?:reply|respond|answer)\b/i,
    yes: 'My working hours may not be your working hours.',
    no: 'It should work at all hours.',
  },
]

/** The first words of reports that a program sends from the address of a person. <20200707201532.GA558059@bogus>. */
export const BOT_OPENINGS: readonly CueRow[] = [
  {
    cue: /^my bot found errors? running\b/i,
    yes: "My bot found errors running 'make dt_binding_check' on your patch:",
    no: 'My board shows errors when running it.',
  },
  {
    cue: /^this is a note to let you know that I've just (?:added|queued) the patch titled\b/i,
    yes: "This is a note to let you know that I've just added the patch titled",
    no: "This is a note to let you know that I've just tested the patch.",
  },
]
