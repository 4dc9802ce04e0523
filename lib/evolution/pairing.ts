import { at } from '../at'
import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { assignMinimum } from './assignment'
import { type PatchText, toPatchText } from './patchText'
import { rangeDiffCost } from './rangeDiff'
import { ratePair } from './rating'
import { commonTokens, type TokenCounts, tokenCounts } from './similarity'
import type { PairingEvidence, PatchPair, Sides } from './types'

/** What leaving a patch without a counterpart costs, in percent of its size: git range-diff --creation-factor. */
const CREATION_FACTOR = 60
/** Pairs of leftovers whose cost is computed; beyond these it is estimated from the lines in common. */
const MAX_EXACT_PAIRS = 400
const MAX_EXACT_LINES = 2_000
/** Leftovers of a side that enter the assignment, which is cubic in them; any after these are new or dropped. */
const MAX_ASSIGNED = 500
/** Two leftovers with at least this rating are one patch: in the vfio series true pairs have at least 0.868, false ones at most 0.483. */
const MIN_RATING = 0.82
/** Leftovers are rated when there are at most this many pairs of them. */
const MAX_RATED_PAIRS = 2_500

/**
 * Pairs the patches of two versions of one series, numbered from 1 by position. In this order: the same normalised subject, where
 * it is unique on both sides; an identical diff; the assignment with the lowest cost, as git-range-diff(1) describes under
 * "Algorithm"; and last a similarity rating. What is left is `dropped` or `new`. Pairs come in the order of git range-diff: that of
 * the newer version, a dropped patch as soon as all before it are shown. Never fails; ties go to the lower number. Bounded: 300
 * patches on each side take well under a second, whatever their size.
 */
export function pairPatches(left: readonly Patch[], right: readonly Patch[]): PatchPair[] {
  return pairTexts(left.map(toPatchText), right.map(toPatchText))
}

/** Like pairPatches, for patches that are text already. */
export function pairTexts(left: readonly PatchText[], right: readonly PatchText[]): PatchPair[] {
  const matching: Matching = {
    left: left.map((text, index) => ({ text, index })),
    right: right.map((text, index) => ({ text, index })),
    pairs: new Map(),
  }
  matchBySubject(matching)
  matchByDiff(matching)
  matchByCost(matching)
  matchByRating(matching)
  return listPairs(matching.pairs, left.length, right.length)
}

/** The elements of a pair in the two lists; undefined on the side that has none. */
export function sidesOf<T>(pair: PatchPair, lefts: readonly T[], rights: readonly T[]): Sides<T> {
  if (pair.kind === 'new') return { left: undefined, right: at(rights, pair.right - 1) }
  const left = at(lefts, pair.left - 1)
  return pair.kind === 'dropped' ? { left, right: undefined } : { left, right: at(rights, pair.right - 1) }
}

interface Item {
  readonly text: PatchText
  readonly index: number
}

/** The patches that have no counterpart yet, and the pairs so far: what each newer patch was, by indexes from 0. */
interface Matching {
  left: readonly Item[]
  right: readonly Item[]
  readonly pairs: Map<number, { readonly left: number; readonly evidence: PairingEvidence }>
}

function joinPairs(matching: Matching, found: readonly (readonly [Item, Item])[], evidence: PairingEvidence): void {
  const taken = new Set(found.flat())
  for (const [left, right] of found) matching.pairs.set(right.index, { left: left.index, evidence })
  matching.left = matching.left.filter((item) => !taken.has(item))
  matching.right = matching.right.filter((item) => !taken.has(item))
}

function listPairs(found: Matching['pairs'], lefts: number, rights: number): PatchPair[] {
  const pairs: PatchPair[] = []
  const paired = new Set([...found.values()].map(({ left }) => left))
  const shown = new Set<number>()
  let next = 0
  const listDropped = () => {
    for (; next < lefts && (shown.has(next) || !paired.has(next)); next++) {
      if (!paired.has(next)) pairs.push({ kind: 'dropped', left: next + 1 })
    }
  }
  for (let right = 0; right < rights; right++) {
    listDropped()
    const pair = found.get(right)
    if (pair === undefined) pairs.push({ kind: 'new', right: right + 1 })
    else {
      pairs.push({ kind: 'pair', left: pair.left + 1, right: right + 1, evidence: pair.evidence })
      shown.add(pair.left)
    }
  }
  listDropped()
  return pairs
}

function matchBySubject(matching: Matching): void {
  const keyOf = ({ text }: Item) => normaliseTitle(text.patch.title)
  const rights = groupBy(matching.right, keyOf)
  const found: [Item, Item][] = []
  for (const [key, [left, ...more]] of groupBy(matching.left, keyOf)) {
    const [right, ...others] = rights.get(key) ?? []
    if (key !== '' && right !== undefined && more.length + others.length === 0) found.push([left, right])
  }
  joinPairs(matching, found, 'subject')
}

function matchByDiff(matching: Matching): void {
  const keyOf = ({ text }: Item) =>
    text.files.map(({ header, lines }) => [header, ...lines.map(({ key }) => key)].join('\n')).join('\n\n')
  const lefts = groupBy(matching.left, keyOf)
  const found: [Item, Item][] = []
  for (const [key, group] of groupBy(matching.right, keyOf)) {
    const others = key === '' ? [] : (lefts.get(key) ?? [])
    for (const [index, left] of others.entries()) {
      const right = group[index]
      if (right !== undefined) found.push([left, right])
    }
  }
  joinPairs(matching, found, 'diff')
}

interface Leftover {
  readonly item: Item
  readonly lines: TokenCounts
  /** What it costs to leave it without a counterpart. */
  readonly aloneCost: number
}

function toLeftover(item: Item): Leftover {
  const lines = tokenCounts(item.text.files.flatMap((file) => [file.header, ...file.lines.map(({ text }) => text)]))
  return { item, lines, aloneCost: (lines.total * CREATION_FACTOR) / 100 }
}

/** Solves the (n+m)^2 assignment of git range-diff over what is left; patches whose pair would cost more than leaving both alone are not paired. */
function matchByCost(matching: Matching): void {
  const lefts = matching.left.slice(0, MAX_ASSIGNED).map(toLeftover)
  const rights = matching.right.slice(0, MAX_ASSIGNED).map(toLeftover)
  if (lefts.length === 0 || rights.length === 0) return
  const size = lefts.length + rights.length
  const costOf = createPairCost()
  const costs = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => {
      const [old, now] = [lefts[row], rights[column]]
      if (old !== undefined && now !== undefined) return costOf(old, now)
      return (old ?? now)?.aloneCost ?? 0
    }),
  )
  const found: [Item, Item][] = []
  for (const [row, column] of assignMinimum(costs).entries()) {
    const [old, now] = [lefts[row], rights[column]]
    if (old === undefined || now === undefined) continue
    if (at(at(costs, row), column) > old.aloneCost + now.aloneCost) continue
    // Two patches that are empty or have nothing in common are never paired, however low the cost.
    if (commonTokens(old.lines, now.lines) > 0) found.push([old.item, now.item])
  }
  joinPairs(matching, found, 'cost')
}

/** The cost of a pair: exact for the first pairs that have a chance, else estimated. */
function createPairCost(): (old: Leftover, now: Leftover) => number {
  let exact = 0
  return (old, now) => {
    const estimate = old.lines.total + now.lines.total - 2 * commonTokens(old.lines, now.lines)
    const hopeless = estimate > old.aloneCost + now.aloneCost
    if (hopeless || exact >= MAX_EXACT_PAIRS || estimate > MAX_EXACT_LINES) return estimate
    exact++
    return rangeDiffCost(old.item.text, now.item.text)
  }
}

function matchByRating(matching: Matching): void {
  const { left, right } = matching
  if (left.length * right.length > MAX_RATED_PAIRS) return
  const rated = left
    .flatMap((old) => right.map((now) => ({ old, now, rating: ratePair(old.text, now.text) })))
    .filter(({ rating }) => rating >= MIN_RATING)
    .sort((a, b) => b.rating - a.rating || a.old.index - b.old.index || a.now.index - b.now.index)
  const taken = new Set<Item>()
  const found: [Item, Item][] = []
  for (const { old, now } of rated) {
    if (taken.has(old) || taken.has(now)) continue
    taken.add(old).add(now)
    found.push([old, now])
  }
  joinPairs(matching, found, 'similarity')
}
