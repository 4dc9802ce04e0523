import { assertNever } from '../assertNever'
import type { Query, TimeQuery, ValueQuery, WordsQuery } from './query'

/** A shorter beginning of a word would match too much of the archive. */
const MIN_PREFIX = 3
/** Beginnings of words in one query: the index joins the lists of all words that begin so, which takes up to 40 ms for each at 250,000 mails. */
const MAX_BEGINNINGS = 6
/** Words of one query, all of which the index looks up. */
const MAX_WORDS = 64
/** Exact values and times of one query: b4 asks for the patch-ids of a whole series at once. */
const MAX_VALUES = 256
/** How deep the parts of a query may be, and the brackets that the parser follows. */
export const MAX_DEPTH = 24
export const TOO_DEEP = `The search has more than ${MAX_DEPTH} brackets within brackets.`

/** Why a query is too large or too vague to be looked up, as a sentence. */
export function findProblem(query: Query): string | undefined {
  if (depthOf(query) > MAX_DEPTH) return TOO_DEEP
  const leaves = listLeaves(query)
  const words = leaves.filter((leaf) => leaf.kind === 'words')
  if (words.some((leaf) => leaf.words.length === 0)) return 'A word of the search has no letter or digit.'
  const beginnings = words.filter(({ prefix }) => prefix)
  const vague = beginnings.map((leaf) => leaf.words.at(-1) ?? '').find((last) => last.length < MIN_PREFIX)
  if (vague !== undefined) return `"${vague}*" would match too much: write at least ${MIN_PREFIX} letters before the *.`
  if (beginnings.length > MAX_BEGINNINGS)
    return `The search has more than the ${MAX_BEGINNINGS} beginnings of words that are looked up.`
  if (words.reduce((sum, leaf) => sum + leaf.words.length, 0) > MAX_WORDS)
    return `The search has more than the ${MAX_WORDS} words that are looked up.`
  if (leaves.length - words.length > MAX_VALUES)
    return `The search has more than the ${MAX_VALUES} values that are looked up.`
  return undefined
}

type Leaf = WordsQuery | ValueQuery | TimeQuery

/** The parts of a query; none of a leaf. */
function partsOf(query: Query): readonly Query[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.parts
    case 'not':
      return [query.part]
    case 'words':
    case 'value':
    case 'time':
      return []
    default:
      return assertNever(query)
  }
}

function depthOf(query: Query, above = 0): number {
  if (above > MAX_DEPTH) return above
  return partsOf(query).reduce((depth, part) => Math.max(depth, depthOf(part, above + 1)), above)
}

function listLeaves(query: Query): Leaf[] {
  switch (query.kind) {
    case 'words':
    case 'value':
    case 'time':
      return [query]
    default:
      return partsOf(query).flatMap(listLeaves)
  }
}
