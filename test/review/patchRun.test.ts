import { describe, expect, it } from 'vitest'
import { countCovered, cutRuns, joinRuns, numbersIn, type PatchRun } from '../../lib/review/patchRun'

const run = (patch: number, last: number | null = null): PatchRun => ({ patch, last })

describe('a run of patches', () => {
  it('goes on over numbers that the version lacks', () => {
    expect(joinRuns([1, 3, 4, 9], [1, 3, 4, 9])).toEqual([run(1, 9)])
    expect(joinRuns([1, 3, 9], [1, 3, 4, 9])).toEqual([run(1, 3), run(9)])
    expect(joinRuns([], [1])).toEqual([])
  })

  it('is about the patches that the version has', () => {
    expect(numbersIn(run(2, 8), [1, 3, 4, 9])).toEqual([3, 4])
    expect(numbersIn(run(2), [1, 3])).toEqual([2])
  })

  it('is cut where a patch is apart', () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    expect(cutRuns([run(1, 9)], [run(4), run(1)], all)).toEqual([run(2, 3), run(5, 9)])
    expect(cutRuns([run(1, 3), run(5, 9)], [run(2, 6)], all)).toEqual([run(1), run(7, 9)])
    expect(cutRuns([run(3)], [run(3)], all)).toEqual([])
    expect(cutRuns([run(1, 9)], [run(1, 8), run(2, 3), run(5)], all)).toEqual([run(9)])
  })

  it('counts each patch once', () => {
    expect(countCovered([run(1, 4), run(3, 9), run(3), run(20)], [1, 3, 4, 9, 20])).toBe(5)
    expect(countCovered([], [1])).toBe(0)
  })
})
