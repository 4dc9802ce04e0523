import { describe, expect, it } from 'vitest'
import { ageWords, agoWords } from '../lib/age'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('the age of something', () => {
  it('is told in one whole unit', () => {
    const expected: readonly (readonly [number, string])[] = [
      [-5 * DAY, 'less than a minute'],
      [0, 'less than a minute'],
      [MINUTE, '1 minute'],
      [119 * MINUTE, '119 minutes'],
      [2 * HOUR, '2 hours'],
      [47 * HOUR, '47 hours'],
      [2 * DAY, '2 days'],
      [90 * DAY, '90 days'],
      [100 * DAY, '3 months'],
      [700 * DAY, '22 months'],
      [4 * 366 * DAY, '4 years'],
    ]
    for (const [ms, words] of expected) expect([ms, ageWords(ms)]).toEqual([ms, words])
  })

  it('says that a clock is wrong instead of that something was just now', () => {
    expect([2 * DAY, -30_000, -2 * DAY].map(agoWords)).toEqual([
      '2 days ago',
      'less than a minute ago',
      '2 days ahead of this clock',
    ])
  })
})
