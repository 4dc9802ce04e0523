/** Lines that the right side has more often than this are assumed to be in order: to find out would take as long as the search. */
const MAX_REPEATS = 32

/** What is known, in the range that is looked at, of each line by its number. */
export interface Kinds {
  /** How often each side has it. */
  readonly lefts: Int32Array
  readonly rights: Int32Array
  /** A place on the right side; what it means depends on the loop. */
  readonly places: Int32Array
}

/** Two sequences of lines as numbers: equal ones for equal lines, and one for all lines that only the right side has. */
export interface NumberedLines {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly kinds: Kinds
}

/** The lines `l0` to `l1` of the left sequence beside `r0` to `r1` of the right one; the ends are exclusive. */
export interface Range {
  readonly l0: number
  readonly l1: number
  readonly r0: number
  readonly r1: number
}

/** Lines of one side, each with its index. */
interface IndexedLines {
  readonly lines: number[]
  readonly indexes: number[]
}

interface SharedLines {
  readonly left: IndexedLines
  readonly right: IndexedLines
}

/**
 * The lines of a range that both sides have. The others are removed or added in any case; a search among them would be quadratic in
 * their number.
 */
export function collectShared(job: NumberedLines, range: Range): SharedLines {
  const { lefts, rights } = countKinds(job, range)
  const pick = (lines: Int32Array, from: number, to: number, others: Int32Array): IndexedLines => {
    const picked: IndexedLines = { lines: [], indexes: [] }
    for (let index = from; index < to; index++) {
      const line = numberAt(lines, index)
      if (others[line] === 0) continue
      picked.lines.push(line)
      picked.indexes.push(index)
    }
    return picked
  }
  const { l0, l1, r0, r1 } = range
  return { left: pick(job.left, l0, l1, rights), right: pick(job.right, r0, r1, lefts) }
}

/** Counts the lines of a range. */
export function countKinds({ left, right, kinds }: NumberedLines, { l0, l1, r0, r1 }: Range): Kinds {
  const { lefts, rights } = kinds
  const [olds, news] = [left.subarray(l0, l1), right.subarray(r0, r1)]
  for (const lines of [olds, news]) {
    for (const line of lines) {
      lefts[line] = 0
      rights[line] = 0
    }
  }
  for (const line of olds) lefts[line] = numberAt(lefts, line) + 1
  for (const line of news) rights[line] = numberAt(rights, line) + 1
  return kinds
}

/**
 * Whether it is certain that the edit needs more than `most` removals and additions, which saves a search that would give up. Of the
 * lines that are not repeated often on the right, as many can be kept as are in the same order on both sides (Hunt and Szymanski, "A
 * fast algorithm for computing longest common subsequences", CACM 20, 350-353, 1977); of the others, at most those of the left.
 */
export function isHopeless({ left, right }: SharedLines, most: number, { rights, places }: Kinds): boolean {
  const size = left.lines.length + right.lines.length
  if (size <= most) return false
  for (const line of right.lines) places[line] = -1
  const before = new Int32Array(right.lines.length)
  for (const [index, line] of right.lines.entries()) {
    before[index] = numberAt(places, line)
    places[line] = index
  }
  /** The lowest place on the right where a common subsequence of each length ends, so far. */
  const ends = new Int32Array(Math.min(left.lines.length, right.lines.length))
  let [kept, often, open] = [0, 0, left.lines.length]
  for (const line of left.lines) {
    // Even if all lines that are left could be kept, there would be too few.
    if (size - 2 * (kept + often + open--) > most) return true
    if (numberAt(rights, line) > MAX_REPEATS) often++
    else {
      for (let place = numberAt(places, line); place >= 0; place = numberAt(before, place)) {
        const length = countBelow(ends, kept, place)
        ends[length] = place
        if (length === kept) kept++
      }
    }
  }
  return size - 2 * (kept + often) > most
}

/** How many of the first `count` numbers, which rise, are below `limit`. */
function countBelow(numbers: Int32Array, count: number, limit: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numberAt(numbers, middle) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Like `at`, for one type of array: a helper that sees all kinds of arrays is slow. */
export function numberAt(array: Int32Array, index: number): number {
  const value = array[index]
  if (value === undefined) throw new Error(`index ${index} is outside an array of length ${array.length}`)
  return value
}
