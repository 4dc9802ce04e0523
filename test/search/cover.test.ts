import { describe, expect, it } from 'vitest'
import { coverQuery, matchLists } from '../../lib/search/cover'
import type { Query, WordsQuery } from '../../lib/search/query'
import { splitWords } from '../../lib/search/words'

const word = (text: string, more: Partial<WordsQuery> = {}): WordsQuery => ({
  kind: 'words',
  fields: ['subject'],
  words: splitWords(text),
  prefix: false,
  stem: false,
  ...more,
})
const all = (...parts: Query[]): Query => ({ kind: 'all', parts })
const any = (...parts: Query[]): Query => ({ kind: 'any', parts })
const not = (part: Query): Query => ({ kind: 'not', part })
const patchId = (value: string): Query => ({ kind: 'value', name: 'patchid', value })
const since = (fromMs: number): Query => ({ kind: 'time', clock: 'sent', fromMs })

function covers(query: Query) {
  const covering = coverQuery(query)
  if ('problem' in covering) throw new Error(covering.problem)
  return covering.covers
}
const matchOf = (query: Query) => covers(query).map(({ match, exact }) => [match, exact])

describe('the ways to find the mails of a query', () => {
  it('are one expression for words, exact unless they are a phrase', () => {
    expect(matchOf(word('a'))).toEqual([['{subject} : ("a")', true]])
    expect(matchOf(word('a b'))).toEqual([['{subject} : (("a") AND ("b"))', false]])
    expect(matchOf(word('a bcd', { prefix: true }))).toEqual([['{subject} : (("a") AND ("bcd"*))', false]])
    expect(matchOf(word('bcd', { prefix: true, fields: ['from', 'own'] }))).toEqual([['{sender own} : ("bcd"*)', true]])
  })

  it('look up other forms of a word', () => {
    expect(matchOf(word('maps', { stem: true }))[0]?.[0]).toContain('"mapping"')
  })

  it('are one expression for all, any and not, where words tell exactly which mails to leave out', () => {
    const [a, b] = [word('a'), word('b')]
    expect(matchOf(all(a, b, not(word('c'))))[0]).toEqual([
      '(({subject} : ("a")) AND ({subject} : ("b"))) NOT ({subject} : ("c"))',
      true,
    ])
    expect(matchOf(any(a, b))).toEqual([['({subject} : ("a")) OR ({subject} : ("b"))', true]])
    expect(matchOf(all(a, not(word('c d'))))).toEqual([['{subject} : ("a")', false]])
  })

  it('keep what is exact apart from what is not', () => {
    expect(matchOf(any(word('a'), word('b c')))).toEqual([
      ['{subject} : ("a")', true],
      ['{subject} : (("b") AND ("c"))', false],
    ])
  })

  it('are one look-up for many values', () => {
    const [only, ...more] = covers(any(...Array.from({ length: 100 }, (_, at) => patchId(`${at}`))))
    expect(more).toEqual([])
    expect(only?.values[0]).toHaveLength(100)
  })

  it('overlap ranges of time', () => {
    const [only] = covers(all(since(5), since(9), { kind: 'time', clock: 'sent', beforeMs: 20 }))
    expect(only?.sent).toEqual({ fromMs: 9, beforeMs: 20 })
  })

  it('leave parts to the comparison when there are too many combinations', () => {
    const either = any(word('a'), patchId('1'), since(1), word('b c'))
    const found = covers(all(either, either, either))
    expect(found.length).toBeLessThanOrEqual(12)
    expect(found.every(({ exact }) => !exact)).toBe(true)
  })

  it('find nothing for a malformed abbreviated id', () => {
    expect(matchOf({ kind: 'value', name: 'dfpre', value: 'xyz' })).toEqual([['{old_blob} : ((""))', true]])
  })
})

describe('the words of lists', () => {
  it('are looked up without those of most hosts', () => {
    expect(matchLists([['linux-hwmon.vger.kernel.org', 'kernel.pengutronix.de']])).toBe(
      '({lists} : ("linux" AND "hwmon")) OR ({lists} : ("kernel" AND "pengutronix" AND "de"))',
    )
    expect(matchLists([['vger.kernel.org'], ['-.lists.org']])).toBe(
      '({lists} : ("vger")) AND ({lists} : ("lists" AND "org"))',
    )
  })
  it('are likewise looked up for a phrase in their names, which mails are then compared with', () => {
    const list = (text: string): Query => ({ ...word(text), fields: ['list'] })
    expect(matchOf(list('linux-hwmon.vger.kernel.org'))).toEqual([['{lists} : (("linux") AND ("hwmon"))', false]])
    expect(matchOf(list('lists.pumps.org'))).toEqual([['{lists} : ("pumps")', false]])
    expect(matchOf(list('kernel.org'))).toEqual([['{lists} : (("kernel") AND ("org"))', false]])
    expect(matchOf(list('vger'))).toEqual([['{lists} : ("vger")', true]])
  })
})

describe('a query that is not answered', () => {
  const deep = (depth: number) => Array.from({ length: depth }).reduce<Query>((part) => all(part), word('a'))
  const words = (count: number) => all(...Array.from({ length: count }, () => word('a')))
  const beginnings = (count: number) => any(...Array.from({ length: count }, () => word('abc', { prefix: true })))
  const values = (count: number) => any(...Array.from({ length: count }, () => patchId('1')))
  it.each([
    ['only leaves out', not(word('a')), 'NOT alone'],
    ['may only leave out', any(word('a'), not(word('b'))), 'NOT alone'],
    ['asks for nothing', all(), 'NOT alone'],
    ['has a word without a letter', word('-'), 'no letter or digit'],
    ['has the beginning of a word that is too short', word('vfio ab', { prefix: true }), '"ab*" would match too much'],
    ['has too many words', words(65), 'more than the 64 words'],
    ['has too many beginnings of words', beginnings(7), 'more than the 6 beginnings'],
    ['has too many values', values(257), 'more than the 256 values'],
    ['is too deep', deep(25), 'brackets within brackets'],
    [
      'has too many alternatives',
      any(...Array.from({ length: 13 }, (_, at) => all(patchId('1'), since(at)))),
      'altern',
    ],
  ])('%s', (_, query, problem) => {
    expect(coverQuery(query)).toEqual({ problem: expect.stringContaining(problem) })
  })

  it.each([
    ['a prefix of three letters', word('a bcd', { prefix: true })],
    ['a short word that is no prefix', word('ab')],
    ['as many words as are looked up', words(64)],
    ['as many beginnings of words', beginnings(6)],
    ['as many values', values(256)],
    ['as many levels', deep(24)],
  ])('but %s', (_, query) => {
    expect(coverQuery(query)).toHaveProperty('covers')
  })

  it('of many parts is looked up by the first of them, since FTS5 reads so many brackets only', () => {
    const blobs = Array.from(
      { length: 110 },
      (_, index): Query => ({ kind: 'value', name: 'dfpre', value: `abcd${index + 100}` }),
    )
    const found = coverQuery(all(not(word('w')), ...blobs))
    expect(found).toMatchObject({ covers: [{ exact: false, match: expect.stringContaining('abcd131') }] })
    expect(JSON.stringify(found)).not.toContain('abcd132')
  })

  it('but may only leave out mails of one thread', () => {
    expect(coverQuery(not(word('a')), true)).toHaveProperty('covers')
  })
})
