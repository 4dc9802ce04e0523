import { describe, expect, it } from 'vitest'
import { greetsOthers } from '../../lib/review/addressee'
import { readLines } from '../../lib/review/quote'
import { findQuotedComments, quotableLines } from '../../lib/review/quotedComments'
import { quotedSpeakers } from '../../lib/review/quotedSpeaker'
import { ANN, JANE, REX, REX_TAG, readStatements, replyOf, review, type ShortPatch, type ShortReply } from './fixture'

const V1: readonly ShortPatch[] = [{ line: 'umount(dir);' }]
/** What waits, as 'Rex Roe: requests-changes open'; `answered` follows when the author answered. */
const waiting = (...replies: ShortReply[]): string[] => {
  const { standings, people } = review([V1], replies)
  return standings
    .filter(({ position }) => /changes|asks|objects/.test(position))
    .map(({ person, position, status, answered }) =>
      [`${people[person]?.name}:`, position, status, answered ? 'answered' : ''].join(' ').trim(),
    )
    .sort()
}

describe('the words right below a quote', () => {
  it('answer whoever wrote the last quoted line, by the number of its marks', () => {
    const lines = readLines('> > + umount(dir);\nOne.\n> Ann\nTwo.\n> > > The message.\nThree.')
    expect(quotedSpeakers(lines, ['reviewer', 'author'])).toEqual([
      'author',
      'author',
      'reviewer',
      'reviewer',
      'author',
      'author',
    ])
    expect(quotedSpeakers(readLines('Hi.\n> Ann'), ['reviewer'])).toEqual([null, 'reviewer'])
  })

  it('are for the author below the code, although the mail answers another reviewer', () => {
    const first = replyOf('a', ANN, 1, '> +umount(dir);\nLooks good.')
    const code = replyOf('b', REX, 2, '> > +umount(dir);\nThis should be checked for errors.\n\n> Looks good.', 'a')
    const talk = replyOf('c', REX, 2, '> > +umount(dir);\n> Looks good.\nWe should do that elsewhere, Ann.', 'a')
    expect(waiting(first, code)).toEqual(['Rex Roe: requests-changes open'])
    expect(waiting(first, talk)).toEqual([])
  })
})

describe('a reviewer who agrees with another', () => {
  const asked = replyOf('a', ANN, 1, '> +umount(dir);\nPlease use the helper.')

  it.each(['+1', 'Agreed.', 'I agree with Ann.', 'Yes, this should use it.'])('asks for the same: %s', (words) => {
    expect(waiting(asked, replyOf('b', REX, 2, `> Please use the helper.\n\n${words}`, 'a'))).toEqual([
      'Ann Poe: requests-changes open',
      'Rex Roe: requests-changes open',
    ])
  })

  it('has the answer that the other gets', () => {
    const joined = replyOf('b', REX, 2, '> Please use the helper.\n\n+1', 'a')
    expect(waiting(asked, joined, replyOf('c', JANE, 3, '> Please use the helper.\nWill do.', 'a'))).toEqual([
      'Ann Poe: requests-changes promised answered',
      'Rex Roe: requests-changes promised answered',
    ])
  })

  it('is joined by a third, and one answer settles all', () => {
    const joined = replyOf('b', REX, 2, '> Please use the helper.\n\n+1', 'a')
    const third = replyOf('d', { name: 'Kim Coe', email: 'kim@example.org' }, 2, '> +1\n\nMe too.', 'b')
    expect(waiting(asked, joined, third)).toHaveLength(3)
    expect(waiting(asked, joined, third, replyOf('c', JANE, 3, '> Please use the helper.\nWill do.', 'a'))).toEqual([
      'Ann Poe: requests-changes promised answered',
      'Kim Coe: requests-changes promised answered',
      'Rex Roe: requests-changes promised answered',
    ])
  })

  it('asks for nothing when the other is content or the agreement has a "but"', () => {
    expect(waiting(replyOf('a', ANN, 1, 'LGTM.'), replyOf('b', REX, 2, '> LGTM.\n\n+1', 'a'))).toEqual([])
    const but = replyOf('b', REX, 2, '> Please use the helper.\nYes, this should use it, but not in this series.', 'a')
    expect(waiting(asked, but)).toEqual(['Ann Poe: requests-changes open'])
  })
})

describe('a greeting', () => {
  const names = {
    isAuthor: (word: string) => word === 'jane',
    isOther: (word: string) => ['ann', 'kim'].includes(word),
  }

  it.each(['Ann,', 'Hi Ann,', 'Dear Ann, Kim,', 'Hello Ann and Kim!'])('is for others: %s', (line) => {
    expect(greetsOthers(line, names)).toBe(true)
  })

  it.each(['Hi Jane, Ann,', 'Jane,', 'However,', 'Ann, please rename it.'])('is not for others alone: %s', (line) => {
    expect(greetsOthers(line, names)).toBe(false)
  })

  it('to others makes what follows nothing that the author has to answer, up to the next quote', () => {
    const to = (name: string) => `${REX_TAG}\n\n${name},\n\nThis patch should replace the one in your tree.\n`
    const ann = replyOf('a', ANN, 1, 'Tested-by: Ann Poe <ann@example.org>')
    expect(waiting(ann, replyOf('b', REX, 2, to('Ann')))).toEqual([])
    expect(waiting(ann, replyOf('b', REX, 2, to('Jane')))).toEqual(['Rex Roe: requests-changes open'])
    expect(waiting(ann, replyOf('b', REX, 2, `${to('Ann')}\n> +umount(dir);\nPlease check it.`))).toEqual([
      'Rex Roe: requests-changes open',
    ])
  })

  it('to whoever signed the patch off is one to the author', () => {
    const other = { name: 'Wei Gao', email: 'wei@work.example' }
    const { standings } = review(
      [[{ line: 'a', trailers: [`Signed-off-by: ${other.name} <${other.email}>`] }]],
      [replyOf('b', REX, 2, 'Hi Wei,\n\nPlease split this.')],
    )
    expect(standings.map(({ position }) => position)).toEqual(['requests-changes'])
  })
})

describe('an author who answers elsewhere in the thread', () => {
  const asked = replyOf('a', ANN, 1, '> +umount(dir);\nI suppose that this should be an error.')
  const agreed = replyOf('b', REX, 2, '> I suppose that this should be an error.\nAn error looks best, Jane.', 'a')

  it('answers the comments that are quoted right above the answer', () => {
    const body = '> > I suppose that this should be an error.\n> An error looks best, Jane.\nNo, it is only a clean-up.'
    expect(waiting(asked, agreed, replyOf('c', JANE, 3, body, 'b'))).toEqual([
      'Ann Poe: requests-changes declined answered',
    ])
  })

  it('does not answer what is not quoted there', () => {
    expect(waiting(asked, agreed, replyOf('c', JANE, 3, '> An error looks best, Jane.\nThanks.', 'b'))).toEqual([
      'Ann Poe: requests-changes open',
    ])
  })

  it('answers what the same reviewer wrote to the same mail', () => {
    const ping = replyOf('p', JANE, 1, 'Could you please review this?')
    const rebase = replyOf('a', ANN, 2, 'Most of it does not apply, please rebase.', 'p')
    const split = replyOf('b', ANN, 2, 'Also, please split this in two.', 'p')
    const answer = replyOf('c', JANE, 3, 'That code is gone by now.', 'b')
    const answered = (...replies: ShortReply[]) =>
      review([V1], replies).comments.flatMap(({ mailKey, outcome }) => (outcome?.answered ? [mailKey] : []))
    expect(answered(ping, rebase, split, answer)).toEqual(['a', 'b'])
    expect(answered(ping, { ...rebase, to: 'v1/1' }, split, answer)).toEqual(['b'])
  })

  it('finds no comment in short lines or without a quote', () => {
    const why = {
      mailKey: 'a',
      from: 1,
      to: 2,
      text: 'Why?',
      quoted: [],
      place: { kind: 'unplaced', reason: 'no-quote' },
    } as const
    expect(findQuotedComments(readLines('> Why?\nBecause.'), [quotableLines([why])])).toEqual([])
    const long = { ...why, text: 'Why is this not checked?' }
    expect(findQuotedComments(readLines('Because.'), [quotableLines([long])])).toEqual([])
    expect(findQuotedComments(readLines('> Why is this not checked?\nBecause.'), [quotableLines([long])])).toEqual([
      { mailKey: 'a', comment: 1, from: 1, to: Number.POSITIVE_INFINITY },
    ])
  })
})

describe('an objection in answer to another reviewer', () => {
  const [first, defence] = [
    { ...replyOf('r', REX, 1, 'Please add a workaround in your driver.'), patch: 1 },
    replyOf('a', ANN, 2, 'FWIW, this was with the standard driver.', 'r'),
  ]
  const again = 'I did not claim otherwise.\n\nReally, I do not want this optimization back.'

  it('is for the author when the sender has objected before, and the other has answered that', () => {
    expect(waiting(first, defence, replyOf('b', REX, 3, again, 'a'))).toContain('Rex Roe: objects open')
    expect(waiting(defence, replyOf('b', REX, 3, again, 'a')).join()).not.toContain('objects')
  })
})

describe('blame of the patch by name', () => {
  const answer = (body: string) =>
    readStatements(`> Some words of Ann.\n\n${body}\n`, { parentSpeaker: 'reviewer', quoted: [] }).map(
      ({ position }) => position,
    )

  it('is for its author in answer to another reviewer, too', () => {
    expect(answer('It seems this particular fix misses the same conversion above.')).toEqual(['requests-changes'])
    expect(answer('It seems the other driver misses the same conversion.')).toEqual(['discusses'])
  })
})
