import { describe, expect, it } from 'vitest'
import { formatNumbers, formatRun, nameNumbers } from '../../app/_model/patchNumbers'
import { figure } from '../../lib/text'

describe('patch numbers', () => {
  it.each([
    [[9, 1, 2, 3, 5, 6, 9], '1–3, 5, 6, 9'],
    [[4, 2, 2.5, 1], '1, 2, 2.5, 4'],
    [[], ''],
  ])('%j are written as %j', (numbers, text) => {
    expect(formatNumbers(numbers)).toBe(text)
  })

  it('follow a noun in its right form', () => {
    expect([nameNumbers([3]), nameNumbers([3, 1])]).toEqual(['patch 3', 'patches 1, 3'])
  })

  it('of a run can be written with a separator of thousands', () => {
    expect(formatRun([4, 9_999], figure)).toBe('4–9,999')
  })
})
