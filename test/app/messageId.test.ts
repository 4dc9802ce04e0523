import { describe, expect, it } from 'vitest'
import { readMessageId } from '../../app/_model/messageIdParam'
import { readKey, readNumber, readRange } from '../../app/_model/range'
import { readPastedId } from '../../db/queries/lists/hits'

describe('readMessageId', () => {
  it('decodes a segment and drops angle brackets', () => {
    expect(readMessageId('a%2Fb%25c%40x')).toBe('a/b%c@x')
    expect(readMessageId('%3Ca%40x%3E')).toBe('a@x')
  })

  it.each(['', '%20', '%00', 'a%0A', '%E0%A4%A', 'a'.repeat(251)])('rejects %j', (segment) => {
    expect(readMessageId(segment)).toBeUndefined()
  })
})

describe('readPastedId', () => {
  it.each([
    ['<a.1@example.org>', 'a.1@example.org'],
    [' a.1@example.org ', 'a.1@example.org'],
    ['https://lore.kernel.org/all/a.1@example.org/', 'a.1@example.org'],
    ['https://lore.kernel.org/kvm/a%2F1%40example.org/T/#u', 'a/1@example.org'],
    ['https://patchwork.kernel.org/project/kvm/patch/a.1@example.org/', 'a.1@example.org'],
  ])('reads %s', (query, id) => {
    expect(readPastedId(query)).toBe(id)
  })

  it('leaves a prefix of the search to the search', () => {
    expect(readPastedId('f:a.1@example.org')).toBeUndefined()
    expect(readPastedId('mid:a.1@example.org')).toBe('a.1@example.org')
  })

  it.each(['vfio: add', 'a@', '@b', 'mail from a@b', 'https://example.org/a/', 'https://lore.kernel.org/kvm/', '%@%'])(
    'takes %s for an ordinary query, or for an id that is just unknown',
    (query) => {
      expect([undefined, query]).toContain(readPastedId(query))
    },
  )
})

describe('version ranges', () => {
  it('reads keys with and without a v', () => {
    expect(readRange('3..4')).toEqual({ from: '3', to: '4' })
    expect(readRange('v3..v4')).toEqual({ from: '3', to: '4' })
    expect(readRange('rfc1..2-resend')).toEqual({ from: 'rfc1', to: '2-resend' })
  })

  it.each(['3', '3..', '..4', '3...4', '3..4..5', 'a/b..c', `${'1'.repeat(60)}..2`])('rejects %s', (segment) => {
    expect(readRange(segment)).toBeUndefined()
  })

  it('reads whole numbers only', () => {
    expect(readNumber('06')).toBe(6)
    expect(readNumber('-1')).toBe(-1)
    expect(readNumber('--1')).toBeUndefined()
    expect(readNumber('1e3')).toBeUndefined()
    expect(readNumber('123456')).toBeUndefined()
    expect(readKey('')).toBeUndefined()
  })
})
