import { describe, expect, it } from 'vitest'
import { JANE, REX, REX_TAG, replyOf, review, type ShortReply } from './fixture'

const TWO = [
  [
    { line: 'a', title: 'one' },
    { line: 'b', title: 'two' },
  ],
]
const request: ShortReply = { ...replyOf('r', REX, 10, 'Please update the comment, too.'), patch: 2 }
const turnOf = (...replies: ShortReply[]) => {
  const { turn, comments } = review(TWO, replies)
  return [turn.whose, turn.why, comments.find(({ mailKey }) => mailKey === 'r')?.outcome?.status]
}

describe('a tag for the series', () => {
  const tag = (at: number, more: Partial<ShortReply> = {}): ShortReply => ({
    ...replyOf('t', REX, at, `For the series: ${REX_TAG}`),
    patch: 0,
    ...more,
  })

  it('in the same sitting as a request on one patch leaves that open', () => {
    expect(turnOf(request, tag(11))).toEqual(['author', 'open-remarks', 'open'])
  })

  it('settles it when it comes later, on that patch, or after an answer of the author', () => {
    expect(turnOf(request, tag(60))[2]).toBe('cleared')
    expect(turnOf(request, tag(12, { patch: 2, body: REX_TAG }))[2]).toBe('cleared')
    expect(turnOf(request, replyOf('j', JANE, 12, 'It is right as it is.', 'r'), tag(13))[2]).toBe('cleared')
  })

  it('settles a question and a request on the series all the same', () => {
    expect(turnOf({ ...request, body: 'Why is this needed?' }, tag(11))[2]).toBe('cleared')
    expect(turnOf({ ...request, patch: 0 }, tag(11))[2]).toBe('cleared')
  })
})

describe('a concession', () => {
  const objection: ShortReply = { ...replyOf('r', REX, 10, 'I disagree, this is the wrong approach.'), patch: 1 }
  const answer = replyOf('j', JANE, 20, 'The others do the same.', 'r')

  it('ends an objection, unless its own mail objects', () => {
    expect(turnOf(objection, answer, replyOf('a', REX, 30, 'Fair enough.', 'j'))[2]).toBe('cleared')
    const more = 'Fair enough.\n\n> The others do the same.\n\nI still disagree with this.'
    expect(turnOf(objection, answer, replyOf('a', REX, 30, more, 'j'))[2]).toBe('open')
  })

  it('is not "I do not think that this makes sense"', () => {
    const again = "After further consideration, I don't think this option makes sense, it is too far from the lock."
    expect(turnOf(objection, answer, replyOf('a', REX, 30, again, 'j'))[2]).toBe('open')
  })

  it.each(['OK, got it.', "Ah, ignore that, I see it's there.", "So then we don't need to do anything."])(
    'may be "%s"',
    (body) => {
      expect(turnOf(request, answer, replyOf('a', REX, 30, body, 'r'))[2]).toBe('cleared')
    },
  )
})
