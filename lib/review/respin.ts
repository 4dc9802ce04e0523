import { mayComment } from './basis'
import { findCue, matchesAny } from './cueTable'
import type { ReadReply } from './replies'
import { FLAWS, FLAWS_NOT, OWNS_REPORT } from './rules/cues/flaw'
import { NO_RESPIN, RESPINS, RESPINS_NOT, SENT } from './rules/cues/respin'
import { isBot } from './speaker'

/** A mail in which the author of a series announces another version, with the sentence. */
export interface Respin {
  readonly mailKey: string
  readonly quote: string
}

/**
 * The last reply about the newest version in which its author says that there will be another one, or is one that is not archived as a version of this series:
 * sent from another address, or to another list; or says, in answer to their own posting, that it is not right, or to the report of a bot, that that is. `label`: that of the newest version. Undefined when none does, and when somebody with a say has written since
 * that none is needed. A stranger under the name of the author announces nothing. Linear.
 */
export function findRespin(replies: readonly ReadReply[], newest: number, label: string): Respin | undefined {
  let found: Respin | undefined
  const speakers = new Map(replies.map(({ key, speaker }) => [key, speaker]))
  for (const { key, parent, position, speaker, basis, sentences, recipients } of replies) {
    if (position !== newest || !mayComment(basis)) continue
    const toPosting = parent !== null && !speakers.has(parent)
    // Reports of bots are often not on the list: then the answer to one hangs below the patch.
    const toBot =
      speakers.get(parent ?? '') === 'bot' || (toPosting && recipients.some((email) => isBot({ name: '', email })))
    const announces = (text: string): boolean =>
      announcesVersion(text) ||
      sentVersion(text) > numberOf(label) ||
      (toPosting && admitsFlaw(text)) ||
      (toBot && matchesAny(OWNS_REPORT, text))
    const said = sentences.find(({ code, text }) => !code && (speaker === 'author' ? announces(text) : wantsNone(text)))
    if (said === undefined) continue
    found = speaker === 'author' ? { mailKey: key, quote: said.text } : undefined
  }
  return found
}

/** The number in a label: 2 in "v2" and "RFC v2"; 1 without one. */
function numberOf(label: string): number {
  return Number(/\bv(\d{1,3})\b/.exec(label)?.[1] ?? 1)
}

/** The number of the version that an author says to have sent already; 0 for any other sentence. */
function sentVersion(sentence: string): number {
  const found = sentence.endsWith('?') ? undefined : findCue(SENT, sentence)
  return found === undefined ? 0 : Number(/\d{1,2}$/.exec(found[0])?.[0] ?? 0)
}

/** Whether a sentence of an author announces another version. */
export function announcesVersion(sentence: string): boolean {
  return matchesAny(RESPINS, sentence) && !matchesAny(RESPINS_NOT, sentence)
}

/** Whether an author says of what they posted that it does not build, lacks something or is wrong. */
function admitsFlaw(sentence: string): boolean {
  return matchesAny(FLAWS, sentence) && !matchesAny(FLAWS_NOT, sentence)
}

function wantsNone(sentence: string): boolean {
  return matchesAny(NO_RESPIN, sentence)
}
