import { describe, expect, it } from 'vitest'
import { matchColumns } from '../../lib/search/matchColumns'
import { nameQuery } from '../../lib/search/nameQuery'
import type { Query } from '../../lib/search/query'
import { readSearch } from '../../lib/search/readSearch'

const read = (text: string) => readSearch(text, { nowMs: Date.UTC(2022, 8, 30) })

/** The words of a query, those of a phrase together. */
function wordsOf(query: Query | undefined): readonly string[] {
  if (query === undefined) return []
  if (query.kind === 'words') return [query.words.join(' ')]
  return query.kind === 'all' || query.kind === 'any' ? query.parts.flatMap(wordsOf) : [query.kind]
}

describe('readSearch', () => {
  it.each([
    ['beta:start', '"beta:" is not a prefix', ['beta', 'start']],
    ['NOT pump', 'NOT alone', ['pump']],
    ['pump AND', 'AND needs something', ['pump']],
    ['pump* (NOT valve) NEAR "or not"', 'NEAR is not supported', ['pump', 'valve', 'or', 'not']],
    ['be* pump pump', 'would match too much', ['be', 'pump']],
    [
      `x:y ${Array.from({ length: 40 }, (_, at) => `w${at}`).join(' ')}`,
      '"x:" is not',
      expect.objectContaining({ length: 16 }),
    ],
  ])('says why %s is not a search, and asks for its words without operators', (text, problem, words) => {
    const found = read(text)
    expect(found).toMatchObject({ problem: expect.stringContaining(problem), pasted: undefined })
    expect(wordsOf(found.query)).toEqual(words)
  })

  it.each(['s:pump', 'pump valve', 'd:3.days.ago..', '"the pump" NOT valve'])('has no problem with %s', (text) => {
    expect(read(text)).toMatchObject({ problem: undefined, pasted: undefined, query: expect.anything() })
  })

  it.each(['', ' \0 ', '*', 'AND', '(NOT)'])('asks for nothing, and has no problem with, %j', (text) => {
    expect(read(text)).toEqual({ query: undefined, problem: undefined, pasted: undefined })
  })

  it('asks for the mails that have a Message-ID in their text', () => {
    expect(read('<a.1@example.org>')).toMatchObject({ pasted: 'a.1@example.org', problem: undefined })
    expect(wordsOf(read('<a.1@example.org>').query)).toEqual(['a 1 example org'])
    // The index does not look up as many words as this.
    expect(read(`${'a.'.repeat(90)}@b`)).toMatchObject({ query: undefined, problem: undefined })
    expect(read('f:a.1@example.org').pasted).toBeUndefined()
  })
})

describe('nameQuery', () => {
  it('asks for the parts of a name, and knows no prefix or operator', () => {
    expect(wordsOf(nameQuery('J\u00f6rg  OR s:m\u00fcller@example.org'))).toEqual([
      'jorg',
      'or',
      's muller example org',
    ])
    for (const text of ['', ' -- ', '<>']) expect(nameQuery(text)).toBeUndefined()
  })
})

describe('matchColumns', () => {
  const match = (text: string) => {
    const { query } = read(text)
    return query === undefined ? undefined : matchColumns(query, { subject: ['title'] })
  }

  it('looks for words, phrases and beginnings in the columns of their fields', () => {
    expect(match('s:PCI')).toBe('{title} : ("pci")')
    expect(match('s:"the pump"')).toBe('{title} : ("the pump")')
    expect(match('s:pum*')).toBe('{title} : ("pum"*)')
    expect(match('s:(PCI OR VFIO)')).toBe('({title} : ("pci")) OR ({title} : ("vfio"))')
    expect(match('PCI VFIO')).toBe('({title} : ("pci")) AND ({title} : ("vfio"))')
  })

  it('finds no row for what the columns cannot show', () => {
    for (const text of ['f:ada', 'PCI f:ada', 'PCI NOT VFIO', 'd:20220901..', 'mid:a@b c'])
      expect([text, match(text)]).toEqual([text, ''])
    expect(match('PCI OR f:ada')).toBe('{title} : ("pci")')
  })
})
