import { expect, it } from 'vitest'
import { firstIndex } from '../lib/firstIndex'

it('the first entry that a condition holds for is found, or the end of the list when it holds for none', () => {
  const above = (bound: number) => firstIndex([1, 3, 3, 7], (entry) => entry > bound)
  expect([0, 1, 2, 3, 6, 7].map(above)).toEqual([0, 1, 1, 3, 3, 4])
  expect(firstIndex([], () => true)).toBe(0)
})
