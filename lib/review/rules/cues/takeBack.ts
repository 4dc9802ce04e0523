import type { CueRow } from '../../cueTable'

/** What a review tag is called in prose. "Drop the tag" may be about another tag or about code, so the tag must be named or the reviewer's own. */
const NAMED = String.raw`(?:[rat]-?b|[-\w]*(?:[kwv]|test)ed-by)`
const TAG = String.raw`(?:[rat]-?b|[-\w]+ed-by|acks?|review|tags?|approval)\b`
const about = (source: string): RegExp => new RegExp(source.replaceAll('TAG', TAG).replaceAll('NAMED', NAMED), 'i')

const DENIED =
  /(?:\b(?:not|never|cannot|refuse to|going to)|n't) (?:\w+ ){0,2}(?:withdraw|retract|revok|rescind|lift|drop|cancel|remov|tak|ignor|disregard|forget)/i

/** A reviewer takes a tag back: <YpxIENWD3gOkFiG2@antec>. */
export const WITHDRAWS_TAG: readonly CueRow[] = [
  {
    cue: about(
      String.raw`\b(?:drop|remov|delet|strik|cancel|scratch|hold|void|pull(?!ed))\w* my (?:\w+ ){0,2}(?!report)TAG`,
    ),
    yes: 'Please drop my R-b.',
    no: 'Please drop the tag field of the struct.',
  },
  {
    cue: about(
      String.raw`\b(?:drop|remove|delete|withdraw|retract|revoke) the NAMED(?: tag)?(?: again| then| please| for now)?(?=[.,;:!]|$)`,
    ),
    yes: 'Please drop the Reviewed-by.',
    no: 'Please drop the Acked-by of Carl.',
  },
  {
    cue: about(String.raw`\b(?:withdraw|retract|revok|rescind)\w* my (?:\w+ ){0,2}TAG`),
    yes: 'I am revoking my Reviewed-by.',
    no: 'The authority revoked its key.',
  },
  {
    cue: about(String.raw`\b(?:ignor|discard|disregard|undo|forget)\w* my (?:\w+ ){0,2}TAG`),
    yes: 'Please disregard my earlier ack.',
    no: 'The driver ignores the acknowledgement.',
  },
  {
    cue: /\b(?:ignore|disregard) the (?:review )?tag(?: here| above)?(?=[.,;!]|$)/i,
    yes: 'Disregard the tag here.',
    no: 'They ignore the tag bits.',
  },
  {
    cue: about(String.raw`\btak(?:e|ing) back my (?:\w+ ){0,2}TAG`),
    yes: 'I am taking back my ack.',
    no: 'Please take my patch.',
  },
  {
    cue: about(String.raw`\btak(?:e|ing) my (?:\w+ ){0,2}TAG back\b`),
    yes: 'I have to take my Acked-by back.',
    no: 'Please take my patch back to v1.',
  },
  {
    cue: about(String.raw`\b(?:want|have|like|need|prefer) my (?:\w+ )?TAG (?:to be )?(?:removed|dropped|withdrawn)\b`),
    yes: 'I want my Reviewed-by removed.',
    no: 'I see my Reviewed-by removed.',
  },
  {
    cue: /^\W?s\/(?:reviewed|acked|tested|approved)-by\/(?:nac?k|not-|un)/i,
    yes: 's/Reviewed-by/Nacked-by/ for me',
    no: 's/Reviewed-by/Acked-by/ for me',
  },
  {
    cue: /\bI(?:'m| am|'ll| will| must| have to| want to)? (?:\w+ )?(?:withdraw|retract|revok|rescind)(?:e|ing)? (?:my|it|that|this)\b/i,
    unless:
      /\bmy (?:\w+ )?(?:nac?k|objections?|comments?|concerns?|remarks?|questions?|suggestions?|requests?|patch|patches|series)\b/i,
    yes: 'I hereby withdraw it.',
    no: 'The author withdrew it.',
  },
  {
    cue: /^-\s?(?:reviewed|acked|tested|approved)-by:/i,
    yes: '-Reviewed-by: Rex Roe <rex@example.org>',
    no: 'Reviewed-by: Rex Roe <rex@example.org>',
  },
  {
    cue: about(String.raw`\bmy (?:\w+ )?TAG.{0,20}\b(?:no longer|does(?:n't| not)|should(?:n't| not)|must not)\b`),
    yes: 'My ack no longer stands.',
    no: 'My review is below.',
  },
  {
    cue: about(
      String.raw`\bmy (?:\w+ )?TAG (?:is|was) (?:\w+ )?(?:withdrawn|revoked|retracted|void|premature|a mistake)\b`,
    ),
    yes: 'My Reviewed-by was premature.',
    no: 'My Reviewed-by was for v2.',
  },
  {
    cue: about(
      String.raw`\b(?:the|that|this) (?:NAMED|ack|tag) (?:is|was) (?:premature|(?:sent|given) (?:too (?:early|soon)|by (?:mistake|accident)))\b`,
    ),
    yes: 'Sorry, that tag was premature.',
    no: 'The tag was sent by the device too early.',
  },
  {
    cue: about(
      String.raw`\bmy (?:\w+ )?TAG (?:should|must|has to|needs to|can) be (?:dropped|removed|withdrawn|ignored)\b`,
    ),
    yes: 'My tag should be dropped.',
    no: 'My tag should be kept.',
  },
  {
    cue: about(
      String.raw`\b(?:treat|regard|see|consider) my (?:\w+ )?TAG (?:as )?(?:withdrawn|void|revoked|retracted|dropped)\b`,
    ),
    yes: 'Please treat my ack as withdrawn.',
    no: 'Please see my review.',
  },
  {
    cue: about(String.raw`\b(?:don't|do not) (?:add|carry|keep|use|apply|pick up|include|count) my (?:\w+ ){0,2}TAG`),
    yes: 'Please do not carry my tag.',
    no: 'Please carry my tag.',
  },
  {
    cue: /^un-?(?:ack(?:ed|ing)?|reviewed|approved)\b(?=[\s.,!-]*(?:$|this|that|it|for|until|please|by|because|since))/i,
    yes: 'Un-acked until the lock is fixed.',
    no: 'Unacked segments are sent again.',
  },
  { cue: /\bI(?:'m| am| have to| must) un-?ack\w*/i, yes: 'I have to un-ack this.', no: 'I have to ack this.' },
  {
    cue: /\bI (?:no longer|can no longer|can't|cannot) (?:ack|approve|support|stand (?:by|behind))\b/i,
    yes: 'I can no longer ack this.',
    no: 'I can ack this.',
  },
]

/** "I take that back" takes back what its author said last, whatever it was. */
export const TAKES_BACK: readonly CueRow[] = [
  {
    cue: /\bI\b.{0,20}\btak(?:e|ing) (?:that|it|this|what I said|all of (?:it|that)) back\b(?! (?:to|into|in|with)\b)/i,
    yes: 'I take that back, the lock is still wrong.',
    no: 'You can take it back to v1.',
  },
  {
    cue: /^(?:actually|oh|hmm|no|wait|please)?[,.! ]*(?:\w+ )?(?:scratch|strike) (?:that|this|what I)\b/i,
    yes: 'Actually, scratch that.',
    no: 'It is written from scratch.',
  },
  {
    cue: /\bconsider (?:it|that|this|my [\w-]{2,20}) (?:\w+ )?(?:withdrawn|revoked|retracted|dropped|void|cancell?ed)\b/i,
    yes: 'Consider it withdrawn.',
    no: 'Consider it done.',
  },
  {
    cue: /\bI (?:spoke|acked|reviewed|approved)(?: this| it)? too (?:soon|early|fast|quickly)\b/i,
    yes: 'I spoke too soon.',
    no: 'It fires too soon.',
  },
]

/** A reviewer takes a NAK or an objection back. */
export const WITHDRAWS_OBJECTION: readonly CueRow[] = [
  {
    cue: /\b(?:withdraw|retract|revok|rescind|lift|drop|cancel|remov)(?:e|p?ing)? my (?:\w+ ){0,2}(?:nac?k(?:ed-by)?|objections?)\b/i,
    unless: DENIED,
    yes: 'I lift my NAK.',
    no: 'I will not lift my NAK.',
  },
  {
    cue: /\btak(?:e|ing) (?:back my (?:\w+ ){0,2}(?:nac?k|objections?)\b|my (?:\w+ ){0,2}(?:nac?k|objections?) back\b)/i,
    unless: DENIED,
    yes: 'I take my NAK back.',
    no: 'I will not take my NAK back.',
  },
  {
    cue: /\b(?:ignore|disregard|forget|scratch|discard) my (?:\w+ ){0,2}(?:nac?k|objections?)\b/i,
    unless: DENIED,
    yes: 'Please ignore my NAK.',
    no: 'Please do not ignore my NAK.',
  },
  {
    cue: /\bmy (?:\w+ )?(?:nac?k|objection)s? (?:no longer|(?:is|are|was|were) (?:\w+ )?(?:withdrawn|retracted|void|moot|wrong|lifted|a mistake)\b)/i,
    unless: /\b(?:not|n't|never) (?:\w+ )?(?:withdrawn|retracted|void|moot|wrong|lifted|a mistake)\b/i,
    yes: 'My NAK no longer stands.',
    no: 'My NAK still stands.',
  },
  {
    cue: /^(?:(?:ok(?:ay)?|ah|right|fine|all right|then|sorry)[,.;! ]+)*(?:nac?k|objections?) (?:is |are )?(?:withdrawn|retracted|dropped|lifted|void|revoked)\b/i,
    yes: 'OK, objection withdrawn.',
    no: 'The objection was not withdrawn.',
  },
  {
    cue: /\bno (?:more|further|longer any) objections?\b(?! (?:to|against|on) (?!(?:this|it|the (?:patch|series))\b))/i,
    unless: /\b(?:there (?:were|was|are)|if|unless|hear|see|saw|assuming|hope)\b/i,
    yes: 'No more objections from my side.',
    no: 'If there are no more objections, apply it.',
  },
  {
    cue: /^(?:(?:ok(?:ay)?|ah|right|fine)[,.;! ]+)*un-?nac?k(?:ed|ing)?\b/i,
    yes: 'Un-NAK then.',
    no: 'The un-NAKed packets are lost.',
  },
]

/** "I lift my NAK once the lock is fixed": not yet. */
export const OBJECTION_STAYS: readonly CueRow[] = [
  {
    cue: /\b(?:nac?k|objections?)(?: back)? (?:only )?(?:if|once|when|as soon as|after|until|unless|provided)\b/i,
    yes: 'I lift my NAK once the lock is fixed.',
    no: 'I lift my NAK, the lock is fixed.',
  },
]

/** A sender takes back a posting or a pull request. <67b00a33-155b-03b8-cb74-7d0095187ca9@linux.alibaba.com>, <Yte1jKAX4j3Jvdix@li-4a3a4a4c-28e5-11b2-a85c-a8d192c6f089.ibm.com>. */
export const WITHDRAWS_POSTING: readonly CueRow[] = [
  {
    cue: /\bplease,? (?:ignore|drop|disregard|discard|skip|scratch) (?:this|the|my)(?: whole| entire)? (?:patch ?set|series|patch|version|v\d+|pull|request)\b/i,
    yes: 'Please ignore this series.',
    no: 'Please ignore my email.',
  },
  {
    cue: /\bplease,? (?:ignore|drop|disregard|discard|skip|scratch) this(?: e?mail| one)?(?=[.,;:!]|$| (?:and|as|for|until|since|because)\b)/i,
    yes: 'Please, scratch this.',
    no: 'Please drop this hunk.',
  },
  {
    cue: /^(?:sorry,? )?(?:ignore|disregard|scratch|discard) this (?:patch ?set|series|patch|pull|request)\b/i,
    yes: 'Sorry, ignore this pull request.',
    no: 'Ignore this branch of the tree.',
  },
  {
    cue: /^(?:please,? )?(?:don't|do not) pull (?:this|it|yet)\b/i,
    yes: "Please don't pull this.",
    no: 'It does not pull the line.',
  },
  // <CAMuHMdUR7d9-CqnPCm77UAeKVQOoR4RbOed1BZJqScPF4NMU+Q@mail.gmail.com>, <alpine.WNT.2.20.2103080902070.2772@CLUIJ>
  {
    cue: /^(?:please,? (?:ignore|disregard|discard)|withdrawn)[.!]*$/i,
    yes: 'Please ignore.',
    no: 'Please ignore the typo.',
  },
  { cue: /\bself[- ]?nac?k\b/i, yes: 'Self-NAK, the lock is wrong.', no: 'A NAK of the device.' },
  {
    cue: /\bI(?:'m| am|'ll| will| have to| need to)? (?:\w+ )?(?:withdraw|drop|abandon)(?:ing)? (?:this|the) (?:\w+ )?(?:patch ?set|series|patch|pull|request)\b/i,
    unless: /\bif\b/i,
    yes: "I'll withdraw this series.",
    no: 'I will drop the lock.',
  },
  // <YVNkUdbTR0MXGCRB@slk1.local.net>
  {
    cue: /\bno (?:more )?need (?:to (?:keep|apply|merge|consider|review)|for) (?:this (?:one|patch|series)|the (?:patch|series)|it)(?: \w+){0,3} patchwork\b/i,
    yes: 'You applied v3, no need to keep this one in the patchwork.',
    no: 'No need to keep this one in the loop.',
  },
  // <a8723a1c-ca6c-ffbe-9a8a-395bef9da8e2@cisco.com>
  {
    cue: /^(?:[\w']+[,.!]* ){0,3}(?:drop|abandon|withdraw)(?:p?ing)? (?:(?:the|this|my) )?(?:(?:current|whole) )?(?:patch(?:set)?|series)(?: (?:then|now))?(?=[.,;!]|$)/i,
    unless: /\?|n't\b|\b(?:not|never|if|should|would|could|shall|you (?:can|may|want)|they)\b/i,
    yes: 'Ah, dropping patch then, thank you.',
    no: 'Dropping the patch queue lock, then.',
  },
]

/** "If you change that, drop my R-b": it is not taken back yet. */
export const NOT_YET: readonly CueRow[] = [
  {
    cue: /\b(?:if|unless|should you|in case|feel free|when you|no need|should I|do I|did(?:n't| not)? you|you (?:forget|forgot)|why)\b/i,
    yes: 'Should I drop my tag?',
    no: 'Please drop my tag.',
  },
]
