import type { Verdict } from '../evolution/types'
import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { type ChangedWords, changedWords, type ItemWords, namesTitle, readItemWords, titleWords } from './words'

/** A pair of the step into a version, with the patches themselves; one of them is missing for a new or dropped patch. */
export interface TiePair {
  /** Number in the older version; null for a new patch. */
  readonly left: number | null
  /** Number in the newer version; null for a dropped patch. */
  readonly right: number | null
  readonly verdict: Verdict
  readonly old: Patch | undefined
  readonly now: Patch | undefined
}

/** What of an item says which patches it speaks of. */
export interface TieItem {
  readonly text: string
  readonly named: readonly number[]
  readonly inPatch: number | null
}

/** How an item came to its patches, strongest first; null when nothing in it says which it means. */
export type TieEvidence = 'number' | 'note' | 'only-patch' | 'title' | 'title-words' | 'code' | 'whitespace'

export interface Tie {
  /** Numbers in the newer version, ascending: patches that really changed and that the item speaks of. */
  readonly patches: readonly number[]
  /** Numbers in the older version of patches that were dropped. */
  readonly dropped: readonly number[]
  readonly evidence: TieEvidence | null
  /** The item says that the series was rebased: it announces what the notes put down to the base. */
  readonly rebase: boolean
}

/** A word of a title tells patches apart when at most this part of the series has it. */
const RARE = 1 / 4
/** One word of a title is enough when at most so many patches have it. */
const MAX_SHARING = 2
/** Only an item that says something like this speaks of a patch that is gone. */
const DROP =
  /\b(?:drop|remov|merg|squash|fold|split|delet|combin|spun|spin|moved?|without|gone|replac|rework|rewr|no longer|revert)/i
const TAG = /-by\b|\b(?:tags?|r-?bs?|a-?bs?|acks?|reviews?)\b/i
const REBASE = /\brebas|\bon top of\b|\bbased? on\b|\bre-?based?\b/i
const WHITESPACE = /\bcheckpatch|white ?space|\bindent|\breflow|\bcoding style|\balign(?:ment|ed)?\b|\btabs?\b/i

/** A patch of the step that an item could mean. */
interface Candidate {
  readonly pair: TiePair
  /** Words of its titles that a part of the series at most has. */
  readonly words: ReadonlySet<string>
  /** Those of the part before the colon, and those with an underscore, that hardly any other has: one is enough. */
  readonly telling: ReadonlySet<string>
}

/** Everything about a step that ties need, made once. */
export interface TieStep {
  readonly pairs: readonly TiePair[]
  readonly candidates: readonly Candidate[]
  /** Made when an item needs it: most are settled by a number or a title. */
  readonly changed: (pair: TiePair) => ChangedWords
}

/** Prepares the step into a version: which patches changed, and by which words of their titles they are told apart. */
export function prepareStep(pairs: readonly TiePair[]): TieStep {
  const counts = new Map<string, number>()
  const titles = pairs.map((pair) => splitTitle(pair))
  for (const { words } of titles) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const limit = Math.max(1, Math.floor(pairs.length * RARE))
  const rare = (words: Iterable<string>, most: number) =>
    new Set([...words].filter((word) => (counts.get(word) ?? 0) <= most))
  const made = new Map<TiePair, ChangedWords>()
  return {
    pairs,
    candidates: pairs.flatMap((pair, at) => {
      const title = titles[at]
      if (title === undefined) return []
      const { prefix, words } = title
      const names = [...words].filter((word) => prefix.has(word) || word.includes('_'))
      return [{ pair, words: rare(words, limit), telling: rare(names, Math.min(limit, MAX_SHARING)) }]
    }),
    changed: (pair) => {
      const words = made.get(pair) ?? changedWords(pair.old, pair.now)
      made.set(pair, words)
      return words
    },
  }
}

/** `vfio/mdpy: Use the helpers`: the prefix names what is changed. */
function splitTitle({ old, now }: TiePair) {
  const titles = [old?.title ?? '', now?.title ?? '']
  const prefix = titles.map((title) => title.slice(0, Math.max(0, title.lastIndexOf(': '))))
  return { prefix: titleWords(prefix.join(' ')), words: titleWords(titles.join(' ')) }
}

/**
 * Ties an item to the patches of its version that really changed, in code or message (in trailers, when it speaks of
 * tags). The first of these that finds a patch decides: numbers it names; the patch whose notes it stands in; the only
 * patch of the series; a whole title; rare words of a title (one of the part before the colon or with an underscore that
 * at most two patches have, else two that at most a quarter has); identifiers and file names in the lines that changed;
 * "checkpatch", "whitespace" and the like for patches that changed in white space alone. An item that names numbers is
 * tied to no others, even when those did not change. A dropped patch is meant only by an item that says drop, merge or the
 * like. False positives: an identifier that changed in another patch too, and "just like SPI and VDPA", which names two.
 */
export function tieItem(item: TieItem, step: TieStep): Tie {
  const rebase = REBASE.test(item.text)
  const changed = step.candidates.filter(({ pair }) => reallyChanged(pair, item.text))
  const byNumber = (numbers: readonly number[]) =>
    changed.filter(({ pair }) => pair.right !== null && numbers.includes(pair.right))
  if (item.named.length > 0) return tie(byNumber(item.named), 'number', rebase)
  if (item.inPatch !== null) return tie(byNumber([item.inPatch]), 'note', rebase)
  if (step.pairs.length === 1) return tie(changed, 'only-patch', rebase)
  const words = readItemWords(item.text)
  for (const [evidence, find] of FINDERS) {
    const found = changed.filter((candidate) => find(candidate, words, step, item.text))
    if (found.length > 0) return tie(preferChanged(found, evidence), evidence, rebase)
  }
  return { patches: [], dropped: [], evidence: null, rebase }
}

type Finder = (candidate: Candidate, words: ItemWords, step: TieStep, text: string) => boolean

const FINDERS: readonly (readonly [TieEvidence, Finder])[] = [
  ['title', ({ pair }, words) => [pair.old, pair.now].some((patch) => patch !== undefined && hasTitle(words, patch))],
  ['title-words', (candidate, words) => sharesTitleWords(candidate, words)],
  ['code', ({ pair }, words, step) => sharesCode(words, step.changed(pair))],
  [
    'whitespace',
    ({ pair }, _words, _step, text) =>
      WHITESPACE.test(text) && pair.verdict.notes.some(({ kind }) => kind === 'whitespace-only'),
  ],
]

function hasTitle(words: ItemWords, { title }: Patch): boolean {
  const short = normaliseTitle(title.slice(title.lastIndexOf(': ') + 1))
  // Without its prefix too, when what is left is a sentence.
  return namesTitle(words, title) || (short.split(' ').length >= 4 && namesTitle(words, short))
}

function sharesTitleWords({ telling, words }: Candidate, item: ItemWords): boolean {
  let count = 0
  for (const word of words) {
    if (!item.words.has(word)) continue
    if (telling.has(word)) return true
    count++
  }
  return count >= 2
}

function sharesCode(item: ItemWords, changed: ChangedWords): boolean {
  for (const word of item.identifiers) if (changed.identifiers.has(word) || changed.message.has(word)) return true
  for (const path of item.paths) {
    if (changed.paths.some((other) => other === path || other.endsWith(`/${path}`))) return true
  }
  return false
}

/** All lines of a new or dropped patch are changes: beside a patch that changed they say little. */
function preferChanged(found: readonly Candidate[], evidence: TieEvidence): readonly Candidate[] {
  if (evidence !== 'code') return found
  const pairs = found.filter(({ pair }) => pair.left !== null && pair.right !== null)
  return pairs.length > 0 ? pairs : found
}

function reallyChanged({ left, right, verdict }: TiePair, text: string): boolean {
  if (left === null) return true
  if (right === null) return DROP.test(text)
  const { facts } = verdict
  return facts.includes('code') || facts.includes('message') || (facts.includes('trailers') && TAG.test(text))
}

function tie(found: readonly Candidate[], evidence: TieEvidence, rebase: boolean): Tie {
  const rising = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b)
  return {
    patches: rising(found.flatMap(({ pair }) => pair.right ?? [])),
    dropped: rising(found.flatMap(({ pair }) => (pair.right === null ? (pair.left ?? []) : []))),
    evidence,
    rebase,
  }
}

/**
 * The pairs of a step that changed in code, are new or were dropped, and that no item covers. An item covers the
 * patches it is tied to; one that says the series was rebased also covers patches whose code only adapted to the new
 * base (note `adapted-to-new-base`). "Address comments", "fix typos" and the like cover nothing by themselves.
 */
export function findUnannounced(pairs: readonly TiePair[], ties: readonly Tie[]): TiePair[] {
  const patches = new Set(ties.flatMap((found) => found.patches))
  const dropped = new Set(ties.flatMap((found) => found.dropped))
  const rebased = ties.some(({ rebase }) => rebase)
  return pairs.filter(({ left, right, verdict }) => {
    if (verdict.change !== 'code' && verdict.change !== 'new' && verdict.change !== 'dropped') return false
    if (right === null) return left !== null && !dropped.has(left)
    if (patches.has(right)) return false
    return !(rebased && verdict.notes.some(({ kind }) => kind === 'adapted-to-new-base'))
  })
}
