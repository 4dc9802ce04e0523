import { describe, expect, it } from 'vitest'
import { isMine, meHref, readMe, writeMe } from '../../app/_client/me'
import { personHref } from '../../app/_model/href'

describe('who reads in this browser', () => {
  it('is read as it was written', () => {
    const me = { address: 'ann+lists@example.org', name: 'Ann "A" Poe', others: ['poe@example.org'] }
    expect(readMe(writeMe(me))).toEqual(me)
  })

  it('is called by the address without a name', () => {
    expect(readMe('{"address":"ann@example.org","name":""}')).toEqual({
      address: 'ann@example.org',
      name: 'ann@example.org',
      others: [],
    })
  })

  it.each([
    null,
    '',
    'ann@example.org',
    'null',
    '[]',
    '{"address":"ann@example.org"}',
    '{"address":"","name":"Ann"}',
    '{"address":5,"name":"Ann"}',
    `{"address":"ann@example.org","name":"${'a'.repeat(301)}"}`,
  ])('is nobody for anything else, such as %s', (text) => {
    expect(readMe(text)).toBeUndefined()
  })

  it('has other addresses, of which nothing odd is read', () => {
    const me = readMe(
      `{"address":"Ann@example.org","name":"Ann","others":["poe@example.org",5,"","${'a'.repeat(301)}"]}`,
    )
    expect(me?.others).toEqual(['poe@example.org'])
    expect(me && ['ANN@example.org', 'Poe@example.org', 'eve@example.org'].map((one) => isMine(me, one))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('is linked as the pages link them, so that an address cannot lead elsewhere', () => {
    for (const address of ['ann@example.org', '../../evil', 'a/b?c#d@example.org', 'javascript:alert(1)']) {
      expect(meHref({ address, name: '', others: [] })).toBe(personHref(address))
    }
  })
})
