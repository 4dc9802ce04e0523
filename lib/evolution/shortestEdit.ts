/** A run of equal tokens: where it begins in either sequence, and its length. */
export interface EqualRun {
  readonly left: number
  readonly right: number
  readonly count: number
}

export interface EditPath {
  /** In order; what lies between two runs was removed or added. */
  readonly runs: readonly EqualRun[]
  /** Removals and additions together. */
  readonly edits: number
}

/** Stands for a diagonal that no path reaches; a path may stand at -1, before the first token. */
const UNREACHED = -2

/**
 * The fewest removals and additions that turn one sequence of tokens into another; undefined when more than `maxEdits` are needed.
 * Time grows with the tokens and the square of the edits, memory with the square of the edits.
 * Source: Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations", the greedy algorithm of page 6. Of equally short
 * paths it takes the one that jsdiff takes: of two that meet on a diagonal the one further in `left`, and no path leaves the grid.
 */
export function matchTokens(left: Int32Array, right: Int32Array, maxEdits: number): EditPath | undefined {
  const most = Math.min(maxEdits, left.length + right.length)
  // How far in `left` the best path on a diagonal (place in left minus place in right) has come; the middle is diagonal 0.
  const reached = new Int32Array(2 * most + 3).fill(UNREACHED)
  const middle = most + 1
  const slide = (at: number, diagonal: number): number => {
    let next = at + 1
    while (next < left.length && next - diagonal < right.length && left[next] === right[next - diagonal]) next++
    return next - 1
  }
  const trail = new Trail()
  const first = slide(-1, 0)
  reached[middle] = first
  trail.push(0, 0, first, false)
  if (first + 1 >= left.length && first + 1 >= right.length) return trail.follow(0, 0)
  let [lowest, highest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let edits = 1; edits <= most; edits++) {
    for (let diagonal = Math.max(lowest, -edits); diagonal <= Math.min(highest, edits); diagonal += 2) {
      const removing = reached[middle + diagonal - 1] ?? UNREACHED
      const adding = reached[middle + diagonal + 1] ?? UNREACHED
      reached[middle + diagonal - 1] = UNREACHED
      const canAdd = adding !== UNREACHED && adding >= diagonal && adding - diagonal < right.length
      const canRemove = removing !== UNREACHED && removing + 1 < left.length
      if (!canAdd && !canRemove) {
        reached[middle + diagonal] = UNREACHED
        continue
      }
      const added = !canRemove || (canAdd && removing < adding)
      const at = slide(added ? adding : removing + 1, diagonal)
      trail.push(edits, diagonal, at, added)
      if (at + 1 >= left.length && at - diagonal + 1 >= right.length) return trail.follow(edits, diagonal)
      reached[middle + diagonal] = at
      // From an edge of the grid only one way is left: paths beyond it cannot be shorter.
      if (at + 1 >= left.length) highest = Math.min(highest, diagonal - 1)
      if (at - diagonal + 1 >= right.length) lowest = Math.max(lowest, diagonal + 1)
    }
  }
  return undefined
}

/** Where each path ended after each edit, and by which edit it came there. */
class Trail {
  /** By edits, then diagonals: the place in `left` from -1, doubled, and whether the edit added. */
  #ends = new Int32Array(64)

  push(edits: number, diagonal: number, at: number, added: boolean): void {
    const index = placeOf(edits, diagonal)
    if (index >= this.#ends.length) {
      const larger = new Int32Array(2 * index)
      larger.set(this.#ends)
      this.#ends = larger
    }
    this.#ends[index] = (at + 1) * 2 + (added ? 1 : 0)
  }

  /** Back from the end of a path to its begin. */
  follow(edits: number, diagonal: number): EditPath {
    const runs: EqualRun[] = []
    let on = diagonal
    for (let back = edits; back >= 0; back--) {
      const end = this.#ends[placeOf(back, on)] ?? 0
      const added = end % 2 === 1
      const from = back === 0 ? 0 : this.#startOf(back, on, added)
      const count = (end >> 1) - from
      if (count > 0) runs.push({ left: from, right: from - on, count })
      on += added ? 1 : -1
    }
    return { runs: runs.reverse(), edits }
  }

  /** Place in `left` behind the edit that led to a diagonal. */
  #startOf(edits: number, diagonal: number, added: boolean): number {
    const before = (this.#ends[placeOf(edits - 1, diagonal + (added ? 1 : -1))] ?? 0) >> 1
    return added ? before : before + 1
  }
}

function placeOf(edits: number, diagonal: number): number {
  return (edits * (edits + 1)) / 2 + (diagonal + edits) / 2
}
