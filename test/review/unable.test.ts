import { describe, expect, it } from 'vitest'
import { ANN, JANE, review, type ShortReply } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const ASKED = 'Please convert this to a hash table.'

const turnOf = (...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({
    id: `m${at}`,
    from: at % 2 === 0 ? ANN : JANE,
    body: '',
    at: 10 + at,
    patch: 1,
    ...(at > 0 && { to: `m${at - 1}` }),
    ...reply,
  }))
  const { state, turn } = review(ONE, said)
  return [state.kind, turn.whose, turn.why]
}

describe('an author who agrees but cannot make the change', () => {
  it('promises nothing', () => {
    const answer = `> ${ASKED}\n\nI totally agree. However, this was out of reach for me.`
    expect(turnOf({ body: ASKED }, { body: answer })).toEqual(['under-review', 'reviewers', 'in-review'])
    expect(turnOf({ body: ASKED }, { body: `> ${ASKED}\n\nI totally agree.` })[1]).toBe('author')
  })

  it('promises it all the same when they only cannot test it', () => {
    const answer = `> ${ASKED}\n\nSure, will do. I don't have the hardware to test it, though.`
    expect(turnOf({ body: ASKED }, { body: answer })).toEqual(['changes-requested', 'author', 'promised'])
  })

  it('promises what is agreed to below another quote', () => {
    const answer = `> ${ASKED}\n\nI agree, will do.\n\n> And all drivers?\n\nThat is beyond my abilities.`
    expect(turnOf({ body: `${ASKED}\n\nAnd all drivers?` }, { body: answer })[1]).toBe('author')
  })
})

describe('an author who gives in later in the conversation', () => {
  const [why, talk] = [{ body: 'How is this different from other patches?' }, { body: 'I only tried to help you.' }]

  it('promises the change that was asked for further up', () => {
    const given = turnOf({ body: ASKED }, why, talk, { body: 'No worries. I can make the change, was just wondering.' })
    expect(given).toEqual(['changes-requested', 'author', 'promised'])
  })

  it('promises nothing with thanks alone', () => {
    expect(turnOf({ body: ASKED }, why, talk, { body: 'OK, thanks.' })[1]).toBe('reviewers')
  })
})
