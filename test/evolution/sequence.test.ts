import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignLines, MAX_EDITS, type Step } from '../../lib/evolution/sequence'

const lines = fc.array(fc.constantFrom('{', '}', 'a', 'b', 'c'), { maxLength: 30 })
const edits = (steps: readonly Step[]) => steps.filter(({ side }) => side !== 'both').length

const enough = () => ({ left: 50_000_000 })

/** The length of a longest common subsequence, by the textbook table. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let above = new Array<number>(right.length + 1).fill(0)
  for (const line of left) {
    const row = [0]
    for (const [index, other] of right.entries()) {
      const best = Math.max(row[index] ?? 0, above[index + 1] ?? 0)
      row.push(line === other ? (above[index] ?? 0) + 1 : best)
    }
    above = row
  }
  return above[right.length] ?? 0
}

describe('alignLines', () => {
  it('gives every line of both sides once and in order, equal lines side by side', () => {
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const { steps } = alignLines(left, right, enough())
        const indexes = (side: 'left' | 'right') => steps.map((step) => step[side]).filter((index) => index >= 0)
        expect(indexes('left')).toEqual([...left.keys()])
        expect(indexes('right')).toEqual([...right.keys()])
        for (const step of steps) if (step.side === 'both') expect(left[step.left]).toBe(right[step.right])
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })

  it('needs as few removals and additions as possible', () => {
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const fewest = left.length + right.length - 2 * longestCommon(left, right)
        expect(alignLines(left, right, enough())).toMatchObject({ cut: false })
        expect(edits(alignLines(left, right, enough()).steps)).toBe(fewest)
      }),
      { numRuns: 1_000, seed: 1 },
    )
  })

  it('puts removals before additions, and slides a lone change down along equal lines', () => {
    expect(alignLines(['a', 'x', 'b'], ['a', 'y', 'b'], enough()).steps.map(({ side }) => side)).toEqual([
      'both',
      'old',
      'new',
      'both',
    ])
    expect(alignLines(['{', '}'], ['{', '}', '{', '}'], enough()).steps.map(({ side }) => side)).toEqual([
      'both',
      'both',
      'new',
      'new',
    ])
  })

  it('divides a stretch beyond the bound at lines that are unique on both sides', () => {
    const part = (name: string) => Array.from({ length: MAX_EDITS }, (_, index) => `${name} ${index}`)
    const found = alignLines([...part('a'), 'anchor', ...part('b')], [...part('c'), 'anchor', ...part('d')], enough())
    expect(found.cut).toBe(true)
    expect(found.steps.filter(({ side }) => side === 'both')).toEqual([
      { side: 'both', left: MAX_EDITS, right: MAX_EDITS },
    ])
  })

  it('searches only among lines that both sides have', () => {
    const own = (name: string) => Array.from({ length: 500 }, (_, index) => `${name} ${index}`)
    const work = enough()
    const found = alignLines(['a', ...own('old'), 'b'], ['x', 'b', ...own('new'), 'a'], work)
    expect(found.cut).toBe(false)
    expect(edits(found.steps)).toBe(500 + 501 + 2)
    expect(enough().left - work.left).toBeLessThan(10)
  })

  it('does not search when too many lines are in another order', () => {
    const shuffled = (kinds: number, factor: number) =>
      Array.from({ length: 1_000 }, (_, index) => `line ${(index * factor) % kinds}`)
    const work = enough()
    alignLines(shuffled(997, 1), shuffled(997, 31), work)
    alignLines(shuffled(41, 1), shuffled(41, 18), work)
    expect(enough().left - work.left).toBeLessThan(5_000)
  })
})
