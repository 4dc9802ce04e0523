import { describe, expect, it } from 'vitest'
import { splitPerson, withoutAddress } from '../../app/_model/trailerWords'

describe('the value of a trailer', () => {
  it('reads names and addresses in all common forms', () => {
    expect(splitPerson('"Reader, Rita" <Rita@Example.org> # s390')).toEqual({
      name: 'Reader, Rita',
      email: 'rita@example.org',
    })
    expect(splitPerson('rita@example.org')).toEqual({ name: 'rita@example.org', email: 'rita@example.org' })
    expect(splitPerson('Rita')).toEqual({ name: 'Rita', email: '' })
    expect(splitPerson('><'.repeat(1000)).email).toBe('')
  })

  it.each([
    ['Tony <tony@example.org> # s390', 'Tony'],
    ['Reviewed-by: Tony <tony@example.org>', 'Reviewed-by: Tony'],
    ['<tony@example.org>', '<tony@example.org>'],
    ['Cc: <tony@example.org>', 'Cc: <tony@example.org>'],
    ['Tony', 'Tony'],
  ])('%j is shown as %j', (trailer, words) => {
    expect(withoutAddress(trailer)).toBe(words)
  })
})
