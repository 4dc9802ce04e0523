import { describe, expect, it } from 'vitest'
import { readAnswered, storeAnswered } from '../../db/answered'

describe('the column of a standing that says whether it was answered', () => {
  it.each([
    { answered: false, resumed: false },
    { answered: true, resumed: false },
    { answered: true, resumed: true },
  ])('is read as it was stored: %o', (said) => {
    expect(readAnswered(storeAnswered(said))).toEqual(said)
  })

  it('is never resumed without an answer', () => {
    expect(readAnswered(storeAnswered({ answered: false, resumed: true })).resumed).toBe(false)
  })
})
