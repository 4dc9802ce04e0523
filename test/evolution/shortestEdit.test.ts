import { diffArrays } from 'diff'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EqualRun, matchTokens } from '../../lib/evolution/shortestEdit'

/** What jsdiff finds, as runs of equal tokens. */
function withJsdiff(left: readonly number[], right: readonly number[], maxEditLength: number): EqualRun[] | undefined {
  const changes = diffArrays([...left], [...right], { maxEditLength })
  if (changes === undefined) return undefined
  const runs: EqualRun[] = []
  let [l, r] = [0, 0]
  for (const { added, removed, count } of changes) {
    if (!added && !removed) runs.push({ left: l, right: r, count })
    if (!added) l += count
    if (!removed) r += count
  }
  return runs
}

function find(left: readonly number[], right: readonly number[], maxEdits = 1_000) {
  return matchTokens(Int32Array.from(left), Int32Array.from(right), maxEdits)
}

describe('matchTokens', () => {
  it('takes the path that jsdiff takes, and gives up where it does', () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 })
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 0, max: 60 }), (left, right, most) => {
        expect(find(left, right, most)?.runs).toEqual(withJsdiff(left, right, most))
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('takes the path that jsdiff takes between long sequences with few edits', () => {
    const tokens = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 150, maxLength: 300 })
    const edits = fc.array(fc.tuple(fc.nat(299), fc.nat(30), fc.boolean()), { maxLength: 20 })
    fc.assert(
      fc.property(tokens, edits, (left, changes) => {
        const right = [...left]
        for (const [at, token, remove] of changes) right.splice(at, remove ? 2 : 0, token)
        const path = find(left, right)
        expect(path?.runs).toEqual(withJsdiff(left, right, 1_000))
        const equal = path?.runs.reduce((sum, { count }) => sum + count, 0) ?? 0
        expect(path?.edits).toBe(left.length + right.length - 2 * equal)
      }),
      { numRuns: 300, seed: 1 },
    )
  })

  it('gives one run for equal sequences, none where nothing is equal, and stops at the bound', () => {
    expect(find([1, 2, 3], [1, 2, 3])).toEqual({ runs: [{ left: 0, right: 0, count: 3 }], edits: 0 })
    expect(find([], [])).toEqual({ runs: [], edits: 0 })
    expect(find([1, 2], [3])).toEqual({ runs: [], edits: 3 })
    expect(find([1, 2], [3], 2)).toBeUndefined()
    expect(find([1, 2, 3, 4], [2, 3, 4, 1], 2)).toEqual({ runs: [{ left: 1, right: 0, count: 3 }], edits: 2 })
  })
})
