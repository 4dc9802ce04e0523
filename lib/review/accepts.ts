import { at } from '../at'
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
  /** The first of the lines before `end` that are blank or from this source. */
  const startOf = (end: number, wanted?: ReplyLine['source']): number => {
    let start = end
    while (start > 0) {
      const { text, source } = at(lines, start - 1)
      if (text.trim() !== '' && source !== wanted) break
      start--
    }
    return start
  }
  const end = startOf(line)
  const offer = lines[end - 1]
  if (offer?.source !== 'quote' || !matchesAny(OFFERS, offer.text.trim())) return undefined
  return startOf(startOf(end, 'quote'), 'own')
}
