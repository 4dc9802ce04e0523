import { diffArrays } from 'diff'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EditRun, findShortestEdit } from '../../lib/evolution/shortestEdit'

const ENOUGH = 1_000_000

function search(left: readonly number[], right: readonly number[], maxEdits = ENOUGH): EditRun[] | undefined {
  return findShortestEdit(Int32Array.from(left), Int32Array.from(right), maxEdits, { left: ENOUGH })
}

function searchWithJsdiff(left: number[], right: number[], maxEditLength = ENOUGH): EditRun[] | undefined {
  return diffArrays(left, right, { maxEditLength })?.map(({ added, removed, count }) => ({
    side: added ? 'new' : removed ? 'old' : 'both',
    count,
  }))
}

const numbers = (kinds: number) => fc.array(fc.nat(kinds - 1), { maxLength: 40 })

describe('findShortestEdit', () => {
  it.each([2, 3, 8, 40])('chooses the same edit as jsdiff among %i kinds of elements', (kinds) => {
    fc.assert(
      fc.property(numbers(kinds), numbers(kinds), fc.integer({ min: 0, max: 60 }), (left, right, most) => {
        expect(search(left, right)).toEqual(searchWithJsdiff(left, right))
        expect(search(left, right, most)).toEqual(searchWithJsdiff(left, right, most))
      }),
      { numRuns: 3_000, seed: 1 },
    )
  })

  it('gives up when it may take no more steps, and reports those it took', () => {
    const left = Array.from({ length: 200 }, (_, index) => index + 1)
    const steps = { left: 1_000 }
    expect(findShortestEdit(Int32Array.from(left), Int32Array.from(left).reverse(), ENOUGH, steps)).toBeUndefined()
    expect(steps.left).toBeLessThanOrEqual(0)
    const enough = { left: ENOUGH }
    expect(findShortestEdit(Int32Array.from(left), Int32Array.from(left).reverse(), ENOUGH, enough)).toBeDefined()
    expect(enough.left).toBeLessThan(ENOUGH)
  })
})
