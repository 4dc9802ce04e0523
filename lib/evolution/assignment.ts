/**
 * Minimum-cost assignment; knows nothing about patches.
 *
 * Source: the shortest augmenting path method with dual variables (Kuhn's Hungarian method as refined by Jonker and
 * Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38,
 * 325-340, 1987), without their initialisation phases: one Dijkstra search per row over reduced costs. O(n^2 m) time.
 */

import { at } from '../at'

/**
 * Assigns each row a column of its own so that the sum of costs is as small as possible; returns the column of each row. There must
 * be at least as many columns as rows, or it throws; rows have the same length and costs are finite (use a large one for what must
 * not be). Deterministic: of equally cheap columns the lower one is tried first.
 */
export function assignMinimum(costs: readonly ArrayLike<number>[]): number[] {
  const rows = costs.length
  const columns = costs[0]?.length ?? 0
  if (columns < rows) throw new Error(`assignMinimum: ${rows} rows need as many columns, there are ${columns}`)
  // Index 0 is a virtual row and column, so that "not assigned" needs no special case.
  const rowPotential = new Float64Array(rows + 1)
  const columnPotential = new Float64Array(columns + 1)
  const rowOfColumn = new Int32Array(columns + 1)
  const previous = new Int32Array(columns + 1)
  const distance = new Float64Array(columns + 1)
  const done = new Uint8Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    rowOfColumn[0] = row
    distance.fill(Number.POSITIVE_INFINITY)
    done.fill(0)
    let column = 0
    do {
      done[column] = 1
      const current = at(rowOfColumn, column)
      const costsOfRow = Float64Array.from(at(costs, current - 1))
      const potential = numberAt(rowPotential, current)
      let delta = Number.POSITIVE_INFINITY
      let nearest = 0
      for (let other = 1; other <= columns; other++) {
        if (done[other] === 1) continue
        const reduced = numberAt(costsOfRow, other - 1) - potential - numberAt(columnPotential, other)
        if (reduced < numberAt(distance, other)) {
          distance[other] = reduced
          previous[other] = column
        }
        if (numberAt(distance, other) < delta) {
          delta = numberAt(distance, other)
          nearest = other
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (done[other] === 1) {
          const owner = at(rowOfColumn, other)
          rowPotential[owner] = numberAt(rowPotential, owner) + delta
          columnPotential[other] = numberAt(columnPotential, other) - delta
        } else distance[other] = numberAt(distance, other) - delta
      }
      column = nearest
    } while (rowOfColumn[column] !== 0)
    while (column !== 0) {
      const before = at(previous, column)
      rowOfColumn[column] = at(rowOfColumn, before)
      column = before
    }
  }
  const result = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    const row = at(rowOfColumn, column)
    if (row > 0) result[row - 1] = column - 1
  }
  return result
}

/** Like `at`, for one type of array: the loops above run cubically often, and a helper that sees all kinds of arrays is slow. */
function numberAt(array: Float64Array, index: number): number {
  const value = array[index]
  if (value === undefined) throw new Error(`index ${index} is outside an array of length ${array.length}`)
  return value
}
