import { describe, expect, it } from 'vitest'
import { formsOf } from '../../lib/search/stem'

describe('the forms of a word', () => {
  it.each([
    ['patches', ['patch', 'patched', 'patching']],
    ['mapped', ['map', 'maps', 'mapping']],
    ['query', ['queries', 'queried', 'querying']],
    ['file', ['files', 'filed', 'filing']],
    ['initialization', ['initial', 'initialize', 'initialized', 'initializing']],
    ['syscalls', ['syscall']],
    ['possible', ['possibly', 'possibility', 'possibilities']],
  ])('of %s are found with it', (word, others) => {
    const forms = formsOf(word)
    expect(forms).toContain(word)
    expect(others.filter((one) => !forms.includes(one))).toEqual([])
  })

  it('are never words with another stem', () => {
    for (const [word, other] of [
      ['police', 'policy'],
      ['map', 'mapper'],
      ['page', 'pager'],
      ['test', 'testament'],
      ['lock', 'locker'],
    ] as const)
      expect([word, formsOf(word).includes(other)]).toEqual([word, false])
  })

  it('are the word alone when it is not English, short, or far too long', () => {
    for (const word of ['v2', 'do', 'überlauf', 'x'.repeat(25), '1a2b3c']) expect(formsOf(word)).toEqual([word])
  })

  it('share their first letter, however short the stem: it is where they are looked for in a text', () => {
    for (const word of ['ies', 'eing', 'eeds', 'iings', 'oeds', 'uing', 'yes'])
      expect([word, new Set(formsOf(word).map((form) => form.charAt(0))).size]).toEqual([word, 1])
  })

  it('are bounded, whatever the word', () => {
    for (const word of ['organ', 'act', 'generalization', 'abcdefgh']) expect(formsOf(word).length).toBeLessThan(120)
  })
})
