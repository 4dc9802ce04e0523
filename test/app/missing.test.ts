import { describe, expect, it } from 'vitest'
import { missingNumbers, missingVersions } from '../../app/_model/missingWords'

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

describe('the versions that are not archived', () => {
  const said = (...numbers: number[]) => missingVersions(numbers.map((version) => ({ version })))

  it('are those below the first one and those between', () => {
    expect(said(6, 7, 9, 14, 10, 11, 12, 13)).toBe('v1 to v5 and v8 are not archived here')
    expect(said(2)).toBe('v1 is not archived here')
    expect(said(2, 4, 6)).toBe('v1, v3 and v5 are not archived here')
  })

  it('are none when every number has a version, whatever it is called', () => {
    expect(said(1, 1, 2, 3)).toBe('')
    expect(said()).toBe('')
  })
})
