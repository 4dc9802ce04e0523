import { at } from '../at'
import { groupBy } from '../groupBy'
import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { assignMinimum } from './assignment'
import { type Budget, createBudget, type Steps } from './budget'
import { type PatchText, toPatchText } from './patchText'
import { rangeDiffCost } from './rangeDiff'
import { ratePair, toRated } from './rating'
import { countCommon, type TokenCounts, tokenCounts } from './similarity'
import type { PairingEvidence, PatchPair, Sides } from './types'

/** What leaving a patch without a counterpart costs, in percent of its size: git range-diff --creation-factor. */
const CREATION_FACTOR = 60
/** Pairs of leftovers whose cost is computed; beyond these it is estimated from the lines in common. */
const MAX_EXACT_PAIRS = 400
const MAX_EXACT_LINES = 2_000
/** Leftovers of a side that are looked at; any after these are new or dropped. */
const MAX_LEFTOVERS = 500
/** The largest group of leftovers, of both sides together, that is assigned as a whole, which is cubic in them. */
const MAX_ASSIGNED = 300
/** Two leftovers with at least this rating are one patch: in the vfio series true pairs have at least 0.868, false ones at most 0.483. */
const MIN_RATING = 0.82
/** Leftovers are rated when there are at most this many pairs of them. */
const MAX_RATED_PAIRS = 2_500

/**
 * Pairs the patches of two versions of one series, numbered from 1 by position. In this order: the same normalised subject, where
 * it is unique on both sides; an identical diff; the assignment with the lowest cost, as git-range-diff(1) describes under
 * "Algorithm"; and last a similarity rating. What is left is `dropped` or `new`. Pairs come in the order of git range-diff: that of
 * the newer version, a dropped patch as soon as all before it are shown. Never fails; ties go to the lower number. Bounded by
 * `budget`: 500 patches on each side take less than a second, whatever their size.
 */
export function pairPatches(left: readonly Patch[], right: readonly Patch[]): PatchPair[] {
  return pairTexts(left.map(toPatchText), right.map(toPatchText), createBudget([...left, ...right]))
}

/** Like pairPatches, for patches that are text already. */
export function pairTexts(left: readonly PatchText[], right: readonly PatchText[], budget: Budget): PatchPair[] {
  const matching: Matching = {
    left: left.map((text, index) => ({ text, index })),
    right: right.map((text, index) => ({ text, index })),
    pairs: new Map(),
  }
  matchBySubject(matching)
  matchByDiff(matching)
  matchByCost(matching, budget)
  matchByRating(matching, budget.pairs)
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

/** A pair of leftovers that costs no more than leaving both alone. */
interface CheapPair {
  readonly old: Leftover
  readonly now: Leftover
  readonly cost: number
}

/**
 * Solves the assignment of git range-diff over what is left. Two patches that have nothing in common are never paired, and neither
 * are two whose pair would cost more than leaving both alone; so leftovers that no such pair connects are assigned apart.
 */
function matchByCost(matching: Matching, budget: Budget): void {
  const cheap = findCheapPairs(
    matching.left.slice(0, MAX_LEFTOVERS).map(toLeftover),
    matching.right.slice(0, MAX_LEFTOVERS).map(toLeftover),
    budget,
  )
  const found = groupConnected(cheap).flatMap((group) => {
    const size = new Set(group.flatMap(({ old, now }) => [old, now])).size
    return size <= MAX_ASSIGNED ? assignGroup(group) : takeCheapest(group)
  })
  joinPairs(
    matching,
    found.map(({ old, now }) => [old.item, now.item] as const),
    'cost',
  )
}

function findCheapPairs(lefts: readonly Leftover[], rights: readonly Leftover[], budget: Budget): CheapPair[] {
  const costOf = createPairCost(budget)
  const common = countCommon(
    lefts.map(({ lines }) => lines),
    rights.map(({ lines }) => lines),
    budget.pairs,
  )
  return lefts.flatMap((old, index) =>
    [...at(common, index)]
      .sort(([a], [b]) => a - b)
      .flatMap(([place, lines]) => {
        const now = at(rights, place)
        const cost = costOf(old, now, lines)
        return cost > old.aloneCost + now.aloneCost ? [] : [{ old, now, cost }]
      }),
  )
}

/** The cost of a pair with so many lines in common: exact for the first pairs that have a chance, else estimated. */
function createPairCost({ lines, pairs }: Budget): (old: Leftover, now: Leftover, common: number) => number {
  let exact = 0
  return (old, now, common) => {
    const size = old.lines.total + now.lines.total
    const estimate = size - 2 * common
    const hopeless = estimate > old.aloneCost + now.aloneCost
    if (hopeless || exact >= MAX_EXACT_PAIRS || estimate > MAX_EXACT_LINES || pairs.left < size) return estimate
    exact++
    pairs.left -= size
    return rangeDiffCost(old.item.text, now.item.text, lines)
  }
}

/** Splits pairs into groups that have no patch in common, in the order of their first pairs. */
function groupConnected(pairs: readonly CheapPair[]): CheapPair[][] {
  const groupOf = new Map<Leftover, CheapPair[]>()
  for (const pair of pairs) {
    const [one, other] = [groupOf.get(pair.old) ?? [], groupOf.get(pair.now) ?? []]
    // The smaller group is moved into the larger, so each pair moves a few times only.
    const [small, large] = one.length < other.length ? [one, other] : [other, one]
    const moved = small === large ? [pair] : [...small, pair]
    for (const each of moved) {
      large.push(each)
      groupOf.set(each.old, large).set(each.now, large)
    }
  }
  return [...new Set(groupOf.values())]
}

/** The pairs of the assignment of a group with the lowest total cost, in the order of the older patches. */
function assignGroup(group: readonly CheapPair[]): CheapPair[] {
  const byIndex = (a: Leftover, b: Leftover) => a.item.index - b.item.index
  const lefts = [...new Set(group.map(({ old }) => old))].sort(byIndex)
  const rights = [...new Set(group.map(({ now }) => now))].sort(byIndex)
  const pairOf = new Map(group.map((pair) => [pair.old, new Map<Leftover, CheapPair>()]))
  for (const pair of group) pairOf.get(pair.old)?.set(pair.now, pair)
  const size = lefts.length + rights.length
  const costs = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => {
      const [old, now] = [lefts[row], rights[column]]
      if (old === undefined || now === undefined) return (old ?? now)?.aloneCost ?? 0
      return pairOf.get(old)?.get(now)?.cost ?? old.lines.total + now.lines.total
    }),
  )
  return assignMinimum(costs).flatMap((column, row) => {
    const [old, now] = [lefts[row], rights[column]]
    return old === undefined || now === undefined ? [] : (pairOf.get(old)?.get(now) ?? [])
  })
}

/** Takes the cheapest pairs first, each patch once; of equally cheap ones those of the lower numbers. */
function takeCheapest(group: readonly CheapPair[]): CheapPair[] {
  const taken = new Set<Leftover>()
  const rising = [...group].sort(
    (a, b) => a.cost - b.cost || a.old.item.index - b.old.item.index || a.now.item.index - b.now.item.index,
  )
  return rising.filter(({ old, now }) => {
    const free = !taken.has(old) && !taken.has(now)
    if (free) taken.add(old).add(now)
    return free
  })
}

function matchByRating(matching: Matching, work: Steps): void {
  const { left, right } = matching
  if (left.length * right.length > MAX_RATED_PAIRS) return
  const rate = ({ text }: Item) => toRated(text)
  const [lefts, rights] = [left.map(rate), right.map(rate)]
  const rated = left
    .flatMap((old, row) =>
      right.map((now, column) => ({ old, now, rating: ratePair(at(lefts, row), at(rights, column), work) })),
    )
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
