import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignMinimum } from '../../lib/evolution/assignment'

const sumOf = (costs: readonly (readonly number[])[], columns: readonly number[]) =>
  columns.reduce((sum, column, row) => sum + (costs[row]?.[column] ?? Number.NaN), 0)

/** The smallest sum over all ways to give each row its own column. */
function bruteForce(costs: readonly (readonly number[])[], row = 0, used = 0): number {
  const current = costs[row]
  if (current === undefined) return 0
  let best = Number.POSITIVE_INFINITY
  current.forEach((cost, column) => {
    if ((used >> column) & 1) return
    best = Math.min(best, cost + bruteForce(costs, row + 1, used | (1 << column)))
  })
  return best
}

describe('assignMinimum', () => {
  it('finds the smallest sum for up to six rows, as brute force does', () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 1 })).chain(([rows, more]) => {
      const row = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: rows + more, maxLength: rows + more })
      return fc.array(row, { minLength: rows, maxLength: rows })
    })
    fc.assert(
      fc.property(matrix, (costs) => {
        const columns = assignMinimum(costs)
        expect(new Set(columns).size).toBe(costs.length)
        expect(sumOf(costs, columns)).toBe(bruteForce(costs))
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it('returns nothing for no rows, throws for fewer columns than rows, and prefers lower columns', () => {
    expect(assignMinimum([])).toEqual([])
    expect(() => assignMinimum([[1], [1]])).toThrow('2 rows')
    expect(
      assignMinimum([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([0, 1])
  })

  it('gives each of 400 rows a column of its own', () => {
    const costs = Array.from({ length: 400 }, (_, row) =>
      Float64Array.from({ length: 400 }, (_, column) => (row * 7 + column * 13) % 101),
    )
    expect(new Set(assignMinimum(costs)).size).toBe(400)
  })
})
