import { describe, expect, it } from 'vitest'
import { derive, diff, REX } from './fixture'

describe('an old title at the end of a subject', () => {
  const old = { id: 'a', subject: '[PATCH] plug the leak' }

  it('links a renamed patch to the one that had it', () => {
    const body = diff('valve.c', 'other')
    expect(derive([old, { id: 'b', subject: '[PATCH v2] seal it (was: plug the leak)', at: 90, body }])).toHaveLength(1)
    expect(derive([old, { id: 'b', subject: '[PATCH v2] seal it (was: another leak)', at: 90, body }])).toHaveLength(2)
  })

  it('links them in any spelling, by the same sender', () => {
    const renamed = (tail: string, mark = ' v2') => ({
      id: 'b',
      subject: `[PATCH${mark}] seal it ${tail}`,
      at: 90,
      body: diff('valve.c', 'other'),
    })
    for (const tail of [
      '(was "plug the leak")',
      '[was: plug the leak]',
      '(was plug the leak)',
      '(was Re: plug the leak)',
    ])
      expect(derive([old, renamed(tail)])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
    expect(derive([old, renamed('(was: plug the leak)', '')]).map((one) => one.at(-1))).toEqual([
      '2nd posting (unlabelled): - 1=b',
    ])
    expect(derive([old, { ...renamed('(was: plug the leak)', ''), from: REX }])).toHaveLength(2)
    expect(derive([old, renamed('(was plugged)')])).toHaveLength(2)
  })

  it('leaves an answer that pastes a diff an answer', () => {
    const answer = { id: 'b', subject: 'Questions (was: [PATCH] plug the leak)', to: ['a'], at: 9, body: diff('x.c') }
    expect(derive([old, answer])).toEqual([['v1: - 1=a']])
  })
})
