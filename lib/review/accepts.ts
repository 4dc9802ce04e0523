import { matchesAny } from './cueTable'
import type { ReplyLine } from './quote'
import { ACCEPTS, OFFERS } from './rules/cues/accept'

/**
 * Where what a reviewer settles begins, when a sentence accepts what the author offers right above it: "> So does the below look better to you?", "Yes, it does!"
 * <CAPDyKFqzmJdVVrcuJ6Hmr5nNgtpd9Oke_exmUKuTGZEb=PjvjQ@mail.gmail.com>. That is the first line of the block above the question, in which the reviewer explains
 * what the offer is for. Undefined for any other sentence.
 */
export function acceptedFrom(sentence: string, line: number, lines: readonly ReplyLine[]): number | undefined {
  if (!matchesAny(ACCEPTS, sentence)) return undefined
  let at = line
  const skip = (wanted: (source: ReplyLine['source']) => boolean): void => {
    while (at > 0 && (lines[at - 1]?.text.trim() === '' || wanted(lines[at - 1]?.source ?? 'aside'))) at--
  }
  while (at > 0 && lines[at - 1]?.text.trim() === '') at--
  const offer = lines[at - 1]
  if (offer?.source !== 'quote' || !matchesAny(OFFERS, offer.text.trim())) return undefined
  skip((source) => source === 'quote')
  skip((source) => source === 'own')
  return at
}
