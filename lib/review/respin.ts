import { mayComment } from './basis'
import { matchesAny } from './cueTable'
import type { ReadReply } from './replies'
import { NO_RESPIN, RESPINS, RESPINS_NOT } from './rules/cues/respin'

/** A mail in which the author of a series announces another version, with the sentence. */
export interface Respin {
  readonly mailKey: string
  readonly quote: string
}

/**
 * The last reply about the newest version in which its author says that there will be another one. Undefined when none does, and when somebody with a say has written since
 * that none is needed. Linear.
 */
export function findRespin(replies: readonly ReadReply[], newest: number): Respin | undefined {
  let found: Respin | undefined
  for (const { key, position, speaker, basis, sentences } of replies) {
    if (position !== newest) continue
    const said = sentences.find(
      ({ code, text }) => !code && (speaker === 'author' ? announcesVersion(text) : wantsNone(text)),
    )
    if (said === undefined) continue
    if (speaker === 'author') found = { mailKey: key, quote: said.text }
    else if (mayComment(basis)) found = undefined
  }
  return found
}

/** Whether a sentence of an author announces another version. */
export function announcesVersion(sentence: string): boolean {
  return matchesAny(RESPINS, sentence) && !matchesAny(RESPINS_NOT, sentence)
}

function wantsNone(sentence: string): boolean {
  return matchesAny(NO_RESPIN, sentence)
}
