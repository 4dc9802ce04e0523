import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { parseSearch } from '../../lib/search/grammar'
import { openMayFollow, openMayMatch, packPairs } from '../../lib/search/wordPairs'
import { foldText, openFindWords, splitWords } from '../../lib/search/words'

const mailOf = (body: string, subject = '') => ({
  messageId: '' as MessageId,
  subject,
  from: { name: '', email: '' },
  to: [],
  cc: [],
  lists: [],
  body,
})
const mayFollow = (phrase: string, text: string, prefix = false) =>
  openMayFollow({ words: splitWords(phrase), prefix, stem: false })(packPairs(mailOf(text)))

describe('a filter of the pairs of words', () => {
  it('leaves out a text that has the words of a phrase in another order', () => {
    expect(mayFollow('vfio pci pump', 'the vfio-pci\n> Pump')).toBe(true)
    expect(mayFollow('pci vfio', 'the vfio-pci\n> Pump')).toBe(false)
    expect(mayFollow('vfio pump', 'vfio')).toBe(false)
    expect(mayFollow('vfio pump', '')).toBe(false)
  })

  it('knows nothing of a single word, nor of the beginning of a word', () => {
    expect(mayFollow('valve', 'pump')).toBe(true)
    expect(mayFollow('pump val', 'one pump more', true)).toBe(true)
    expect(mayFollow('more pump val', 'one pump more', true)).toBe(false)
  })

  it('never leaves out a text that has the phrase', () => {
    const piece = fc.constantFrom(
      'a',
      'Über',
      'u\u0308',
      'İ',
      '𝒜',
      '\ud835',
      'ß',
      '中',
      '9',
      'Ω',
      ' ',
      '\n> ',
      '-',
      '\u0301',
      '',
    )
    const texts = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, fc.nat(20), fc.integer({ min: 1, max: 4 }), fc.boolean(), (text, from, count, prefix) => {
        const words = splitWords(text).slice(from, from + count)
        fc.pre(words.length > 0)
        const pattern = { words, prefix, stem: false }
        if (openFindWords(pattern)(foldText(text), false))
          expect(openMayFollow(pattern)(packPairs(mailOf(text)))).toBe(true)
      }),
    )
  })

  it('decides on a query that has a phrase in each of its alternatives', () => {
    const mayMatch = (text: string) => {
      const parsed = parseSearch(text, { nowMs: 0 })
      if ('problem' in parsed) throw new Error(parsed.problem)
      return openMayMatch(parsed.query)?.(packPairs(mailOf('one pump two', 'the valve')))
    }
    expect(mayMatch('"one pump" f:ada')).toBe(true)
    expect(mayMatch('"pump one" f:ada')).toBe(false)
    expect(mayMatch('"pump one" OR "the valve"')).toBe(true)
    expect(mayMatch('"pump one" OR "valve the"')).toBe(false)
    expect(mayMatch('("pump one" OR f:ada) one')).toBeUndefined()
    expect(mayMatch('pump NOT "pump one"')).toBeUndefined()
    // Recipients are not in the filter.
    expect(mayMatch('t:"ada author"')).toBeUndefined()
  })

  it('leaves out most texts without a phrase, and takes a byte for a pair', () => {
    const text = Array.from({ length: 1_000 }, (_, at) => `w${at}`).join(' ')
    const filter = packPairs(mailOf(text))
    expect(filter).toHaveLength(999)
    const wrong = Array.from({ length: 900 }, (_, at) => `w${at} w${at + 2}`).filter((phrase) =>
      openMayFollow({ words: splitWords(phrase), prefix: false, stem: false })(filter),
    )
    expect(wrong.length).toBeLessThan(40)
  })
})
