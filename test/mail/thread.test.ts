import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeInThreads, type ThreadInput } from '../../lib/mail/thread'
import type { MessageId } from '../../lib/mail/types'

const input = (id: string, references: readonly string[] = [], receivedMs = 0, mark = ''): ThreadInput => ({
  key: id,
  messageId: id as MessageId,
  outerIds: [],
  references: references as MessageId[],
  receivedMs,
  mark,
  from: { name: '', email: `${id}@example.org` },
  recipients: [],
})

describe('placeInThreads', () => {
  it('finds a mail by the id of one in which a list wrapped it, unless a mail has that id', () => {
    const inner = { ...input('a'), outerIds: ['outer' as MessageId] }
    const answers = [input('b', ['outer'], 1), input('c', ['x', 'outer'], 2)]
    expect(placeInThreads([inner, ...answers])).toMatchObject([
      { parent: null },
      { parent: 0, ghost: null },
      { parent: 0, ghost: null, thread: 0 },
    ])
    const other = placeInThreads([inner, input('outer', [], 1), input('b', ['outer'], 2)])
    expect(other.map(({ parent }) => parent)).toEqual([null, null, 1])
  })

  it('answers the nearest reference that is imported', () => {
    const places = placeInThreads([input('a'), input('c', ['b', 'a'], 1)])
    expect(places[1]).toMatchObject({ parent: 0, thread: 0, depth: 1, ghost: null })
  })

  it('joins mails that answer the same unseen mail, and names it', () => {
    const places = placeInThreads([input('a', ['ghost'], 2), input('b', ['ghost'], 1)])
    expect(places.map(({ parent, ghost, thread }) => [parent, ghost, thread])).toEqual([
      [null, 'ghost', 1],
      [null, 'ghost', 1],
    ])
  })

  it('keeps threads without a link apart', () => {
    const places = placeInThreads([input('a'), input('b')])
    expect(places.map(({ thread }) => thread)).toEqual([0, 1])
  })

  it('leaves out the link that would close a loop', () => {
    const places = placeInThreads([input('a', ['b'], 1), input('b', ['a'], 2)])
    expect(places.map(({ parent }) => parent)).toEqual([1, null])
  })

  it('never orders a mail before the one it answers', () => {
    const places = placeInThreads([input('a', [], 100), input('b', ['a'], 40), input('c', ['b'], 150)])
    expect(places.map(({ orderMs }) => orderMs)).toEqual([100, 101, 150])
  })

  it('orders an answer that was received first, or at the same time, after the mail that it answers, whatever their keys', () => {
    const early = placeInThreads([input('z', [], 100), input('a', ['z'], 40), input('0', ['a'], 100)])
    expect(early.map(({ orderMs }) => orderMs)).toEqual([100, 101, 102])
    const apart = placeInThreads([input('z', [], 100), input('a', [], 100)])
    expect(apart.map(({ orderMs }) => orderMs)).toEqual([100, 100])
  })

  it('sends an answer to the copy of a reused id that has its mark', () => {
    const [five, six] = [
      { ...input('c', [], 1, '5'), key: 'c' },
      { ...input('c', [], 2, '6'), key: 'c~6' },
    ]
    const places = placeInThreads([five, six, input('p', ['c'], 3, '6'), input('q', ['c'], 4, '7')])
    expect(places.map(({ parent }) => parent)).toEqual([null, null, 1, 0])
  })

  it('sends an answer to the copy of a reused id whose sender it is addressed to, whatever the order', () => {
    const forged = { ...input('c', [], 1), key: 'c~1', from: { name: '', email: 'eve@example.org' } }
    const real = { ...input('c', [], 2), from: { name: '', email: 'jane@example.org' } }
    const answer = { ...input('r', ['c'], 3), recipients: ['jane@example.org'] }
    const patch = { ...input('p', ['c'], 4), from: real.from }
    expect(placeInThreads([forged, real, answer, patch]).map(({ parent }) => parent)).toEqual([null, null, 1, 1])
    expect(placeInThreads([real, forged, patch, answer]).map(({ parent }) => parent)).toEqual([null, null, 0, 0])
  })

  it('takes a chain of 5,000 mails', () => {
    const chain = Array.from({ length: 5_000 }, (_, index) =>
      input(`m${index}`, index === 0 ? [] : [`m${index - 1}`], index),
    )
    expect(placeInThreads(chain)[4_999]?.depth).toBe(4_999)
  })

  it('gives the same places in whatever order the mails come', () => {
    const mails = [
      input('a', [], 5),
      input('b', ['a'], 3),
      input('c', ['x', 'b'], 9),
      input('d', ['x'], 9),
      input('e', ['f'], 1),
      input('f', ['e'], 2),
    ]
    const byKey = (list: readonly ThreadInput[]) => {
      const places = placeInThreads(list)
      const name = (index: number | null) => (index === null ? null : list[index]?.key)
      return Object.fromEntries(
        places.map(({ parent, thread, ...rest }, index) => [
          list[index]?.key,
          { ...rest, parent: name(parent), thread: name(thread) },
        ]),
      )
    }
    const expected = byKey(mails)
    fc.assert(
      fc.property(fc.shuffledSubarray(mails, { minLength: mails.length }), (shuffled) => {
        expect(byKey(shuffled)).toEqual(expected)
      }),
    )
  })
})
