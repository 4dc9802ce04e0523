import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDay, isoTime } from '../lib/isoTime'

describe('a time in words', () => {
  it('is what the calendar of the language says, to the second, before and after 1970', () => {
    const time = fc.oneof(fc.integer({ min: -8.64e15, max: 8.64e15 }), fc.integer({ min: -1e12, max: 2e12 }))
    fc.assert(
      fc.property(time, (ms) => {
        const whole = new Date(ms).toISOString()
        expect(isoTime(ms)).toBe(whole.replace(/\.\d{3}Z$/, 'Z'))
        expect(isoDay(ms)).toBe(whole.replace(/T.*/, ''))
      }),
      { numRuns: 500 },
    )
  })

  it('is none when no calendar has it', () => {
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) expect(() => isoTime(ms)).toThrow(RangeError)
  })
})
