/**
 * The shortest edit between two sequences of numbers; knows nothing about lines or words.
 *
 * Source: the greedy algorithm of Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1, 251-266, 1986,
 * with the choices of the package `diff` (jsdiff), so that of several shortest edits both give the same one; the tests compare the
 * two. Ours keeps its paths in typed arrays, which makes a search for many edits five to ten times as fast, and counts its steps, so
 * that callers can bound the work on hostile input.
 */

/** A run of elements that both sequences have (`both`), that only the left has (`old`), or that only the right has (`new`). */
export interface EditRun {
  readonly side: 'both' | 'old' | 'new'
  readonly count: number
}

/** The steps that searches may still take. A step takes some ten nanoseconds. */
export interface Steps {
  left: number
}

/** A path that does not exist. */
const NONE = -1

/**
 * Finds a shortest edit that turns `left` into `right`, as runs in order. Undefined when it needs more than `maxEdits` removals and
 * additions, or more than `steps`, from which the steps that the search took are subtracted. Takes O((n + m) d) time and O(d^2)
 * memory for d edits.
 */
export function findShortestEdit(
  left: Int32Array,
  right: Int32Array,
  maxEdits: number,
  steps: Steps,
): EditRun[] | undefined {
  const [n, m] = [left.length, right.length]
  const most = Math.min(maxEdits, n + m)
  const paths = createPaths()
  // Diagonal k holds the path that got furthest where x - y = k; x and y count the elements that were passed.
  const offset = most + 1
  const pathAt = new Int32Array(2 * most + 3).fill(NONE)
  const xAt = new Int32Array(2 * most + 3)
  const follow = (x: number, k: number): number => {
    let end = x
    while (end < n && end - k < m && left[end] === right[end - k]) end++
    steps.left -= end - x
    return end
  }
  const start = follow(0, 0)
  if (start === n && start === m) return n === 0 ? [] : [{ side: 'both', count: n }]
  pathAt[offset] = paths.add(NONE, 0, false)
  xAt[offset] = start
  // A path that reached the end of a sequence leaves its diagonal in one direction only.
  let lowest = Number.NEGATIVE_INFINITY
  let highest = Number.POSITIVE_INFINITY
  for (let d = 1; d <= most && steps.left > 0; d++) {
    for (let k = Math.max(lowest, -d); k <= Math.min(highest, d); k += 2) {
      const place = k + offset
      const below = intAt(pathAt, place - 1)
      const above = intAt(pathAt, place + 1)
      const belowX = intAt(xAt, place - 1)
      const aboveX = intAt(xAt, place + 1)
      pathAt[place - 1] = NONE
      const canAdd = above !== NONE && aboveX - k > 0 && aboveX - k <= m
      const canRemove = below !== NONE && belowX < n
      if (!canAdd && !canRemove) {
        pathAt[place] = NONE
        continue
      }
      const adds = !canRemove || (canAdd && belowX < aboveX)
      const from = adds ? aboveX : belowX + 1
      const x = follow(from, k)
      const path = paths.add(adds ? above : below, from, adds)
      if (x === n && x - k === m) return paths.read(path, n)
      pathAt[place] = path
      xAt[place] = x
      if (x === n) highest = Math.min(highest, k - 1)
      if (x - k === m) lowest = Math.max(lowest, k + 1)
    }
    steps.left -= d
  }
  return undefined
}

/** All paths of a search, as a tree of edits: each path is the one before it, one edit, and the equal elements after that. */
interface Paths {
  /** Adds a path and returns its number. `x` is where the left sequence is after the edit; `adds` says whether it is an addition. */
  readonly add: (before: number, x: number, adds: boolean) => number
  /** The runs of a path that ends at `end` of the left sequence. */
  readonly read: (path: number, end: number) => EditRun[]
}

function createPaths(): Paths {
  let nodes = new Int32Array(3 * 256)
  let count = 0
  return {
    add(before, x, adds) {
      const place = 3 * count
      if (place === nodes.length) {
        const larger = new Int32Array(2 * nodes.length)
        larger.set(nodes)
        nodes = larger
      }
      nodes[place] = before
      nodes[place + 1] = x
      nodes[place + 2] = adds ? 1 : 0
      return count++
    },
    read(path, end) {
      const runs: { side: EditRun['side']; count: number }[] = []
      const push = (side: EditRun['side'], count: number) => {
        const last = runs[runs.length - 1]
        if (last?.side === side) last.count += count
        else if (count > 0) runs.push({ side, count })
      }
      let x = end
      for (let node = path; node !== NONE; ) {
        const [before, from] = [intAt(nodes, 3 * node), intAt(nodes, 3 * node + 1)]
        const adds = intAt(nodes, 3 * node + 2) === 1
        push('both', x - from)
        if (before !== NONE) push(adds ? 'new' : 'old', 1)
        x = adds ? from : from - 1
        node = before
      }
      return runs.reverse()
    },
  }
}

/** Like `at`, for one type of array: a helper that sees all kinds of arrays is slow in loops that run this often. */
function intAt(array: Int32Array, index: number): number {
  const value = array[index]
  if (value === undefined) throw new Error(`index ${index} is outside an array of length ${array.length}`)
  return value
}

/** Replaces the tokens of two sequences by numbers, equal tokens by equal ones, so that they can be compared quickly. */
export function numberTokens(left: readonly string[], right: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>()
  const numberOf = (token: string): number => {
    const known = numbers.get(token) ?? numbers.size
    if (known === numbers.size) numbers.set(token, known)
    return known
  }
  return [Int32Array.from(left, numberOf), Int32Array.from(right, numberOf)]
}
