import { at } from '../at'
import type { Verdict } from '../evolution/types'
import { groupBy } from '../groupBy'
import type { Patch } from '../patch/types'
import { dropsApplied, generalReach } from './general'
import { type ChangedWords, changedWords, type ItemWords, readItemWords, titleForms, titleWords } from './itemWords'

/** A pair of the step into a version, with the two patches; one of them is missing for a new or dropped patch. */
export interface TiePair {
  /** Number in the older version; null for a new patch. */
  readonly left: number | null
  /** Number in the newer version; null for a dropped patch. */
  readonly right: number | null
  readonly verdict: Verdict
  readonly old: Patch | undefined
  readonly now: Patch | undefined
}

/** The parts of an item that say which patches it is about. */
interface TieItem {
  readonly text: string
  readonly named: readonly number[]
  readonly inPatch: number | null
}

/** How the patches of an item were found, strongest first. */
export type TieEvidence = 'number' | 'note' | 'only-patch' | 'title' | 'title-words' | 'code' | 'whitespace'

export interface Tie {
  /** Numbers in the newer version, ascending, of the patches that really changed and that the item is about. */
  readonly patches: readonly number[]
  /** Numbers in the older version of dropped patches that the item is about. */
  readonly dropped: readonly number[]
  /** Null when nothing in the item says which patches it is about. */
  readonly evidence: TieEvidence | null
  /** The item says that the series was rebased: it announces the changes that were made for the new base. */
  readonly rebase: boolean
  /** Lines of the largest change of code that it announces without saying where, see generalReach; null when it announces none in this way. */
  readonly general: number | null
  /** It says that patches were dropped because they were applied. */
  readonly applied: boolean
  /** It names neither a patch nor code, and is tied to nothing: it may be about any patch of the step. */
  readonly loose: boolean
}

/** A word of a title identifies patches when at most this fraction of the patches has it. */
const RARE = 1 / 4
/** One word of a title is enough when at most this many patches have it. */
const MAX_SHARING = 2
/** Only an item with one of these words can be about a patch that was dropped. */
const DROP =
  /\b(?:drop|remov|merg|squash|fold|split|delet|combin|spun|spin|moved?|without|gone|replac|rework|rewr|no longer|revert)/i
const TAG = /-by\b|\b(?:tags?|r-?bs?|a-?bs?|acks?|reviews?)\b/i
const GIVEN = /-by\b|\b(?:tags?|r-?bs?|a-?bs?|acks?)\b/i
const REBASE = /\brebas|\bon top of\b|\bbased? on\b|\bre-?based?\b/i
const WHITESPACE = /\bcheckpatch|white ?space|\bindent|\breflow|\bcoding style|\balign(?:ment|ed)?\b|\btabs?\b/i

/** Whether an item speaks of dropping, merging, moving or rewriting patches. */
export function isAboutDropped(text: string): boolean {
  return DROP.test(text)
}

/** Whether an item speaks of review tags, or of a review. */
export function isAboutTags(text: string): boolean {
  return TAG.test(text)
}

/** Whether an item speaks of tags that were given, not of what a review said: "[AW] Added ack (Thank you!)". <20221104142007.1314999-1-farman@linux.ibm.com> */
export function isAboutGivenTags(text: string): boolean {
  return GIVEN.test(text)
}

/**
 * Patches, words and paths that the items of one version are compared with; items after these are tied to nothing. The most expensive
 * version of linux-s390 2022 and netfilter 2021 takes 1,053.
 */
const MAX_WORK = 200_000
/** Characters of an item that are read. */
const MAX_TEXT = 4_000
/** Characters of an item in which looking for a title takes as long as looking up a word. */
const CHARACTERS = 200

/** A patch of the step that an item may be about. */
interface Candidate {
  readonly pair: TiePair
  /** What an item that names its title contains one of. */
  readonly titles: readonly string[]
  /** The words of its titles that at most RARE of the series has. */
  readonly words: ReadonlySet<string>
  /** Those of them, before the colon or with an underscore, that at most MAX_SHARING patches have: one such word is enough. */
  readonly telling: ReadonlySet<string>
}

/** Everything about a step that its items need. */
export interface TieStep {
  readonly pairs: readonly TiePair[]
  readonly candidates: readonly Candidate[]
  /** By their number in the newer version; null for those that it has not. */
  readonly byNumber: ReadonlyMap<number | null, readonly Candidate[]>
  /** The words of titles that more than RARE of the series has. */
  readonly frequent: ReadonlySet<string>
  /** What is left of MAX_WORK. */
  readonly work: { left: number }
  /** Computed when the first item needs it: a number or a title settles most items. */
  readonly changed: (pair: TiePair) => ChangedWords
}

/** Prepares the step into a version: which patches changed, and which words of their titles identify them. */
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
  const candidates = pairs.map((pair, index): Candidate => {
    const { prefix, words } = at(titles, index)
    const names = [...words].filter((word) => prefix.has(word) || word.includes('_'))
    return {
      pair,
      titles: [pair.old, pair.now].flatMap((patch) => (patch === undefined ? [] : titleForms(patch.title))),
      words: rare(words, limit),
      telling: rare(names, Math.min(limit, MAX_SHARING)),
    }
  })
  return {
    pairs,
    candidates,
    byNumber: groupBy(candidates, ({ pair }) => pair.right),
    frequent: new Set([...counts].flatMap(([word, count]) => (count > limit ? [word] : []))),
    work: { left: MAX_WORK },
    changed: (pair) => {
      const words = made.get(pair) ?? changedWords(pair.old, pair.now)
      made.set(pair, words)
      return words
    },
  }
}

/** Splits a title such as `vfio/mdpy: Use the helpers`; its prefix names what is changed. */
function splitTitle({ old, now }: TiePair) {
  const titles = [old?.title ?? '', now?.title ?? '']
  const prefix = titles.map((title) => title.slice(0, Math.max(0, title.lastIndexOf(': '))))
  return { prefix: titleWords(prefix.join(' ')), words: titleWords(titles.join(' ')) }
}

/** An item that begins by taking up tags. */
const TAKES_TAGS =
  /^\W{0,4}(?:\[[^\]]{1,20}\] ?)?(?:pick|add|collect|carr|append|includ|gather)\w{0,6}\b[^,;.]{0,40}(?:-by\b|\b(?:tags?|r-?bs?|a-?bs?|acks?)\b)/i
const OTHERWISE =
  /\b(?:fix|renam|remov|delet|chang|mov|drop|replac|rework|hold|us|mak|split)(?:e|es|ed|ing)?\b|\bfixes\b/i

/** Whether an item says nothing but that tags were taken up: "picked up R-b's (thanks Thomas)". It answers no comment but one about tags. <20220930210751.225873-1-scgl@linux.ibm.com> */
export function onlyTakesTags(text: string): boolean {
  return TAKES_TAGS.test(text) && !OTHERWISE.test(text)
}

/**
 * Ties an item to the patches of its version that really changed in code or message, or in trailers when it mentions tags. The
 * first of these that finds a patch decides: the numbers that it names; the patch whose notes it is in; the only patch of the
 * series; a whole title; rare words of a title (one before the colon or with an underscore that at most two patches have, else two
 * that at most a quarter of them have); identifiers and file names in the lines that changed; "checkpatch", "whitespace" and the
 * like for patches that changed in whitespace alone. An item that names numbers is tied to no other patches, even when those did
 * not change. Only an item that says drop, merge or the like can be about a dropped patch. False positives: an identifier that
 * changed in another patch too; "just like SPI and VDPA", which names two.
 */
export function tieItem(item: TieItem, step: TieStep): Tie {
  const { text, named, inPatch } = item
  const says: Saying = { drop: isAboutDropped(text), tag: isAboutTags(text), whitespace: WHITESPACE.test(text) }
  const about: About = { rebase: REBASE.test(text), general: null, applied: dropsApplied(text), loose: false }
  const isChanged = ({ pair }: Candidate) => reallyChanged(pair, says)
  const byNumber = (numbers: readonly number[]) => {
    step.work.left -= numbers.length
    return numbers.flatMap((number) => step.byNumber.get(number) ?? []).filter(isChanged)
  }
  const nothing: Tie = { patches: [], dropped: [], evidence: null, ...about }
  if (step.work.left <= 0) return nothing
  if (named.length > 0) return tie(byNumber(named), 'number', about)
  if (inPatch !== null) return tie(byNumber([inPatch]), 'note', about)
  step.work.left -= step.candidates.length * (1 + Math.ceil(Math.min(text.length, MAX_TEXT) / CHARACTERS))
  const changed = step.candidates.filter(isChanged)
  if (step.pairs.length === 1) return tie(changed, 'only-patch', about)
  const words = readItemWords(text)
  const names = words.identifiers.size + words.paths.size > 0
  const general = names ? null : generalReach(text)
  for (const [evidence, find] of FINDERS) {
    const named = changed.filter((candidate) => find(candidate, words, step, says))
    const found = evidence === 'title-words' ? preferCode(named, changed, words, step) : named
    // "Two checkpatch errors" may be in more patches than those that changed in white space alone.
    if (found.length > 0)
      return tie(preferChanged(found, evidence), evidence, evidence === 'whitespace' ? { ...about, general } : about)
  }
  return {
    ...nothing,
    general,
    loose: !names && !about.rebase && general === null && !about.applied && !isAboutGivenTags(text),
  }
}

/** What an item announces beyond the patches that it is tied to. */
type About = Pick<Tie, 'rebase' | 'general' | 'applied' | 'loose'>

/** What the text of an item says, whichever patch it is about. */
interface Saying {
  readonly drop: boolean
  readonly tag: boolean
  readonly whitespace: boolean
}

type Finder = (candidate: Candidate, words: ItemWords, step: TieStep, says: Saying) => boolean

const FINDERS: readonly (readonly [TieEvidence, Finder])[] = [
  ['title', ({ titles }, { text }) => titles.some((title) => text.includes(title))],
  ['title-words', (candidate, words) => sharesTitleWords(candidate, words)],
  ['code', ({ pair }, words, step) => sharesCode(words, step.changed(pair), step)],
  [
    'whitespace',
    ({ pair }, _words, _step, says) =>
      says.whitespace && pair.verdict.notes.some(({ kind }) => kind === 'whitespace-only'),
  ],
]

function sharesTitleWords({ telling, words }: Candidate, item: ItemWords): boolean {
  let count = 0
  for (const word of words) {
    if (!item.words.has(word)) continue
    if (telling.has(word)) return true
    count++
  }
  return count >= 2
}

function sharesCode(item: ItemWords, changed: ChangedWords, { work }: TieStep): boolean {
  work.left -= item.identifiers.size + item.paths.size
  for (const word of item.identifiers) if (changed.identifiers.has(word) || changed.message.has(word)) return true
  for (const path of item.paths) if (changed.paths.has(path)) return true
  return false
}

/**
 * Where an item shares but plain words with a title, and names code that changed in other patches only, these: "fix small memory leak if kvm_s390_pv_deinit_vm_fast fails" is not about
 * the patch "leak the topmost page table when destroy fails". <20220628135619.32410-1-imbrenda@linux.ibm.com>
 */
function preferCode(
  found: readonly Candidate[],
  changed: readonly Candidate[],
  words: ItemWords,
  step: TieStep,
): readonly Candidate[] {
  const tells = ({ telling }: Candidate) => [...telling].some((word) => words.words.has(word))
  if (words.identifiers.size === 0 || found.length === 0 || found.some(tells)) return found
  const shares = ({ pair }: Candidate) => sharesCode(words, step.changed(pair), step)
  if (found.some(shares)) return found
  const sharing = changed.filter(shares)
  return sharing.length > 0 ? preferChanged(sharing, 'code') : found
}

/** In a new or dropped patch every line is a change, so a patch that changed is the better match. */
function preferChanged(found: readonly Candidate[], evidence: TieEvidence): readonly Candidate[] {
  if (evidence !== 'code') return found
  const pairs = found.filter(({ pair }) => pair.left !== null && pair.right !== null)
  return pairs.length > 0 ? pairs : found
}

function reallyChanged({ left, right, verdict }: TiePair, says: Saying): boolean {
  if (left === null) return true
  if (right === null) return says.drop
  const { facts } = verdict
  return facts.includes('code') || facts.includes('message') || (facts.includes('trailers') && says.tag)
}

function tie(found: readonly Candidate[], evidence: TieEvidence, about: About): Tie {
  const rising = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b)
  return {
    patches: rising(found.flatMap(({ pair }) => pair.right ?? [])),
    dropped: rising(found.flatMap(({ pair }) => (pair.right === null ? (pair.left ?? []) : []))),
    evidence,
    ...about,
  }
}
