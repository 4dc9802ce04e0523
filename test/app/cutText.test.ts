import { describe, expect, it } from 'vitest'
import { cutText } from '../../app/_model/cutText'

describe('a quote that is cut', () => {
  it.each([
    ['two\nwords ', 20, 'two words'],
    ['exactly ten', 11, 'exactly ten'],
    ['one two three four', 13, 'one two three …'],
    ['one two three four', 12, 'one two thre …'],
    ['a bcdefghijklmnop', 10, 'a bcdefghi …'],
  ])('%j in %i characters is %j', (text, max, words) => {
    expect(cutText(text, max)).toBe(words)
  })
})
