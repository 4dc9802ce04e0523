import { describe, expect, it } from 'vitest'
import { formerTitle, normaliseTitle, parseSubject, type SubjectTag } from '../../lib/mail/subject'

const KNOWN: readonly (readonly [string, Partial<SubjectTag>])[] = [
  ['[PATCH v2 01/15] vfio: Add', { patch: true, version: 2, number: 1, total: 15, title: 'vfio: Add' }],
  ['[v3 PATCH 1/1] x', { version: 3, number: 1, total: 1 }],
  ['[PATCH 00/33 v6] x', { version: 6, number: 0, total: 33 }],
  ['[PATCH V2] x', { version: 2, number: null }],
  ['[PATCHv5 1/2] x', { patch: true, version: 5, number: 1 }],
  ['[RFCv2 1/2] x', { rfc: true, patch: false, version: 2 }],
  ['[PATCH -v2] x', { version: 2 }],
  ['[PATCH] v3: x', { version: 3, title: 'x' }],
  ['[PATCH] x (v2)', { version: 2, title: 'x' }],
  ['[PATCH bpf-next,v3,2/5] x', { version: 3, number: 2, total: 5, words: ['bpf-next'] }],
  ["[PATCH] ['version'] x", { version: null }],
  ['[PATCH v5.4 1/1] x', { version: null, dotted: { version: 5, revision: 4, text: '5.4' }, number: 1 }],
  ['[PATCH 2/3 v2] x', { version: 2, number: 2, total: 3 }],
  ['[PATCH 1/3][V2] x', { version: 2, number: 1, total: 3 }],
  ['[PATCH] Support v2 hardware', { version: null, title: 'Support v2 hardware' }],
  ['[PATCH1/8] x', { patch: true, number: 1, total: 8 }],
  ['[v2PATCH12/15] x', { version: 2, number: 12, total: 15 }],
  ['[1 of 8] x', { number: 1, total: 8, patch: false }],
  ['[PATCH 0 of 12] x', { number: 0, total: 12 }],
  ['PATCH 1/2: x', { patch: true, number: 1, total: 2, title: 'x' }],
  ['[PATCH 05/ 9] x', { number: 5, total: 9 }],
  ['[PATCH 001/100] x', { number: 1, total: 100 }],
  ['[PATCH F81504/508/512] x', { number: null, total: null }],
  ['[staging/HTTPS-TLS] x', { number: null, patch: false }],
  ['[PATCH 3/n] x', { number: null }],
  ['[PATCH 3/2] x', { number: 3, total: 2 }],
  ['[PATCH v20/4] x', { version: 2, number: 0, total: 4 }],
  ['[PATCH v2-resend 1/2] x', { version: 2, resend: true, number: 1 }],
  ['[PATCH net-next 1/2][RESEND] x', { resend: true, words: ['net-next'] }],
  ['[PATCH] rewrite [a-z] regexes', { title: 'rewrite [a-z] regexes' }],
  ['[PATCH net-next v2 0/9] 12/13 split of x', { number: 0, total: 9, title: '12/13 split of x' }],
  ['[GIT PULL] fixes', { pull: true }],
  ['PATCH review process', { patch: false, title: 'PATCH review process' }],
  ['v3: something', { version: null, title: 'v3: something' }],
]

describe('parseSubject', () => {
  it.each(KNOWN)('reads %s', (subject, expected) => {
    expect(parseSubject(subject)).toMatchObject(expected)
  })

  it.each([
    'Re: x',
    'RE: x',
    'Aw: x',
    'Antw: x',
    'Fwd: x',
    'WG: x',
    'SV: x',
    '回复: x',
    '答复：x',
    '[list] Re: [PATCH] x',
    'New name (was: [PATCH] x)',
  ])('takes %s for a reply', (subject) => {
    expect(parseSubject(subject).reply).toBe(true)
  })

  it.each(['Revert "x"', 'Regression in y', '[PATCH] Re-add z', 'SVM: x'])(
    'does not treat %s as a reply',
    (subject) => {
      expect(parseSubject(subject).reply).toBe(false)
    },
  )

  it('compares titles without case, blanks and closing punctuation', () => {
    expect(normaliseTitle('  Fix   the Thing. ')).toBe('fix the thing')
  })

  it('ends soon on one character repeated', () => {
    for (const char of ['[', ']', ' ', 'v', '1', '/', ':', '('])
      expect(parseSubject(char.repeat(100_000)).patch).toBe(false)
  })
})

describe('formerTitle', () => {
  it.each([
    'Close the lid (was: Stop: the leak)',
    'Close the lid (Was: [PATCH] Stop: the leak)',
    'Close the lid (was "Stop: the leak")',
    'Close the lid (was Re: [PATCH v2 1/2] Stop: the leak)',
    'Close the lid (was Stop: the leak)',
    'Close the lid [was: Stop: the leak]',
    'Close the lid (formerly: “Stop: the leak”)',
  ])('reads %s', (title) => {
    expect(formerTitle(title)).toBe('stop: the leak')
    expect(normaliseTitle(title)).toBe('close the lid')
    expect(parseSubject(`[PATCH v2] ${title}`)).toMatchObject({ reply: false, version: 2, title })
  })

  it.each([
    'Close the lid (was open)',
    'Close the lid (was: )',
    'Say that the lid was: open',
    'Close the (was: open) lid',
    'Let (wasm) pass',
    '(was: Stop: the leak)',
  ])('finds none in %s', (title) => {
    expect(formerTitle(title)).toBeUndefined()
  })
})

describe('forms without brackets and joined words', () => {
  it('are read from real spellings', () => {
    expect(parseSubject('PATCH1/8: x')).toMatchObject({ patch: true, number: 1, total: 8, title: 'x' })
    expect(parseSubject('v2PATCH12/15: x')).toMatchObject({
      patch: true,
      version: 2,
      number: 12,
      total: 15,
      title: 'x',
    })
    expect(parseSubject('PATCH 1/2: x')).toMatchObject({ patch: true, number: 1, total: 2, title: 'x' })
    expect(parseSubject('1 of 8: x')).toMatchObject({ number: 1, total: 8, title: 'x' })
    expect(parseSubject('[PATCH 0 of 12] x')).toMatchObject({ number: 0, total: 12, title: 'x' })
    expect(parseSubject('[PATCH-next 1/2] x')).toMatchObject({ patch: true, number: 1, total: 2, words: ['next'] })
    expect(parseSubject('[PATCH] x (v2)')).toMatchObject({ version: 2, title: 'x' })
  })

  it('are not read from prose', () => {
    expect(parseSubject('1 of 8 machines hangs')).toMatchObject({ number: null, title: '1 of 8 machines hangs' })
    expect(parseSubject('1/2: half of it')).toMatchObject({ number: null })
    expect(parseSubject('patch review process')).toMatchObject({ patch: false })
    expect(parseSubject('[PATCH] Support v2 hardware')).toMatchObject({ version: null })
    expect(parseSubject('[PATCH] F81504/508/512: x')).toMatchObject({ number: null })
  })

  const NUMBERED: readonly (readonly [string, Partial<SubjectTag>])[] = [
    ['0 of 12: x', { number: 0, total: 12, patch: false, title: 'x' }],
    ['[0 of 12] x', { number: 0, total: 12 }],
    ['PATCH 1 of 8: x', { patch: true, number: 1, total: 8, title: 'x' }],
    ['PATCHv2 1/2: x', { patch: true, version: 2, number: 1, total: 2, title: 'x' }],
    ['Re: PATCH1/8: x', { reply: true, patch: true, number: 1, total: 8, title: 'x' }],
    ['x (v2)', { patch: false, version: 2, title: 'x' }],
    ['Re: [PATCH 0/3] x (V3)', { reply: true, version: 3, number: 0, title: 'x' }],
    ['[PATCHv2-next 1/2] x', { patch: true, version: 2, number: 1, words: ['next'] }],
    ['[PATCH-v2 1/2] x', { patch: true, version: 2, number: 1, words: [] }],
    [
      '[PATCH v5.1 2/2] x',
      { patch: true, version: null, dotted: { version: 5, revision: 1, text: '5.1' }, number: 2, total: 2 },
    ],
    ['[Buildroot] [PATCH i-g-t 6.1 1/2] x', { words: ['buildroot', 'i-g-t', '6.1'] }],
    ["['version'] x", { version: null }],
    ['[PATCH v13A 24/35] x', { version: 13, dotted: { version: 13, revision: 1, text: '13A' }, number: 24, words: [] }],
    ['[PATCH v4rev2 0/3] x', { version: 4, dotted: { version: 4, revision: 2, text: '4rev2' } }],
    ['[PATCHv11.1 3/3] x', { patch: true, version: null, dotted: { version: 11, revision: 1, text: '11.1' } }],
    ['[PATCH (v2)] x', { version: 2, words: [] }],
    ['[PATCH take 2] x', { version: 2, words: [] }],
    ['[PATCH 2/2,v2] x', { version: 2, number: 2, total: 2 }],
    ['[PATCH 00/18] cache updates,v2', { version: 2, title: 'cache updates' }],
    ['[PATCH] x, take 2', { version: 2, title: 'x' }],
    ['[PATCH v1]: x', { version: 1, title: 'x' }],
    ['[PATCH v2 1/2] [PATCH v1 1/2] x', { version: 2, number: 1, total: 2, title: 'x' }],
    ['Subject: [PATCH v2] x', { version: 2, reply: false, title: 'x' }],
    ['[RFC/RFT PATCH] x', { rfc: true, patch: true, words: [] }],
    ['[PATCH for v5.9] x', { version: null }],
    ['[PATCH RESEND2 1/2] x', { resend: true, version: null, number: 1, words: [] }],
    ['[PATCH resend#3] x', { resend: true, words: [] }],
    ['[PATCH resend2020] x', { resend: false, words: ['resend2020'] }],
    ['[PATCH 1of2] x', { number: 1, total: 2, words: [] }],
    ['[PATCH 0.5/3] x', { number: 0.5, total: 3, words: [] }],
    ['[PATCH 0a/3] x', { number: null, total: null }],
    ['[PATCH 6.10/3] x', { number: null, total: null }],
    ['[PATCH #2] x', { version: 2, words: [] }],
    ['[PATCH 1/2, 2nd try] x', { version: 2, number: 1, total: 2, words: [] }],
    ['[PATCH ver.2 1/2] x', { version: 2, number: 1, words: [] }],
    ['[PATCH version 2] x', { version: 2, words: [] }],
    ['[PATCH v 2 1/2] x', { version: 2, number: 1, words: [] }],
    ['[PATCH v4 rev2] x', { version: 4, dotted: { version: 4, revision: 2, text: '4rev2' }, words: [] }],
    ['[PATCH] x - v2', { version: 2, title: 'x' }],
    ['[PATCH] x [v2]', { version: 2, title: 'x' }],
    ['[PATCH 00/33] x [ver #3]', { version: 3, title: 'x' }],
    ['[PATCH] x (2nd try)', { version: 2, title: 'x' }],
    ['[PATCH v 2/3] x', { version: null, number: 2, total: 3 }],
    ['[PATCH v 5.10] x', { version: null, dotted: null, words: ['v', '5.10'] }],
    ['[PATCH] [bug #12] x', { version: null, words: ['bug', '#12'] }],
    ['[PATCH] x - v4l2', { version: null, title: 'x - v4l2' }],
    ['[PATCH] build for x86-64 -v3', { version: null, title: 'build for x86-64 -v3' }],
    ['[PATCH] support boards [v2 and v3]', { version: null, title: 'support boards [v2 and v3]' }],
    ['[PATCH v2] new title (was: old title)', { reply: false, version: 2 }],
    ['[PATCH] close the (was open) lid', { reply: false, patch: true }],
    ['Questions (was: [PATCH] x)', { reply: true }],
  ]
  it.each(NUMBERED)('read %s', (subject, expected) => {
    expect(parseSubject(subject)).toMatchObject(expected)
  })

  it.each([
    'Re: 1 of 8 people sees it',
    'Boot fails on v2',
    'Support v2 (and v3) boards',
    'DISPATCH 1/2: x',
    'Re: 0 of 12 tests ran',
  ])('find nothing in %s', (subject) => {
    expect(parseSubject(subject)).toMatchObject({ patch: false, version: null, number: null })
  })
})
