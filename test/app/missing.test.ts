import { describe, expect, it } from 'vitest'
import { missingNumbers } from '../../app/_model/missingWords'

const words = (total: number, numbers: readonly number[]) =>
  missingNumbers({ total, patches: numbers.map((number) => ({ number })) })

describe('the missing patches of a version', () => {
  it('are written as ranges, whatever the total', () => {
    expect(words(9_999, [1])).toBe('2–9,999')
    expect(words(15, [4, 5])).toBe('1–3, 6–15')
    expect(words(4, [2, 4])).toBe('1, 3')
    expect(words(5, [1, 4, 5])).toBe('2, 3')
  })

  it('are none if every number has a patch, or one above the total besides', () => {
    expect(words(2, [1, 2, 3])).toBe('')
    expect(words(2, [1, 3])).toBe('2')
  })

  it('are written out up to 50 ranges', () => {
    const odd = Array.from({ length: 60 }, (_, index) => 2 * index + 2)
    expect(words(120, odd)).toMatch(/^1, 3, .*, 99 and 10 more ranges$/)
  })
})
