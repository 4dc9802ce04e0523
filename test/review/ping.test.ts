import { describe, expect, it } from 'vitest'
import { ANN, JANE, REX, review, type ShortReply } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const SAM = { name: 'Sam Low', email: 'sam@example.org' }
const turn = (...replies: readonly Partial<ShortReply>[]) => {
  const said = replies.map((reply, at) => ({ id: `m${at}`, from: JANE, body: '', at: 10 + at, patch: 1, ...reply }))
  const { whose, why, people } = review(ONE, said).turn
  return [whose, why, ...people.map(({ name }) => name)]
}
const asks: Partial<ShortReply> = { from: REX, body: 'How was this tested?' }
const answers: Partial<ShortReply> = { body: 'On two machines.', to: 'm0' }

describe('a ping by the author', () => {
  it('waits on the reviewer whose mail it answers', () => {
    expect(turn(asks, answers, { body: 'Ping?', to: 'm0' })).toEqual(['reviewers', 'pinged', REX.name])
  })

  it('waits on whoever it names, not on the reviewer whose mail it answers', () => {
    const ann: Partial<ShortReply> = { from: ANN, body: 'Nice work so far.' }
    expect(turn(asks, ann, { body: 'Gentle ping, Ann?', to: 'm0' })).toEqual(['reviewers', 'pinged', ANN.name])
  })

  it('waits on a maintainer when whoever it is for has decided something before, and may', () => {
    const promise: Partial<ShortReply> = { body: "I'll merge this tonight." }
    const ping: Partial<ShortReply> = { body: 'Ping?', to: 'm0' }
    expect(turn({ ...promise, from: ANN }, ping)).toEqual(['maintainer', 'pinged', ANN.name])
    expect(turn({ ...promise, from: SAM }, ping).slice(0, 2)).toEqual(['reviewers', 'pinged'])
  })

  it('may ask in other words', () => {
    const ping: Partial<ShortReply> = { body: 'Hello Rex, may I ask whether you had a chance to test it?', to: 'm0' }
    expect(turn(asks, answers, ping)).toEqual(['reviewers', 'pinged', REX.name])
  })

  it('names nobody when it answers the patch itself', () => {
    expect(turn({ body: 'Ping?' })).toEqual(['reviewers', 'unreviewed'])
  })

  it('is over once somebody wrote after it', () => {
    const later: Partial<ShortReply> = { from: ANN, body: 'I am looking at it this week.' }
    expect(turn(asks, answers, { body: 'Ping?', to: 'm0' }, later)[1]).not.toBe('pinged')
  })

  it('goes on when a stranger wrote after it', () => {
    const stranger: Partial<ShortReply> = { from: { name: 'Eve Low', email: 'eve@evil.example' }, body: 'Me too.' }
    const ping: Partial<ShortReply> = { body: 'Ping?', to: 'm0' }
    expect(turn(asks, answers, ping, stranger)).toEqual(['reviewers', 'pinged', REX.name])
  })

  it('is none by anybody else, and none in words that only mention one', () => {
    expect(turn(asks, answers, { from: ANN, body: 'Ping?', to: 'm0' })[1]).not.toBe('pinged')
    expect(turn(asks, { body: 'The ping is lost on the second machine.', to: 'm0' })[1]).not.toBe('pinged')
  })
})
