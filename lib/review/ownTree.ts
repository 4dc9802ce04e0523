import { matchesAny } from './cueTable'
import { OWN_TREE } from './rules/cues/pledge'

/** A longer posting is read only so far: an offer is in the cover letter, not in a diff. */
const MAX_TEXT = 20_000
/** "my random.git tree": the word before. */
const TREE = /(?<!\S)([\w/-]{2,40})(?:\.git)? tree\b/gi
/** "my tree" has no name. */
const NO_NAME = ['my', 'our', 'own', 'the']

/** Whether the text of a posting says that its author would take it through a tree of theirs: "I would be happy to merge it through the iommufd tree". */
export function offersOwnTree(body: string): boolean {
  return findOffers(body).length > 0
}

/** The names of the trees that the author of a posting offers to take it through, in lower case: `random` of "taking this through my random.git tree". */
export function offeredTrees(body: string): readonly string[] {
  const words = findOffers(body).flatMap((sentence) => [...sentence.matchAll(TREE)].map(([, name = '']) => name))
  return words.map((word) => word.toLowerCase()).filter((word) => !NO_NAME.includes(word))
}

/** Whether the title of a series is about what one of these trees is for: the first words of "random: do not include it", "s390/random, crypto: fix it". */
export function isForTree(title: string, trees: readonly string[]): boolean {
  const [area = '', ...rest] = title.toLowerCase().slice(0, 200).split(':')
  return rest.length > 0 && area.split(/[\s,/]+/).some((word) => trees.includes(word))
}

function findOffers(body: string): readonly string[] {
  const [prose = ''] = body.slice(0, MAX_TEXT).split(/^diff --git /m, 1)
  const sentences = prose.split(/\n\s*\n/).flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?]) /))
  return sentences.filter((sentence) => !sentence.startsWith('>') && matchesAny(OWN_TREE, sentence))
}
