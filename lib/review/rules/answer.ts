import { type CueRow, matchesAny } from '../cueTable'
import type { Cue } from '../types'
import { SECONDS, SECONDS_WHOLE } from './cues/agree'
import { CONCEDES, CONCEDES_NOT, DECLINES, PROMISES, UNABLE } from './cues/concede'
import { HAS_DONE, LEAVES_FOR_LATER, PUTS_OFF, WILL_DO } from './cues/deed'
import { ASKS_REVIEW, PINGS } from './cues/ping'
import { POLITE_END, PRAISES, SETTLES, SETTLES_NOT, SETTLES_WHOLE } from './cues/settle'
import { STRIKES } from './cues/strike'
import {
  NOT_YET,
  OBJECTION_STAYS,
  TAKES_BACK,
  WITHDRAWS_OBJECTION,
  WITHDRAWS_POSTING,
  WITHDRAWS_TAG,
} from './cues/takeBack'

/** The author asks somebody by name: <e16bbc699445c15788727b2094b032323168bad1.camel@linux.ibm.com>. */
const NAMES = /(?:^|\s)@[\p{Lu}][\p{L}-]{1,30}/u
/** "So I'll leave it as is and add a comment" agrees with a reviewer who asked to leave it: `add` outweighs `leave`. */
const OUTWEIGHS = /\bI'll\b|\bwill\b|\bfixed\b/i

/** The rule `answers`: how a sentence of the author responds to the comment it answers. */
export function authorCues(sentence: string): Cue[] {
  const cues: Cue[] = []
  const declines = matchesAny(DECLINES, sentence)
  const concedes = matchesAny(CONCEDES, sentence) && !matchesAny(CONCEDES_NOT, sentence)
  if (matchesAny(PINGS, sentence) || asksForReview(sentence)) cues.push('pings')
  if (concedes && (!declines || OUTWEIGHS.test(sentence))) cues.push('concedes')
  else if (declines) cues.push('declines')
  if (matchesAny(LEAVES_FOR_LATER, sentence)) cues.push('defers')
  if (sentence.includes('?') || NAMES.test(sentence)) cues.push('asks')
  return cues
}

/** Characters and sentences of an answer that are read. */
const MAX_ANSWER = 2_000
const MAX_SENTENCES = 20

/** Whether an answer of the author agrees to what was asked, and nothing in it declines. */
export function agrees(answer: string): boolean {
  const sentences = answer.slice(0, MAX_ANSWER).split(/(?<=[.!?])\s+/, MAX_SENTENCES)
  const cues = sentences.flatMap((sentence) => authorCues(sentence.replace(/\s+/g, ' ').trim()))
  return cues.includes('concedes') && !cues.includes('declines') && !cues.includes('defers')
}

/** Whether an author says that they make a change, in so many words. */
export function promisesChange(sentence: string): boolean {
  return matchesAny(PROMISES, sentence)
}

/** Whether an author says that they cannot make a change. */
export function isUnable(sentence: string): boolean {
  return matchesAny(UNABLE, sentence)
}

/** "OK, got it." <CAAhV-H74np_5BZ0s=z-bV1OLhRf4cEOAOp4d3kNfBLWNkY33_A@mail.gmail.com>. */
const OPENINGS = /^(?:(?:ah+|oh|ok(?:ay)?|al(?:l )?right|thanks)[,.!;]? ){1,3}/i

/** Whether a sentence of a reviewer says that an earlier comment is settled ("fair enough, thanks"). A "but" takes that back, unless the whole sentence is a cue ("..., but yeah"). */
export function settles(sentence: string): boolean {
  if (matchesWhole(SETTLES_WHOLE, sentence) || matchesWhole(SETTLES_WHOLE, sentence.replace(OPENINGS, ''))) return true
  return matchesAny(SETTLES, sentence) && !matchesAny(SETTLES_NOT, sentence)
}

const THANKS = /^(?:many )?(?:thanks?|thank you|thx)(?: (?:a lot|so much|very much))?[.! :)]*$/i

/** Whether a sentence is thanks and nothing else. As the whole of a mail it accepts what the author explained; what they promised stays promised. */
export function saysThanks(sentence: string): boolean {
  return THANKS.test(sentence)
}

/** Whether a sentence says that a posting is good, and nothing else ("LGTM, thanks"). */
export function praisesPosting(sentence: string): boolean {
  return matchesWhole(PRAISES, sentence)
}

/** Whether a sentence only asks people for a review ("Can you help to review this patch?"). */
export function asksForReview(sentence: string): boolean {
  return matchesAny(ASKS_REVIEW, sentence)
}

/** Whether a reviewer says of the change that the sentences before ask for that they have made it, will make it themselves, or that it may be made later. */
export function findDeed(sentence: string): 'done' | 'planned' | 'later' | undefined {
  if (matchesAny(HAS_DONE, sentence)) return 'done'
  if (matchesAny(WILL_DO, sentence)) return 'planned'
  return matchesAny(PUTS_OFF, sentence) ? 'later' : undefined
}

/** Whether a sentence below the words of another reviewer joins them ("+1", "Yes, these should be merged"). */
export function seconds(sentence: string): boolean {
  return matchesWhole(SECONDS_WHOLE, sentence) || matchesAny(SECONDS, sentence)
}

/** Whether a cue matches the whole of a sentence, with or without a polite end. */
function matchesWhole(table: readonly CueRow[], sentence: string): boolean {
  const bare = sentence.replace(/[.!)\s:;-]{1,20}$/, '')
  return matchesAny(table, bare) || matchesAny(table, bare.replace(POLITE_END, ''))
}

/** Whether a sentence takes back a tag of its author ("please drop my R-b"). */
export function withdrawsTag(sentence: string): boolean {
  return matchesAny(WITHDRAWS_TAG, sentence) && !matchesAny(NOT_YET, sentence)
}

/** Whether a sentence right below a quotation of its author's tag takes it back ("not any more"). */
export function strikesTag(sentence: string): boolean {
  return matchesAny(STRIKES, sentence)
}

/** Whether a sentence takes back a NAK or an objection of its author ("I lift my NAK"). */
export function withdrawsObjection(sentence: string): boolean {
  if (!matchesAny(WITHDRAWS_OBJECTION, sentence)) return false
  return !matchesAny(NOT_YET, sentence) && !matchesAny(OBJECTION_STAYS, sentence) && !matchesAny(SETTLES_NOT, sentence)
}

/** Whether a sentence takes back what its author said last ("I take that back"). */
export function takesBack(sentence: string): boolean {
  return matchesAny(TAKES_BACK, sentence) && !matchesAny(NOT_YET, sentence)
}

/** Whether a sentence of a sender takes back what they posted ("please ignore this series"). */
export function withdrawsPosting(sentence: string): boolean {
  return matchesAny(WITHDRAWS_POSTING, sentence)
}
