import { describe, expect, it } from 'vitest'
import { type LinkableComment, linkReplies } from '../../lib/review/replyTo'
import { growthExponent, LINEAR } from '../support/growthExponent'

const NOWHERE = { kind: 'unplaced', reason: 'not-found' } as const
const line = (at: number) =>
  ({ kind: 'line', path: 'a.c', file: 0, hunk: 0, at, side: 'new', line: at, by: 'lines' }) as const
const said = (mail: number, text: string, more: Partial<LinkableComment> = {}): LinkableComment => ({
  mail,
  text,
  quoted: [],
  place: NOWHERE,
  author: false,
  ...more,
})
/** Mail 2 answers mail 1, mail 3 answers mail 2, and so on. */
const chain = (mail: number) => (mail > 1 ? mail - 1 : null)

describe('what a comment answers', () => {
  const asked = [
    said(1, 'Why is this signed?\nIt cannot be negative.', { place: line(3) }),
    said(1, 'Use a constant here.', { place: line(9) }),
  ]

  it('is the comment whose words it quotes, wherever in the patch either is', () => {
    const answer = said(2, 'Right.', { quoted: ['It cannot be negative.'] })
    expect(linkReplies([...asked, answer], chain)).toEqual([null, null, 0])
  })

  it('is found when the quoted words were wrapped anew', () => {
    const answer = said(2, 'Right.', { quoted: ['signed? It cannot be'] })
    expect(linkReplies([...asked, answer], chain)).toEqual([null, null, 0])
  })

  it('is the comment on the same line when it quotes nothing but code', () => {
    const answer = said(2, 'Will do.', { quoted: ['+ x = 4;'], place: line(9) })
    expect(linkReplies([...asked, answer], chain)).toEqual([null, null, 1])
  })

  it('is nothing when it quotes code that nobody above has commented on', () => {
    const other = said(2, 'This leaks.', { quoted: ['+ p = alloc();'], place: line(20) })
    expect(linkReplies([...asked, other], chain)).toEqual([null, null, null])
  })

  it('is the last comment above when the author quotes code that nobody has commented on', () => {
    const answer = said(2, 'Copy that.', { quoted: ['+ p = alloc();'], place: line(20), author: true })
    expect(linkReplies([...asked, answer], chain)).toEqual([null, null, 1])
    expect(linkReplies([answer], chain)).toEqual([null])
  })

  it.each([
    ['Yes, that makes sense.', 1],
    ['OK, but what if it is negative?', 1],
    ['That looks like it should work.', 1],
    ['Note that this leaks.', null],
    ['Nothing frees it.', null],
  ])('is the last comment above when it begins like an answer: %s', (text, expected) => {
    const other = said(2, text, { quoted: ['+ p = alloc();'], place: line(20) })
    expect(linkReplies([...asked, other], chain)).toEqual([null, null, expected])
  })

  it('is what the comment before it in its mail answers, else the last of the mail above, when it quotes nothing', () => {
    const first = said(2, 'Right.', { quoted: ['It cannot be negative.'] })
    expect(linkReplies([...asked, first, said(2, 'Thank you!')], chain)).toEqual([null, null, 0, 0])
    expect(linkReplies([...asked, said(2, 'All fixed.')], chain)).toEqual([null, null, 1])
  })

  it('may be in a mail further up, and mails without comments are passed over', () => {
    const late = said(4, 'I still wonder.', { quoted: ['Use a constant here.'] })
    expect(linkReplies([...asked, said(2, 'Why?'), late], chain)).toEqual([null, null, 1, 1])
  })

  it('is nothing for a mail whose parent is not here', () => {
    expect(linkReplies([said(7, 'Looks odd.')], () => null)).toEqual([null])
  })

  it('is found in linear time, however many comments two mails have', () => {
    const make = (size: number) =>
      [1, 2].flatMap((mail) =>
        Array.from({ length: size }, (_, at) =>
          said(mail, `word ${mail} ${at} and more`, { quoted: [`word 1 ${at} and`], place: line(at) }),
        ),
      )
    expect(growthExponent([1_500, 6_000], make, (all) => linkReplies(all, chain), LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})
