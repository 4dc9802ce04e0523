import { normaliseTitle } from '../mail/subject'
import type { Patch } from '../patch/types'
import { assignMinimum } from './assignment'
import { outerSize } from './cost'
import { type PatchText, toPatchText } from './patchText'
import { ratePair } from './rating'
import { commonTokens, type TokenCounts, tokenCounts } from './similarity'
import type { PairingEvidence, PatchPair } from './types'

/** Percent of a patch's size that leaving it without counterpart costs: git range-diff --creation-factor. */
const CREATION_FACTOR = 60
/** Pairs of leftovers whose outer diff is made; beyond, their cost is estimated from the lines in common. */
const MAX_EXACT_PAIRS = 400
const MAX_EXACT_LINES = 2_000
/** Leftovers a side that enter the assignment, which is cubic in them; what comes after these is new or dropped. */
const MAX_ASSIGNED = 500
/** Rating from which two leftovers are one patch: on vfio right pairs rate from 0.868, wrong ones up to 0.483. */
const MIN_RATING = 0.82
/** Leftover pairs that are rated; the cheapest bound of the four. */
const MAX_RATED_PAIRS = 2_500

/**
 * Pairs the patches of two versions of one series; numbers count from 1 by position.
 * In this order: same normalised subject (where it is unique on both sides), identical diff, the assignment with the
 * lowest cost as git-range-diff(1) describes under "Algorithm" (cost in lines of the diff of the two diffs), and last a
 * similarity rating. What stays alone is `dropped` or `new`. Never fails; ties go to the lower number. Pairs come in the
 * order of git range-diff: that of the newer version, a dropped patch as soon as all before it are shown.
 * Bounded: 300 patches a side take well under a second, whatever their size.
 */
export function pairPatches(left: readonly Patch[], right: readonly Patch[]): PatchPair[] {
  return pairTexts(left.map(toPatchText), right.map(toPatchText))
}

/** As pairPatches, for patches that were turned to text already. */
export function pairTexts(left: readonly PatchText[], right: readonly PatchText[]): PatchPair[] {
  const matching = new Matching(left.length, right.length)
  matchUnique(matching, left, right)
  matchInOrder(matching, left, right)
  matchByCost(matching, left, right)
  matchByRating(matching, left, right)
  return matching.toPairs()
}

/** Who is whose counterpart so far, counted from 0. */
class Matching {
  readonly #left: number[]
  readonly #right: (readonly [number, PairingEvidence] | undefined)[]

  constructor(left: number, right: number) {
    this.#left = new Array<number>(left).fill(-1)
    this.#right = new Array<undefined>(right).fill(undefined)
  }

  join(left: number, right: number, evidence: PairingEvidence): void {
    this.#left[left] = right
    this.#right[right] = [left, evidence]
  }

  openLeft(): number[] {
    return this.#left.flatMap((right, at) => (right < 0 ? [at] : []))
  }

  openRight(): number[] {
    return this.#right.flatMap((found, at) => (found === undefined ? [at] : []))
  }

  toPairs(): PatchPair[] {
    const pairs: PatchPair[] = []
    const shown = new Set<number>()
    let next = 0
    const showDropped = () => {
      while (next < this.#left.length && (shown.has(next) || (this.#left[next] ?? -1) < 0)) {
        if (!shown.has(next)) pairs.push({ kind: 'dropped', left: next + 1 })
        next++
      }
    }
    this.#right.forEach((found, at) => {
      showDropped()
      if (found === undefined) pairs.push({ kind: 'new', right: at + 1 })
      else {
        pairs.push({ kind: 'pair', left: found[0] + 1, right: at + 1, evidence: found[1] })
        shown.add(found[0])
      }
    })
    showDropped()
    return pairs
  }
}

function titleKey(text: PatchText): string {
  return normaliseTitle(text.patch.title)
}

function diffKey(text: PatchText): string {
  return text.files.map((file) => [file.header, ...file.lines.map((line) => line.key)].join('\n')).join('\n\n')
}

function matchUnique(matching: Matching, left: readonly PatchText[], right: readonly PatchText[]): void {
  const lefts = indexByKey(left, matching.openLeft(), titleKey)
  const rights = indexByKey(right, matching.openRight(), titleKey)
  for (const [key, [at, ...more]] of lefts) {
    const [other, ...others] = rights.get(key) ?? []
    if (key === '' || at === undefined || other === undefined || more.length > 0 || others.length > 0) continue
    matching.join(at, other, 'subject')
  }
}

function matchInOrder(matching: Matching, left: readonly PatchText[], right: readonly PatchText[]): void {
  const lefts = indexByKey(left, matching.openLeft(), diffKey)
  for (const [key, places] of indexByKey(right, matching.openRight(), diffKey)) {
    if (key === '') continue
    const others = lefts.get(key) ?? []
    for (const [index, at] of places.entries()) {
      const other = others[index]
      if (other !== undefined) matching.join(other, at, 'diff')
    }
  }
}

function indexByKey(
  texts: readonly PatchText[],
  indexes: readonly number[],
  keyOf: (text: PatchText) => string,
): Map<string, number[]> {
  const result = new Map<string, number[]>()
  for (const at of indexes) {
    const text = texts[at]
    const key = text === undefined ? '' : keyOf(text)
    const known = result.get(key)
    if (known === undefined) result.set(key, [at])
    else known.push(at)
  }
  return result
}

interface Leftover {
  readonly at: number
  readonly text: PatchText
  readonly bag: TokenCounts
}

function leftovers(texts: readonly PatchText[], open: readonly number[]): Leftover[] {
  return open.flatMap((at) => {
    const text = texts[at]
    if (text === undefined) return []
    const lines = text.files.flatMap((file) => [file.header, ...file.lines.map((line) => line.text)])
    return [{ at, text, bag: tokenCounts(lines) }]
  })
}

/** Solves the (n+m)^2 assignment of git range-diff over what is left; a pair that costs more than two lone patches is never made. */
function matchByCost(matching: Matching, left: readonly PatchText[], right: readonly PatchText[]): void {
  const lefts = leftovers(left, matching.openLeft()).slice(0, MAX_ASSIGNED)
  const rights = leftovers(right, matching.openRight()).slice(0, MAX_ASSIGNED)
  if (lefts.length === 0 || rights.length === 0) return
  const size = lefts.length + rights.length
  const costs = Array.from({ length: size }, () => new Float64Array(size))
  let exact = MAX_EXACT_PAIRS
  for (let row = 0; row < size; row++) {
    const old = lefts[row]
    const costsOfRow = costs[row]
    if (costsOfRow === undefined) continue
    for (let column = 0; column < size; column++) {
      const now = rights[column]
      if (old !== undefined && now !== undefined) {
        const cost = pairCost(old, now, exact)
        exact = cost.exactLeft
        costsOfRow[column] = cost.cost
      } else if (old !== undefined) costsOfRow[column] = aloneCost(old)
      else if (now !== undefined) costsOfRow[column] = aloneCost(now)
    }
  }
  assignMinimum(costs).forEach((column, row) => {
    const old = lefts[row]
    const now = rights[column]
    const cost = costs[row]?.[column] ?? 0
    if (old === undefined || now === undefined || cost > aloneCost(old) + aloneCost(now)) return
    // Two patches with nothing in them, or nothing in common, are no pair, however cheap.
    if (commonTokens(old.bag, now.bag) > 0) matching.join(old.at, now.at, 'cost')
  })
}

function aloneCost(leftover: Leftover): number {
  return (leftover.bag.total * CREATION_FACTOR) / 100
}

function pairCost(old: Leftover, now: Leftover, exactLeft: number): { cost: number; exactLeft: number } {
  const estimate = old.bag.total + now.bag.total - 2 * commonTokens(old.bag, now.bag)
  const hopeless = estimate > aloneCost(old) + aloneCost(now)
  if (hopeless || exactLeft <= 0 || estimate > MAX_EXACT_LINES) return { cost: estimate, exactLeft }
  return { cost: outerSize(old.text, now.text), exactLeft: exactLeft - 1 }
}

function matchByRating(matching: Matching, left: readonly PatchText[], right: readonly PatchText[]): void {
  const lefts = matching.openLeft()
  const rights = matching.openRight()
  if (lefts.length * rights.length > MAX_RATED_PAIRS) return
  const rated = lefts.flatMap((at) =>
    rights.map((other) => {
      const old = left[at]
      const now = right[other]
      return { at, other, rating: old === undefined || now === undefined ? 0 : ratePair(old, now) }
    }),
  )
  rated.sort((a, b) => b.rating - a.rating || a.at - b.at || a.other - b.other)
  const taken = { left: new Set<number>(), right: new Set<number>() }
  for (const { at, other, rating } of rated) {
    if (rating < MIN_RATING) break
    if (taken.left.has(at) || taken.right.has(other)) continue
    taken.left.add(at)
    taken.right.add(other)
    matching.join(at, other, 'similarity')
  }
}
