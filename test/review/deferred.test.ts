import { describe, expect, it } from 'vitest'
import { ANN, JANE, REX, REX_TAG, replyOf, review, type ShortReply } from './fixture'

const ONE = [[{ line: 'one' }]]
const TWO = [[{ line: 'one' }], [{ line: 'two' }]]
const outcomes = (versions: typeof ONE, ...replies: readonly ShortReply[]) =>
  review(versions, replies).comments.flatMap(({ outcome }) => outcome?.status ?? [])
const said = (...parts: Parameters<typeof replyOf>): ShortReply => ({ ...replyOf(...parts), patch: 1 })

describe('a comment that is left to a later patch', () => {
  const asked = said('a', REX, 1, '> +one\n\nThere should be a file for this, too.')
  const later = said(
    'b',
    JANE,
    2,
    '> There should be a file for this, too.\n\nI will do that in a follow-up patch.',
    'a',
  )
  const now = said('b', JANE, 2, '> There should be a file for this, too.\n\nI will add one.', 'a')

  it('is deferred once the reviewer is content with that', () => {
    expect(outcomes(ONE, asked, later, said('c', REX, 3, 'Fair enough.', 'b'))).toEqual(['deferred'])
    expect(outcomes(ONE, asked, later, said('c', REX, 3, REX_TAG))).toEqual(['deferred'])
  })

  it('is promised as long as the reviewer has not agreed, and settled when the author did not put it off', () => {
    expect(outcomes(ONE, asked, later)).toEqual(['promised'])
    expect(outcomes(ONE, asked, later, said('c', ANN, 3, 'Fair enough.', 'b'))).toEqual(['promised'])
    expect(outcomes(ONE, asked, now, said('c', REX, 3, 'Fair enough.', 'b'))).toEqual(['cleared'])
  })

  it('is not done by a change of the lines that it quotes', () => {
    expect(outcomes(TWO, asked, later, said('c', REX, 3, 'Fair enough.', 'b'))).toEqual(['deferred'])
    expect(outcomes(TWO, asked, later)).toEqual(['addressed'])
  })

  it('is deferred by the reviewer alone', () => {
    const follow = 'Please use u64 here. It would also be OK to look into that as a follow-on.'
    expect(outcomes(ONE, said('a', REX, 1, follow))).toEqual(['deferred'])
    expect(outcomes(ONE, said('a', REX, 1, 'Please use u64 here. A follow-on will need it.'))).toEqual(['open'])
    expect(outcomes(ONE, said('a', REX, 1, `${follow}\n\nPlease drop the lock.`))).toEqual(['open'])
  })

  it('needs no consent when it is a question', () => {
    const question = said('a', REX, 1, 'What happens to the group then?')
    expect(
      outcomes(ONE, question, said('b', JANE, 2, 'Let me handle it in a separate patch after this series.', 'a')),
    ).toEqual(['deferred'])
    expect(outcomes(ONE, question, said('b', JANE, 2, 'It is a separate patch because it moves code.', 'a'))).toEqual([
      'open',
    ])
  })

  it.each([
    'Thanks for the quick follow-up!',
    'I will answer the other mail separately.',
    'Which todo list do you mean?',
    'It is freed later in a separate function.',
  ])('is not one that the author only talks about: %s', (answer) => {
    const question = said('a', REX, 1, 'What happens to the group then?')
    expect(outcomes(ONE, question, said('b', JANE, 2, answer, 'a'))).toEqual(['open'])
  })

  it('keeps nobody waiting', () => {
    const { state, turn } = review(ONE, [asked, later, said('c', REX, 3, 'Fair enough.', 'b')])
    expect([state.kind, turn.whose]).toEqual(['under-review', 'reviewers'])
    expect(review(ONE, [asked, later]).turn.whose).toBe('author')
  })
})
