/**
 * Minimum-cost assignment. Pure numbers, nothing about patches.
 *
 * Source: the shortest augmenting path method with dual variables (Kuhn's Hungarian method as refined by Jonker and
 * Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38,
 * 325-340, 1987), without their initialisation phases: one Dijkstra search per row over reduced costs. O(n^2 m) time.
 */

/**
 * Assigns each row its own column so that the sum of costs is the smallest possible; returns the column of each row.
 * Contract: at least as many columns as rows, all rows of one length, costs finite (large values for what must not be).
 * Throws when there are fewer columns than rows. Deterministic: of equally cheap columns the lower one is tried first.
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
      const current = rowOfColumn[column] ?? 0
      const costsOfRow = costs[current - 1] ?? []
      let delta = Number.POSITIVE_INFINITY
      let nearest = 0
      for (let other = 1; other <= columns; other++) {
        if (done[other] === 1) continue
        const reduced = (costsOfRow[other - 1] ?? 0) - (rowPotential[current] ?? 0) - (columnPotential[other] ?? 0)
        if (reduced < (distance[other] ?? 0)) {
          distance[other] = reduced
          previous[other] = column
        }
        if ((distance[other] ?? 0) < delta) {
          delta = distance[other] ?? 0
          nearest = other
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (done[other] === 1) {
          const owner = rowOfColumn[other] ?? 0
          rowPotential[owner] = (rowPotential[owner] ?? 0) + delta
          columnPotential[other] = (columnPotential[other] ?? 0) - delta
        } else distance[other] = (distance[other] ?? 0) - delta
      }
      column = nearest
    } while (rowOfColumn[column] !== 0)
    while (column !== 0) {
      const before = previous[column] ?? 0
      rowOfColumn[column] = rowOfColumn[before] ?? 0
      column = before
    }
  }
  const result = new Array<number>(rows).fill(-1)
  for (let column = 1; column <= columns; column++) {
    const row = rowOfColumn[column] ?? 0
    if (row > 0) result[row - 1] = column - 1
  }
  return result
}
