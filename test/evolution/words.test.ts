import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../lib/evolution/types'
import { markWords, words } from '../../lib/evolution/words'

const mark = (old: string, now: string) => {
  const spans = markWords(old, now, { left: 1_000 })
  if (spans === undefined) throw new Error('too many words')
  return spans
}
const textOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('')
const marked = (spans: readonly Span[]) => spans.filter(({ kind }) => kind !== 'same').map(({ text }) => text)

describe('words', () => {
  it('are letters, digits and underscores, and every other character alone', () => {
    expect(words('int foo_1 = größe->x;')).toEqual(['int', 'foo_1', '=', 'größe', '-', '>', 'x', ';'])
    expect(words(' \t')).toEqual([])
  })
})

describe('markWords', () => {
  it('marks the words that differ, and blanks too', () => {
    const renamed = mark('return old_name(a);', 'return new_name(a);')
    expect([marked(renamed.old), marked(renamed.now)]).toEqual([['old_name'], ['new_name']])
    const spaced = mark('set(ops=1);', 'set(ops = 1);')
    expect([marked(spaced.old), marked(spaced.now)]).toEqual([[], [' ', ' ']])
  })

  it('gives up when it takes more steps than allowed', () => {
    expect(markWords('a b c d e f', 'f e d c b a', { left: 10 })).toBeUndefined()
  })

  it('gives spans that are the two lines when joined', () => {
    const line = fc
      .array(fc.constantFrom('a', 'bc', ' ', '\t', '(', 'é'), { maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(line, line, (old, now) => {
        const spans = mark(old, now)
        expect([textOf(spans.old), textOf(spans.now)]).toEqual([old, now])
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})
