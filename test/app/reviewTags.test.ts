import { describe, expect, it } from 'vitest'
import { formatNumbers, splitPerson } from '../../app/_model/reviewTags'

describe('the value of a tag and a list of patches', () => {
  it('reads names and addresses in all common forms', () => {
    expect(splitPerson('"Reader, Rita" <Rita@Example.org> # s390')).toEqual({
      name: 'Reader, Rita',
      email: 'rita@example.org',
    })
    expect(splitPerson('rita@example.org')).toEqual({ name: 'rita@example.org', email: 'rita@example.org' })
    expect(splitPerson('Rita')).toEqual({ name: 'Rita', email: '' })
    expect(splitPerson('><'.repeat(1000)).email).toBe('')
  })

  it('formats runs of numbers', () => {
    expect(formatNumbers([9, 1, 2, 3, 5, 6, 9])).toBe('1–3, 5, 6, 9')
    expect(formatNumbers([])).toBe('')
  })
})
