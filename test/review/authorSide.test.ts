import { describe, expect, it } from 'vitest'
import { ANN, replyOf, review, type ShortReply } from './fixture'

/** Of another company than Jane and Ann. */
const KIM = { name: 'Kim Low', email: 'kim@other.example' }
const SIGNED = 'Signed-off-by: Ann Poe <ann@example.org>'
const OWN = 'Signed-off-by: Jane Doe <jane@example.org>'

const asked = replyOf('a', KIM, 1, '> +umount(dir);\nPlease use the helper.')

/** What became of what Kim asks for, in a series by Jane with these trailers on its other patch. */
const outcome = (answer: ShortReply, trailers: readonly string[] = []): string => {
  const { standings, people } = review([[{ line: 'umount(dir);' }, { line: 'close(fd);', trailers }]], [asked, answer])
  const found = standings.find(
    ({ position, person }) => position === 'requests-changes' && people[person] !== undefined,
  )
  return found === undefined ? 'none' : `${found.status}${found.answered ? ' answered' : ''}`
}

describe('somebody who answers a reviewer for the author', () => {
  it('has a part in a patch of the series, and shares the company of its sender', () => {
    const answer = replyOf('b', ANN, 2, '> Please use the helper.\nSure, will do.', 'a')
    expect(outcome(answer, [SIGNED, OWN])).toBe('promised answered')
    expect(outcome(answer)).toBe('open')
  })

  it('is not somebody who signed after the author, and so passes the patch on', () => {
    const answer = replyOf('b', ANN, 2, '> Please use the helper.\nSure, will do.', 'a')
    expect(outcome(answer, [OWN, SIGNED])).toBe('open')
  })

  it('is a colleague without such a part who says what "we" will change', () => {
    const answer = replyOf('b', ANN, 2, "> Please use the helper.\nSure, we'll fix that in the next version.", 'a')
    expect(outcome(answer)).toBe('promised answered')
    expect(outcome({ ...answer, from: { name: 'Ann Poe', email: 'ann@third.example' } })).toBe('open')
  })

  it('is nobody from a host where people of many companies have their addresses', () => {
    const from = { name: 'Ann Poe', email: 'ann@gmail.com' }
    const { standings } = review(
      [[{ line: 'umount(dir);', from: { name: 'Jane Doe', email: 'jane@gmail.com' } }]],
      [asked, replyOf('b', from, 2, "> Please use the helper.\nSure, we'll fix that in the next version.", 'a')],
    )
    expect(standings.map(({ status }) => status)).toContain('open')
  })

  it('is a reviewer to those who answer that mail: they discuss, and ask the author for nothing new', () => {
    const answer = replyOf('b', ANN, 2, '> Please use the helper.\nSure, will do.', 'a')
    const more = replyOf('c', KIM, 3, '> Sure, will do.\nYou should rename it elsewhere too, Ann.', 'b')
    const { standings } = review(
      [[{ line: 'umount(dir);' }, { line: 'close(fd);', trailers: [SIGNED, OWN] }]],
      [asked, answer, more],
    )
    const requests = standings.filter(({ position }) => position === 'requests-changes')
    expect(requests.map(({ status, quote }) => [status, quote])).toEqual([['promised', 'Please use the helper.']])
  })

  it('gives no tag: whoever reviews the other patches of a series stays a reviewer', () => {
    const body = '> Please use the helper.\nSure, will do.\n\nReviewed-by: Ann Poe <ann@example.org>'
    const { standings, people } = review(
      [[{ line: 'umount(dir);' }, { line: 'close(fd);', trailers: [SIGNED, OWN] }]],
      [asked, replyOf('b', ANN, 2, body, 'a')],
    )
    expect(
      standings.some(({ position, person }) => position === 'approves' && people[person]?.name === 'Ann Poe'),
    ).toBe(true)
    expect(standings.find(({ position }) => position === 'requests-changes')?.answered).toBe(false)
  })

  it('answers somebody of another company: colleagues among themselves review', () => {
    const inside = replyOf(
      'a',
      { name: 'Rex Roe', email: 'rex@example.org' },
      1,
      '> +umount(dir);\nPlease use the helper.',
    )
    const { standings } = review(
      [[{ line: 'umount(dir);' }, { line: 'close(fd);', trailers: [SIGNED, OWN] }]],
      [inside, replyOf('b', ANN, 2, '> Please use the helper.\nSure, will do.', 'a')],
    )
    expect(standings.find(({ position }) => position === 'requests-changes')?.answered).toBe(false)
  })
})
