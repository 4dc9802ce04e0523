import { describe, expect, it } from 'vitest'
import { findShortestEdit } from '../../lib/evolution/boundedDiff'

const rising = Array.from({ length: 100 }, (_, index) => String(index))
const falling = rising.toReversed()

describe('findShortestEdit', () => {
  it('counts a step for each element and half the square of the edits', () => {
    const work = { left: 1_000 }
    expect(findShortestEdit(['a', 'b'], ['a', 'c'], 10, work)?.map(({ value }) => value)).toEqual([['a'], ['b'], ['c']])
    expect(work.left).toBe(1_000 - 4 - 2)
  })

  it('gives up beyond the edits that it may try', () => {
    const work = { left: 100_000 }
    expect(findShortestEdit(rising, falling, 10, work)).toBeUndefined()
    expect(work.left).toBe(100_000 - 200 - 50)
    expect(findShortestEdit(rising, falling, 198, work)).toBeDefined()
  })

  it('gives up when no work is left, unless the two are equal', () => {
    const work = { left: 5_000 }
    expect(findShortestEdit(rising, falling, 1_000, work)).toBeUndefined()
    expect(work.left).toBeLessThanOrEqual(0)
    expect(findShortestEdit(rising, falling, 1_000, work)).toBeUndefined()
    expect(findShortestEdit(rising, [...rising], 1_000, work)).toBeDefined()
  })
})
