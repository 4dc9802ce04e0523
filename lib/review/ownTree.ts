import { matchesAny } from './cueTable'
import { OWN_TREE } from './rules/cues/pledge'

/** A longer posting is read only so far: an offer is in the cover letter, not in a diff. */
const MAX_TEXT = 20_000

/** Whether the text of a posting says that its author would take it through a tree of theirs: "I would be happy to merge it through the iommufd tree". */
export function offersOwnTree(body: string): boolean {
  const [prose = ''] = body.slice(0, MAX_TEXT).split(/^diff --git /m, 1)
  const sentences = prose.split(/\n\s*\n/).flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?]) /))
  return sentences.some((sentence) => !sentence.startsWith('>') && matchesAny(OWN_TREE, sentence))
}
