import { describe, expect, it } from 'vitest'
import { findAbout } from '../../lib/story/about'
import { findPrefixes } from '../../lib/story/prefixes'

describe('what a series is about', () => {
  it('is the first paragraph of its cover letter, on one line', () => {
    expect(findAbout('The pump leaks.\nThis fixes it.\n\nMore follows.\n')).toEqual({
      text: 'The pump leaks. This fixes it.',
      rest: true,
    })
  })

  it.each([
    'Hi all,',
    'Hello!',
    'Dear maintainers,',
    'Alex,',
    'Martin, Christoph,',
    'Background\n==========',
    '# Background',
    '(Sorry for the noise before the holiday.)',
    '[Preface for v6: only acks are missing.]',
    'v2: https://lore.example.org/a@example.org',
    'v1->v2:\n* fix spelling (thanks Rex)',
    'Changes since v1:\n\n- fix spelling',
    'Ada Author (2):\n  one\n  two',
  ])('is not %j', (start) => {
    expect(findAbout(`${start}\n\nThe pump leaks.\n`)?.text).toBe('The pump leaks.')
  })

  it('is what follows a greeting in the same paragraph', () => {
    expect(findAbout('Hi,\nthe pump leaks.\n')).toEqual({ text: 'the pump leaks.', rest: false })
  })

  it('is a sentence in brackets when there is no other', () => {
    expect(findAbout('(The pump leaks.)\n')?.text).toBe('(The pump leaks.)')
  })

  it('is cut after a word at 600 characters', () => {
    const about = findAbout(`${'water '.repeat(200)}\n`)
    expect(about?.text.length).toBeLessThanOrEqual(600)
    expect(about).toMatchObject({ rest: true })
    expect(about?.text.endsWith('water')).toBe(true)
  })

  it('is unknown without prose', () => {
    expect(findAbout('')).toBeUndefined()
    expect(findAbout('\n\n')).toBeUndefined()
  })
})

describe('the prefixes of a subject', () => {
  it.each([
    ['[PATCH v4 3/7] a: b', []],
    ['[RFC PATCH net-next v2 0/5] a: b', ['RFC', 'net-next']],
    ['[kvm-unit-tests PATCH v2 0/9] a: b', ['kvm-unit-tests']],
    ['[PATCH AUTOSEL 6.1 03/20] a: b', ['AUTOSEL 6.1']],
    ['[PATCH 5.15 0/6] a: b', ['5.15']],
    ['[LTP] [PATCH v2] [PART 4] a: b', ['PART 4']],
    ['[PATCH nf 0/1.5] a: b', ['nf']],
  ])('of %s are %j', (subject, prefixes) => {
    expect(findPrefixes(subject, ['ltp@lists.example.org'])).toEqual(prefixes)
  })

  it('are at most six', () => {
    expect(findPrefixes('[PATCH a b c d e f g h] x: y', [])).toHaveLength(6)
  })
})
